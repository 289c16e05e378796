// `telnetsmtp [OPTIONS] [HOST [PORT]]`: Windows telnet's options and ours, read into ClientOptions; then the full screen, or plain mode where that was asked
// for or where there is no terminal.
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using TelnetSmtp.Core.Prompt;

namespace TelnetSmtp.App.Cli;

/// <summary>The root command.</summary>
internal static class ClientCommand
{
    /// <summary>Makes the root command, without sub-commands.</summary>
    public static RootCommand Make(CliContext context)
    {
        var text = context.Text;
        var host = new Argument<string?>("HOST") { Description = text["Host"], Arity = ArgumentArity.ZeroOrOne };
        var port = new Argument<string?>("PORT") { Description = text["Port"], Arity = ArgumentArity.ZeroOrOne };
        var autoLogon = new Option<bool>("-a") { Description = text["OptionAutoLogon"] };
        var escape = new Option<string?>("-e") { Description = text["OptionEscape"], HelpName = "CHAR" };
        var log = new Option<string?>("-f") { Description = text["OptionLog"], HelpName = "LOG" };
        var record = RecordOption.Create(context);
        var user = new Option<string?>("-l") { Description = text["OptionUser"], HelpName = "USER" };
        var term = new Option<string?>("-t") { Description = text["OptionTerm"], HelpName = "TERM" };
        var plain = new Option<bool>("--plain") { Description = text["OptionPlain"] };
        var quiet = new Option<bool>("--quiet") { Description = text["OptionQuiet"] };
        var noWait = new Option<bool>("--no-wait") { Description = text["OptionNoWait"] };
        var tls = new TlsOptions(text);

        var root = new RootCommand(text["Description"]) { host, port, autoLogon, escape, log, record, user, term, plain, quiet, noWait };
        root.Directives.Clear();
        tls.AddTo(root);
        var route = new RouteOptions(root, context);
        AddCommon(root, context);
        Check(escape, value => PromptOptions.ReadEscape(value) is not null, "BadEscape");
        Check(term, value => PromptOptions.ReadTerm(value) is not null, "BadTerm");
        foreach (var file in (Option<string?>[])[log, record])
            file.Validators.Add(result =>
            {
                if (result.Tokens is [{ Value.Length: 0 }])
                    result.AddError(text.Format("EmptyFile", file.Name));
            });
        root.Validators.Add(result => CheckPeer(result, result.GetValue(host), result.GetValue(port), context));
        root.SetAction(async (parsed, cancellation) =>
        {
            var tlsSettings = tls.Settings(parsed);
            var (files, problem) = await tls.FilesAsync(tlsSettings, context, cancellation).ConfigureAwait(false);
            if (files is null)
                return context.Fail(problem);
            var way = route.Apply(parsed, new ClientSettings());
            // What is no port was refused above.
            var portNumber = parsed.GetValue(port) is { } written && ServicePort.TryParse(written, out var number) ? number
                : PromptInterpreter.DefaultPortOf(parsed.GetValue(host) ?? "", way);
            var options = new ClientOptions
            {
                Host = parsed.GetValue(host) is { } name ? PromptAddress.Unbracket(name) : null,
                Port = portNumber,
                Settings = way with
                {
                    Escape = parsed.GetValue(escape) is { } character ? PromptOptions.ReadEscape(character) : new ClientSettings().Escape,
                    LogFile = parsed.GetValue(log),
                    Logging = parsed.GetValue(log) is not null,
                    RecordFile = parsed.GetValue(record),
                    UserName = parsed.GetValue(user) ?? (parsed.GetValue(autoLogon) ? Environment.UserName : null),
                    Term = parsed.GetValue(term) is { } type ? PromptOptions.ReadTerm(type) : null,
                    Tls = tlsSettings,
                    Language = context.Language,
                },
                Plain = parsed.GetValue(plain) || !context.IsTerminal,
                Quiet = parsed.GetValue(quiet),
                NoWait = parsed.GetValue(noWait),
                Tls = tls.Implicit(parsed),
                TlsFiles = files,
            };
            return await (options.Plain ? context.RunPlain : context.RunFullScreen)(options, context, cancellation).ConfigureAwait(false);
        });
        return root;

        void Check(Option<string?> option, Func<string, bool> isKnown, string key) => option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var value }] && !isKnown(value))
                result.AddError(text.Format(key, PromptText.Quoted(value)));
        });
    }

    /// <summary>The options that every command takes. Their values are read before parsing, by <see cref="CommandLine.LanguageOf"/> and by Program.</summary>
    private static void AddCommon(RootCommand root, CliContext context)
    {
        var text = context.Text;
        var lang = new Option<string?>("--lang") { Description = text["OptionLang"], HelpName = "en|de", Recursive = true };
        lang.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var value }] && PromptOptions.ReadLanguage(value) is null)
                result.AddError(text.Format("BadLang", PromptText.Quoted(value)));
        });
        root.Options.Add(lang);
        root.Options.Add(new Option<bool>("--no-color") { Description = text["OptionNoColor"], Recursive = true });
        root.Options.Add(new Option<string?>("--diagnostics") { Description = text["OptionDiagnostics"], HelpName = "FILE", Recursive = true });
        foreach (var option in root.Options)
            if (option is HelpOption)
            {
                option.Description = text["OptionHelp"];
                if (option.Action is HelpAction help && context.Columns is { } columns) help.MaxWidth = columns;
            }
            else if (option is VersionOption)
                option.Description = text["OptionVersion"];
    }

    private static void CheckPeer(CommandResult result, string? host, string? port, CliContext context)
    {
        var text = context.Text;
        if (host is null)
            return;
        if (host.StartsWith('-'))
            result.AddError(text.Format("BadOption", PromptText.Quoted(host)));
        else if (port is null && PromptAddress.SplitAtColon(host) is { } pair)
            result.AddError(text.Format("HostWithPort", PromptText.Quoted(host), PromptText.Quoted(pair.Host), PromptText.Quoted(pair.Port)));
        else if (port is not null && !ServicePort.TryParse(port, out _))
            result.AddError(text.Format("BadPort", PromptText.Quoted(port)));
    }
}

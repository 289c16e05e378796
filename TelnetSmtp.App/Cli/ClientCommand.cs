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
    public static RootCommand Make(CliContext context, ClientArguments client)
    {
        var text = context.Text;
        var host = new Argument<string?>("HOST") { Description = text["Host"], Arity = ArgumentArity.ZeroOrOne };
        var port = new Argument<string?>("PORT") { Description = text["Port"], Arity = ArgumentArity.ZeroOrOne };
        var autoLogon = new Option<bool>("-a") { Description = text["OptionAutoLogon"] };
        var user = new Option<string?>("-l") { Description = text["OptionUser"], HelpName = "USER" };
        var tls = new TlsOptions(text);

        var root = new RootCommand(text["Description"]) { host, port, autoLogon, client.Escape, client.Log, client.Record, user, client.Term, client.Plain, client.Quiet, client.NoWait };
        root.Directives.Clear();
        tls.AddTo(root);
        var route = new RouteOptions(root, context);
        AddCommon(root, context);
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
            var options = client.Read(parsed, way with
            {
                UserName = parsed.GetValue(user) ?? (parsed.GetValue(autoLogon) ? Environment.UserName : null),
                Tls = tlsSettings,
            }) with
            {
                Host = parsed.GetValue(host) is { } name ? PromptAddress.Unbracket(name) : null,
                Port = portNumber,
                Tls = tls.Implicit(parsed),
                TlsFiles = files,
            };
            return await (options.Plain ? context.RunPlain : context.RunFullScreen)(options, context, cancellation).ConfigureAwait(false);
        });
        return root;
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

// The options that the client has wherever it runs: by itself and as `practice`, which share them, so that each may stand on either side of the command's name.
// Refuses what would do nothing there: an option or a host in front of a command that has no use for it.
using System.CommandLine;
using System.CommandLine.Parsing;
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Prompt;

namespace TelnetSmtp.App.Cli;

/// <summary>The options.</summary>
internal sealed class ClientArguments
{
    private readonly CliContext _context;

    public ClientArguments(CliContext context)
    {
        var text = context.Text;
        _context = context;
        Escape = new("-e") { Description = text["OptionEscape"], HelpName = "CHAR" };
        Log = new("-f") { Description = text["OptionLog"], HelpName = "LOG" };
        Record = new("--record") { Description = new UiText("Records", context.Language)["OptionRecord"], HelpName = "FILE" };
        Term = new("-t") { Description = text["OptionTerm"], HelpName = "TERM" };
        Plain = new("--plain") { Description = text["OptionPlain"] };
        Quiet = new("--quiet") { Description = text["OptionQuiet"] };
        NoWait = new("--no-wait") { Description = text["OptionNoWait"] };
        Check(Escape, value => PromptOptions.ReadEscape(value) is not null, "BadEscape");
        Check(Term, value => PromptOptions.ReadTerm(value) is not null, "BadTerm");
        foreach (var file in (Option<string?>[])[Log, Record])
            file.Validators.Add(result =>
            {
                if (result.Tokens is [{ Value.Length: 0 }])
                    result.AddError(text.Format("EmptyFile", file.Name));
            });

        void Check(Option<string?> option, Func<string, bool> isKnown, string key) => option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var value }] && !isKnown(value))
                result.AddError(text.Format(key, PromptText.Quoted(value)));
        });
    }

    public Option<string?> Escape { get; }

    public Option<string?> Log { get; }

    public Option<string?> Record { get; }

    public Option<string?> Term { get; }

    public Option<bool> Plain { get; }

    public Option<bool> Quiet { get; }

    public Option<bool> NoWait { get; }

    /// <summary>What they ask for, on top of <paramref name="settings"/>.</summary>
    public ClientOptions Read(ParseResult parsed, ClientSettings settings) => new()
    {
        Settings = settings with
        {
            Escape = parsed.GetValue(Escape) is { } character ? PromptOptions.ReadEscape(character) : settings.Escape,
            LogFile = parsed.GetValue(Log),
            Logging = parsed.GetValue(Log) is not null,
            RecordFile = parsed.GetValue(Record),
            Term = parsed.GetValue(Term) is { } type ? PromptOptions.ReadTerm(type) : null,
            Language = _context.Language,
        },
        Plain = parsed.GetValue(Plain) || !_context.IsTerminal,
        Quiet = parsed.GetValue(Quiet),
        NoWait = parsed.GetValue(NoWait),
    };

    /// <summary>Adds the refusal of what stands in front of <paramref name="command"/> and would do nothing. How plain a command without a screen is may be said anywhere.</summary>
    public void Guard(Command command) => command.Validators.Add(result =>
    {
        if (result.Parent is not CommandResult before)
            return;
        foreach (var child in before.Children)
            if (child switch
            {
                OptionResult { Implicit: false, Option: var option } => option.Recursive || command.Options.Contains(option) || option == Plain || option == Quiet || option == NoWait ? null : option.Name,
                ArgumentResult { Tokens: [{ Value: var value }, ..] } => $"'{PromptText.Quoted(value)}'",
                _ => null,
            } is { } misplaced)
                result.AddError(_context.Text.Format("Misplaced", misplaced, command.Name));
    });
}

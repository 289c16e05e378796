// `explain CODE [ENHANCED] | "REPLY LINE" [--after VERB] [--json]`: decodes one reply. Exit code 0, or 2 with one line where the input is no reply or the
// verb no command. Reads and writes nothing else.
using System.CommandLine;
using System.Globalization;
using System.Text;
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.App.Cli;

internal static class ExplainCommand
{
    public const string Name = "explain";

    /// <summary>Columns at which text is wrapped: fits any terminal.</summary>
    private const int Width = 78;

    /// <summary>The command.</summary>
    public static Command Make(CliContext context)
    {
        var text = new UiText("Explain", context.Language);
        var reply = new Argument<string[]>("REPLY") { Description = text["ArgumentReply"], Arity = ArgumentArity.OneOrMore };
        var after = new Option<string?>("--after") { Description = text["OptionAfter"], HelpName = "VERB" };
        var json = new Option<bool>("--json") { Description = text["OptionJson"] };
        var command = new Command(Name, text["Description"]) { reply, after, json };
        command.SetAction(result => Run(string.Join(' ', result.GetValue(reply)!), result.GetValue(after), result.GetValue(json), context));
        return command;
    }

    internal static int Run(string typed, string? after, bool json, CliContext context)
    {
        var text = new UiText("Explain", context.Language);
        if (!TryReadVerb(after, out var verb))
            return context.Fail(text.Format("UnknownVerb", after!, string.Join(' ', Verbs().Select(v => v.Name()))));
        if (!TryReadReply(typed, verb, out var code, out var enhanced, out var words))
            return context.Fail(text.Format("NotAReply", typed));
        var explanation = new ReplyDecoder(new Catalogue(), context.Language).Explain(code, enhanced, verb, words);
        if (json)
            context.Output.WriteLine(ExplanationJson.Write(explanation));
        else
            foreach (var line in new ExplanationText(context.Language).Lines(explanation, Width))
                context.Output.WriteLine(line);
        return ExitCode.Done;
    }

    /// <summary>The verb's name; <c>MAIL FROM</c> and <c>RCPT TO</c> are understood as well.</summary>
    private static bool TryReadVerb(string? after, out SmtpVerb verb)
    {
        verb = after is null ? SmtpVerb.None : Catalogue.VerbNamed(after.Trim().Split(' ', ':')[0]);
        return verb != SmtpVerb.Unknown;
    }

    private static IEnumerable<SmtpVerb> Verbs()
    {
        for (var verb = SmtpVerb.Connect; verb < SmtpVerb.Unknown; verb++)
            yield return verb;
    }

    /// <summary>Reads the first line: <c>550</c>, <c>550 5.1.1</c>, <c>550-5.1.1 User unknown</c>, or an enhanced code alone.</summary>
    private static bool TryReadReply(string typed, SmtpVerb after, out int code, out EnhancedStatus enhanced, out string words)
    {
        var line = typed.Trim().Split('\r', '\n')[0];
        var read = SmtpReplyParser.Parse(Encoding.UTF8.GetBytes(line), after);
        (code, enhanced, words) = (read.Code, read.Enhanced, "");
        if (read.IsReply)
        {
            words = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(line).AsSpan(read.TextStart));
            return code is >= 200 and <= 599;
        }
        // An enhanced code stands behind a reply code of its class: given alone, it gets one that the parser accepts.
        var assumed = SmtpReplyParser.Parse(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{line.FirstOrDefault('0')}00 {line}")));
        if (assumed.Enhanced.IsNone)
            return false;
        enhanced = assumed.Enhanced;
        words = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(line).AsSpan(assumed.TextStart - 4));
        return true;
    }
}

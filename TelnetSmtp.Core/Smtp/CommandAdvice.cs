// What to say about a line while it is typed, before Enter: the syntax with the part being typed marked, what is wrong or missing now, what the server will
// most likely answer. Advises, never prevents: anything may be sent. RFC 5321 4.1.1 (syntax), 4.1.4 (order), 4.5.3.1.4 (length).
using System.Globalization;
using System.Text;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Smtp;

/// <summary>Advice on one line.</summary>
/// <param name="Syntax">How the command is written; empty for message text and credentials.</param>
/// <param name="MarkStart">Where in <paramref name="Syntax"/> the part begins that is being typed.</param>
/// <param name="MarkLength">Its length; 0 where nothing is marked.</param>
/// <param name="Remarks">What is wrong, missing or worth knowing, gravest first; empty where all is well.</param>
/// <param name="LikelyAnswer">Code and meaning of the likeliest answer; null where none can be told.</param>
public sealed record Advice(string Syntax, int MarkStart, int MarkLength, IReadOnlyList<string> Remarks, string? LikelyAnswer);

/// <summary>Advises in one language. Safe for any thread.</summary>
public sealed class CommandAdvice(Catalogue catalogue, Language language)
{
    /// <summary>Characters of a line that are looked at: as much as the longest line that a server has to take, AUTH's (RFC 4954 4).</summary>
    public const int ReadLimit = LineOctets.AuthLine;

    private const string Parameters = "[parameters]";

    private readonly Phrases _phrases = new(catalogue, language);

    /// <summary>Advice on what is being typed.</summary>
    /// <param name="typed">The line so far, without line end; secrets may be masked.</param>
    /// <param name="state">The dialogue now.</param>
    /// <param name="typedAs">What the line will be: command, content or credential.</param>
    /// <param name="message">The message so far, for content; null where its beginning was not seen.</param>
    /// <returns>Null where there is nothing to say.</returns>
    public Advice? For(string typed, DialogueState state, Speaker typedAs, MessageSoFar? message = null)
    {
        var read = typed.Length > ReadLimit ? typed[..ReadLimit] : typed;
        var findings = new AdviceFindings(catalogue, language);
        switch (typedAs)
        {
            case Speaker.Client:
                return read.Length == 0 ? null : ForCommand(read, state, findings);
            case Speaker.Content when read.Length > 0:
                ContentChecks.Check(read, state, message, findings);
                return ForContent(findings, read == "." ? catalogue.Command(SmtpVerb.DataEnd)!.Syntax : "", read == "." ? Likely(findings, SmtpVerb.DataEnd) : null);
            case Speaker.Content when message is { } soFar:
                ContentChecks.CheckEndOfHeaders(soFar, findings);
                return ForContent(findings, "", null);
            case Speaker.Credential:
                findings.Add(AdviceId.CredentialHint);
                return new("", 0, 0, findings.Remarks, null);
            default:
                return null;
        }
    }

    private static Advice? ForContent(AdviceFindings findings, string syntax, string? likely) =>
        findings.Remarks.Count == 0 ? null : new(syntax, 0, syntax.Length, findings.Remarks, likely);

    private Advice ForCommand(string typed, DialogueState state, AdviceFindings findings)
    {
        var command = SmtpCommand.Parse(Encoding.UTF8.GetBytes(typed));
        if (command.Verb == SmtpVerb.Unknown && Completions(command, typed, state) is { } beginning)
            return new(beginning, 0, beginning.Length, [], null);
        OrderChecks.Check(command, state, findings);
        CheckLine(command, typed, state, findings);
        if (command.Verb == SmtpVerb.Unknown)
            CheckVerb(command, findings);
        else if (command.Verb is SmtpVerb.Ehlo or SmtpVerb.Helo or SmtpVerb.Lhlo)
            PathChecks.CheckHello(command, findings);
        else if (command.Verb == SmtpVerb.Auth)
            AuthChecks.Check(command, state, findings);
        else if (command.Verb == SmtpVerb.Bdat)
            CheckChunk(command, findings);
        else if (command.Verb == SmtpVerb.Rcpt || command.Verb.OpensTransaction())
        {
            PathChecks.CheckPath(command, state, findings);
            ParameterChecks.Check(command, state, findings);
        }
        var (syntax, start, length) = Syntax(command);
        return new(syntax, start, length, findings.Remarks, Likely(findings, command.Verb));
    }

    /// <summary>The verbs that may become of what is typed, those first that are due; null where a blank ended the word or none fits.</summary>
    private static string? Completions(in SmtpCommand command, string typed, DialogueState state)
    {
        if (command.VerbText.Length != typed.Length)
            return null;
        var due = new List<string>();
        for (var verb = SmtpVerb.Helo; verb < SmtpVerb.Unknown; verb++)
            if (verb != SmtpVerb.DataEnd && verb.Name().StartsWith(typed, StringComparison.OrdinalIgnoreCase))
                due.Insert(state.Next.Contains(verb) ? 0 : due.Count, verb.Name());
        return due.Count == 0 ? null : string.Join("  ", due);
    }

    private static void CheckLine(in SmtpCommand command, string typed, DialogueState state, AdviceFindings findings)
    {
        if (command.Form.HasFlag(CommandForm.LeadingBlanks))
            findings.Add(AdviceId.LeadingBlanks);
        if (typed.AsSpan().ContainsAnyInRange('\0', '\x1F') || typed.Contains('\x7F', StringComparison.Ordinal))
            findings.Add(AdviceId.RawControl);
        var limit = LineOctets.Limit(command.Verb, state.Capabilities);
        if (command.Line.Length + 2 > limit)
            findings.Add(AdviceId.LineTooLong, command.Line.Length + 2, limit);
    }

    private static void CheckVerb(in SmtpCommand command, AdviceFindings findings)
    {
        if (OrderChecks.Nearest(command.VerbText) is { } nearest)
            findings.Add(AdviceId.DidYouMean, nearest);
        else
            findings.Add(AdviceId.UnknownVerb);
    }

    private static void CheckChunk(in SmtpCommand command, AdviceFindings findings)
    {
        if (command.ChunkSize is { } size)
            findings.Add(AdviceId.ChunkCount, size);
        else
            findings.Add(AdviceId.ChunkSize);
    }

    /// <summary>The command's syntax and the word of it that stands where the typing is.</summary>
    private (string Syntax, int Start, int Length) Syntax(in SmtpCommand command)
    {
        if (catalogue.Command(command.Verb) is not { } row)
            return ("", 0, 0);
        var blankAtEnd = command.Line[^1] is (byte)' ' or (byte)'\t';
        if (command.ArgumentStart >= command.Line.Length && !blankAtEnd)
            return Word(row.Syntax, 0);
        if (!command.HasPath)
            return Word(row.Syntax, command.ParametersStart < command.Line.Length || (blankAtEnd && !command.Argument.IsEmpty) ? 2 : 1);
        if (command.ParametersStart >= command.Line.Length && !(blankAtEnd && (command.Form & (CommandForm.NoBrackets | CommandForm.Unclosed)) == 0))
            return Word(row.Syntax, 1);
        var last = "";
        foreach (var parameter in command.Parameters)
            last = Encoding.UTF8.GetString(parameter.Name);
        var written = blankAtEnd ? null : catalogue.Parameter(last)?.Syntax;
        var start = row.Syntax.IndexOf(Parameters, StringComparison.Ordinal);
        if (start < 0)
            return Word(row.Syntax, 1);
        return written is null ? (row.Syntax, start, Parameters.Length) : (row.Syntax[..start] + written, start, written.Length);
    }

    /// <summary>The <paramref name="index"/>th word of a syntax line, the last one where it has fewer. <c>MAIL FROM:&lt;…&gt;</c> has two.</summary>
    private static (string Syntax, int Start, int Length) Word(string syntax, int index)
    {
        var start = 0;
        for (; index > 0; index--)
        {
            var blank = syntax.IndexOf(' ', start);
            if (blank < 0)
                break;
            start = blank + 1;
        }
        var end = syntax.IndexOf(' ', start);
        return (syntax, start, (end < 0 ? syntax.Length : end) - start);
    }

    private string? Likely(AdviceFindings findings, SmtpVerb verb)
    {
        var usual = catalogue.Replies(verb) is { Replies: [var first, ..] } replies
            ? Array.Find(replies.Replies, r => r.Code / 100 == 3)?.Code ?? first.Code
            : (int?)null;
        if ((findings.Answer ?? usual) is not { } code)
            return null;
        var meaning = ReplyReading.Of(catalogue, code, default, verb, "").Meaning(_phrases, catalogue, language);
        return string.Create(CultureInfo.InvariantCulture, $"{code} {meaning}");
    }
}

// Whether what happened is what a lesson describes. Pure questions over one exchange, one line, one pattern; the dialogue machine has said already what is
// a command and which reply is its. Refuses to choose words (see LessonJudgements). RFC 5321 2.4 (letter case), 4.1.2 (paths and parameters).
using System.IO.Enumeration;
using System.Text;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Learning;

/// <summary>A command and the last line of its reply.</summary>
/// <param name="Verb">The command; Connect for the greeting.</param>
/// <param name="Typed">The command line, secrets masked; empty for the greeting.</param>
/// <param name="Early">Whether it went before the reply to the one before had come.</param>
/// <param name="Code">The reply's code.</param>
/// <param name="Reply">The reply's last line.</param>
internal readonly record struct LessonExchange(SmtpVerb Verb, string Typed, bool Early, int Code, string Reply)
{
    public bool IsError => Code >= 400;
}

/// <summary>What keeps an exchange from being the one described.</summary>
internal enum LessonGap : byte
{
    None, Verb, Path, Parameter, Argument, Early, Reply,
}

internal static class LessonMatch
{
    /// <summary>How a lesson names what is no command.</summary>
    private const string NoCommand = "?";

    /// <summary>The verb that a lesson's word names; None where there is no such.</summary>
    public static SmtpVerb VerbOf(string command)
    {
        if (command == NoCommand)
            return SmtpVerb.Unknown;
        for (var verb = SmtpVerb.Connect; verb < SmtpVerb.Unknown; verb++)
            if (verb.Name() == command)
                return verb;
        return SmtpVerb.None;
    }

    /// <summary>The first thing in which <paramref name="exchange"/> is not what <paramref name="expect"/> describes.</summary>
    public static LessonGap Gap(LessonExpectation expect, in LessonExchange exchange)
    {
        if (expect.Command is not { } command || VerbOf(command) != exchange.Verb)
            return LessonGap.Verb;
        var typed = SmtpCommand.Parse(Encoding.UTF8.GetBytes(exchange.Typed));
        if (expect.Path is { } path && !(typed.HasPath && Fits(path, Encoding.UTF8.GetString(typed.Path))))
            return LessonGap.Path;
        foreach (var parameter in expect.Parameters)
            if (!HasParameter(typed, parameter))
                return LessonGap.Parameter;
        if (expect.Argument is { } argument && !Fits(argument, Encoding.UTF8.GetString(typed.Argument)))
            return LessonGap.Argument;
        if (expect.Early is { } early && early != exchange.Early)
            return LessonGap.Early;
        return RepliesAs(expect, exchange) ? LessonGap.None : LessonGap.Reply;
    }

    /// <summary>Whether <paramref name="text"/> is as <paramref name="pattern"/> has it, in any letter case.</summary>
    public static bool Fits(string pattern, string text) => text.Length == 0 ? pattern.All(c => c == '*')
        : pattern.Length > 0 && FileSystemName.MatchesSimpleExpression(pattern.Replace("\\", "\\\\", StringComparison.Ordinal), text);

    private static bool RepliesAs(LessonExpectation expect, in LessonExchange exchange) =>
        expect.Reply is { } reply ? exchange.Reply.StartsWith(reply, StringComparison.Ordinal) : !exchange.IsError;

    /// <summary>A list's values may stand in any order (RFC 3461 4.1), but none more and none less.</summary>
    private static bool HasParameter(in SmtpCommand typed, string wanted)
    {
        var (keyword, values) = wanted.IndexOf('=', StringComparison.Ordinal) is var at && at < 0 ? (wanted, null) : (wanted[..at], wanted[(at + 1)..]);
        foreach (var parameter in typed.Parameters)
        {
            if (!parameter.Is(keyword))
                continue;
            if (values is null)
                return true;
            var given = Encoding.UTF8.GetString(parameter.Value).ToUpperInvariant().Split(',');
            return given.Order(StringComparer.Ordinal).SequenceEqual(values.ToUpperInvariant().Split(',').Order(StringComparer.Ordinal));
        }
        return false;
    }
}

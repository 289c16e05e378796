// Server lines and their annotations as plain mode prints them. Refuses to hand control characters to a terminal: they are shown as ^X.
using System.Text;
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.App.Cli;

/// <summary>Lines of plain mode.</summary>
internal static class PlainText
{
    /// <summary>What every line of an annotation begins with.</summary>
    public const string Mark = "  # ";

    /// <summary>A server line, and below it, unless <paramref name="decoder"/> is null, what it means.</summary>
    public static string Of(in AnnotatedLine line, ReplyDecoder? decoder)
    {
        var output = new StringBuilder(Harmless(Encoding.UTF8.GetString(line.Text.Span))).Append('\n');
        if (decoder is not null)
            foreach (var remark in decoder.Annotate(line.Line, line.Text.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries))
                output.Append(Mark).Append(remark).Append('\n');
        return output.ToString();
    }

    /// <summary>Why connecting failed and what to do: a marked line each.</summary>
    public static string Of(Explanation failure) =>
        $"{Mark}{failure.Meaning}: {failure.Text}\n{string.Concat(failure.Remarks.Select(r => $"{Mark}{r}\n"))}{Mark}{string.Join(' ', failure.Remedies)}\n";

    /// <summary>What TLS agreed on and whether the certificate would be trusted: marked lines.</summary>
    public static string Of(TlsFacts facts, Language language)
    {
        var words = new TlsText(language);
        var verdict = words.Verdict(facts);
        return string.Concat(words.Sections(facts).SelectMany(s => s.Lines).Append($"{words.TrustHeading} {verdict[0]}").Concat(verdict.Skip(1)).Append(words.Next).Select(line => $"{Mark}{Harmless(line)}\n"));
    }

    /// <summary><paramref name="text"/> with control characters other than TAB and LF as <c>^X</c>, C1 ones as <c>?</c>.</summary>
    public static string Harmless(string text) => !text.Any(IsHarmful)
        ? text
        : string.Concat(text.Select(c => !IsHarmful(c) ? c.ToString() : c < ' ' ? $"^{(char)(c | 0x40)}" : c == '\x7F' ? "^?" : "?"));

    /// <summary>Our own text without the prompt console's sequences (CSI) and CRs.</summary>
    public static string WithoutSequences(string text)
    {
        var output = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\x1b' && i + 1 < text.Length && text[i + 1] == '[')
                for (i += 2; i < text.Length && text[i] is < '@' or > '~'; i++)
                {
                }
            else if (text[i] != '\r')
                output.Append(text[i]);
        }

        return output.ToString();
    }

    private static bool IsHarmful(char c) => char.IsControl(c) && c is not ('\t' or '\n');
}

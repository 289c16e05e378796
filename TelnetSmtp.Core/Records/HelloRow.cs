// Exchange's protocol log folds a whole EHLO reply into one row: `250  host Hello [ip] SIZE 37748736 PIPELINING …`. Unfolded here for the dialogue, at
// the keywords that Exchange offers; what stands between two is the first one's parameters. RFC 5321 4.1.1.1.
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Records;

/// <summary>Unfolds the row.</summary>
internal static class HelloRow
{
    private static readonly byte[][] Keywords =
    [
        .. ((string[])["SIZE", "PIPELINING", "DSN", "ENHANCEDSTATUSCODES", "STARTTLS", "AUTH", "X-ANONYMOUSTLS", "X-EXPS", "8BITMIME", "BINARYMIME", "CHUNKING",
            "SMTPUTF8", "XRDST", "XEXCH50", "X-LINK2STATE", "XSHADOW", "XSHADOWREQUEST", "XPROXY", "XPROXYFROM", "XPROXYTO", "XSESSIONMDBGUID", "XATTRDIRECT",
            "XEXPRESSINTEGRITY", "XSESSIONPARAMS", "XRSET", "OK", "VRFY", "HELP", "ETRN", "TURN", "REQUIRETLS"]).Select(System.Text.Encoding.ASCII.GetBytes),
    ];

    /// <summary>The keywords by their length: every word of every 250 is asked about.</summary>
    private static readonly byte[][][] ByLength =
        [.. Enumerable.Range(0, Keywords.Max(word => word.Length) + 1).Select(length => Keywords.Where(word => word.Length == length).ToArray())];

    /// <summary>Whether <paramref name="text"/> is such a row: a 250 with more than one keyword.</summary>
    public static bool Is(ReadOnlySpan<byte> text)
    {
        if (!text.StartsWith("250 "u8))
            return false;
        var found = 0;
        foreach (var range in text.Split((byte)' '))
            found += IsKeyword(text[range]) ? 1 : 0;
        return found > 1;
    }

    /// <summary>Hands the row to <paramref name="dialogue"/> line by line; the facts of the row as one line.</summary>
    public static DialogueLine Feed(SmtpDialogue dialogue, DateTimeOffset at, ReadOnlySpan<byte> text)
    {
        DialogueLine? first = null;
        foreach (var line in Unfold(text))
        {
            var fact = dialogue.ServerLine(at, line, LineEnding.None);
            first ??= fact;
        }
        return (first ?? dialogue.ServerLine(at, text, LineEnding.None)) with { Position = ReplyPosition.Only };
    }

    /// <summary>The lines of the row, as the server sent them.</summary>
    public static IReadOnlyList<byte[]> Unfold(ReadOnlySpan<byte> text)
    {
        var lines = new List<byte[]>();
        var start = 4;
        for (var i = 4; i <= text.Length; i++)
        {
            var atWord = i == text.Length || text[i - 1] == (byte)' ' && IsKeyword(Word(text[i..]));
            if (!atWord || i == start)
                continue;
            lines.Add([.. i == text.Length ? "250 "u8 : "250-"u8, .. text[start..i].Trim((byte)' ')]);
            start = i;
        }
        return lines;
    }

    private static ReadOnlySpan<byte> Word(ReadOnlySpan<byte> text) => text.IndexOf((byte)' ') is >= 0 and var end ? text[..end] : text;

    private static bool IsKeyword(ReadOnlySpan<byte> word)
    {
        if (word.Length >= ByLength.Length)
            return false;
        foreach (var keyword in ByLength[word.Length])
            if (word.SequenceEqual(keyword))
                return true;
        return false;
    }
}

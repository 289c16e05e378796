// What the forms of an annotated record share: bytes as text, a session's verdict in words, times. Refuses to let a control character through.
using System.Buffers;
using System.Text;
using System.Text.Unicode;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Records;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.App.Text;

/// <summary>Words about records.</summary>
internal sealed class RecordText(Language language)
{
    private static readonly SearchValues<byte> Printable = SearchValues.Create([.. Enumerable.Range(0x20, 0x5F).Select(octet => (byte)octet)]);

    /// <summary>Texts of `annotate` and `replay`.</summary>
    public UiText Texts { get; } = new("Records", language);

    /// <summary><paramref name="bytes"/> as UTF-8, as Latin-1 where they are not.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes) => Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes);

    /// <summary>The same with control characters shown as <c>^X</c>, C1 ones as <c>?</c>.</summary>
    public static string Harmless(ReadOnlySpan<byte> bytes)
    {
        var text = Decode(bytes);
        return !text.Any(IsHarmful)
            ? text
            : string.Concat(text.Select(c => !IsHarmful(c) ? c.ToString() : c < ' ' ? $"^{(char)(c | 0x40)}" : c == '\x7F' ? "^?" : "?"));
    }

    /// <summary>The same, written as UTF-8.</summary>
    public static void WriteHarmless(IBufferWriter<byte> output, ReadOnlySpan<byte> bytes)
    {
        if (bytes.IndexOfAnyExcept(Printable) < 0)
            output.Write(bytes);
        else
            output.Write(Encoding.UTF8.GetBytes(Harmless(bytes)));
    }

    /// <summary>The summary of a session, a line each.</summary>
    public IEnumerable<string> Summarise(RecordSession session)
    {
        var summary = session.Summary;
        var peer = summary.ServerName.Length > 0 ? Clean(summary.ServerName) : Texts["UnknownServer"];
        if (summary.Software is { } software)
            peer += $" ({Clean(software)})";
        yield return Texts.Format("Session", session.Number, session.Tls ? $"{peer}, TLS" : peer);
        var verdict = Texts[$"Verdict{summary.Verdict}"];
        yield return Texts.Format("Verdict", summary is { DecidingCode: > 0 }
            ? $"{verdict} ({summary.DecidedBy.Name()}: {summary.DecidingCode}{(summary.DecidingEnhanced.IsNone ? "" : " " + summary.DecidingEnhanced)})" : verdict);
        if (session.FirstError is { } error)
            yield return Texts.Format("FirstError", error.Line, Clean(error.Text), session.Errors);
        if (session is { Began: { } began, Newest: { } newest } && summary.Slowest is { Elapsed: { } elapsed } slowest && newest > began)
            yield return Texts.Format("Slowest", slowest.Verb.Name(), Seconds(elapsed), Seconds(newest - began));
    }

    /// <summary>What the file system said, as one line for people; null for what is our own mistake.</summary>
    public static string? Wrong(Exception failure, string path, string name, UiText texts) => failure switch
    {
        FileNotFoundException or DirectoryNotFoundException => texts.Format("Missing", name),
        UnauthorizedAccessException => Directory.Exists(path) ? texts.Format("IsDirectory", name) : texts.Format("Forbidden", name),
        FileStandsStillException still => texts.Format("Unreadable", name, still.Words.In(texts.Language)),
        IOException or ArgumentException or NotSupportedException => texts.Format("Unreadable", name, failure.Message.TrimEnd('.')),
        _ => null,
    };

    private string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.0##", Cultures.Of(language));

    private static string Clean(string text) => Harmless(Encoding.UTF8.GetBytes(text));

    private static bool IsHarmful(char c) => char.IsControl(c) && c is not '\t';
}

// MailKit's ProtocolLogger, and whatever else writes `C: ` and `S: `: `Connected to smtp://host:port/` begins a session; a time may stand in front of each
// line. Facts: MailKit/ProtocolLogger.cs.
namespace TelnetSmtp.Core.Records.Formats;

/// <summary>`mailkit`.</summary>
internal sealed class MailKitFormat : IFormatReader
{
    private bool _implicitTls;

    public static RecordFormat Format { get; } = new("mailkit", Recognises, () => new MailKitFormat());

    public void Read(long number, ReadOnlySpan<byte> line, IFoundLines found)
    {
        var rest = Split(line, out var at);
        var origin = rest.StartsWith("S: "u8) ? Origin.Server : rest.StartsWith("C: "u8) || rest is [(byte)'C', (byte)':'] ? Origin.Client : Origin.Note;
        var begins = IsConnect(rest);
        if (begins)
            _implicitTls = rest.StartsWith("Connected to smtps:"u8);
        found.Found(new FoundLine
        {
            Number = number,
            Origin = origin,
            At = at,
            Shown = line,
            Mark = begins ? SessionMark.Begins : SessionMark.None,
            Tls = _implicitTls && origin != Origin.Note,
            Text = origin == Origin.Note ? line : rest.Length > 3 ? rest[3..] : [],
        });
    }

    private static bool Recognises(ReadOnlySpan<byte> line)
    {
        var rest = Split(line, out _);
        return IsConnect(rest) || rest.Length > 6 && (rest.StartsWith("S: "u8) || rest.StartsWith("C: "u8));
    }

    private static bool IsConnect(ReadOnlySpan<byte> line) => line.StartsWith("Connected to smtp"u8) && line.IndexOf("://"u8) > 0;

    private static ReadOnlySpan<byte> Split(ReadOnlySpan<byte> line, out DateTimeOffset? at)
    {
        var blank = line.IndexOf((byte)' ');
        at = blank is > 18 and < 36 ? RecordTime.Iso(line[..blank]) : null;
        return at is null ? line : line[(blank + 1)..];
    }
}

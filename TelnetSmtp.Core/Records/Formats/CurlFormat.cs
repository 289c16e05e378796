// curl -v: `* ` curl's own words, `> ` sent, `< ` received, `{ ` and `} ` counts of body bytes, which are not shown. The progress meter stands in between.
namespace TelnetSmtp.Core.Records.Formats;

/// <summary>`curl`.</summary>
internal sealed class CurlFormat : IFormatReader
{
    public static RecordFormat Format { get; } = new("curl", Recognises, () => new CurlFormat());

    private bool _greeted, _tls;

    public void Read(long number, ReadOnlySpan<byte> line, IFoundLines found)
    {
        // The progress meter ends with CR, so that curl's next line stands behind it.
        var rest = line.StartsWith("  "u8) && line.IndexOf("* "u8) is > 0 and var info ? line[info..] : line;
        var origin = rest.StartsWith("< "u8) ? Origin.Server : rest.StartsWith("> "u8) ? Origin.Client : Origin.Note;
        var mark = origin == Origin.Note ? MarkOf(rest) : SessionMark.None;
        if (mark == SessionMark.Begins)
            _greeted = _tls = false;
        _tls |= !_greeted && origin == Origin.Note && rest.StartsWith("* SSL connection using"u8);
        _greeted |= origin == Origin.Server;
        found.Found(new FoundLine { Number = number, Origin = origin, Mark = mark, Text = origin == Origin.Note ? line : rest[2..], Shown = line, Tls = _tls });
    }

    private static SessionMark MarkOf(ReadOnlySpan<byte> line) =>
        line.StartsWith("* Connected to "u8) ? SessionMark.Begins
        : line.StartsWith("* Closing connection"u8) || line.StartsWith("* shutting down connection"u8) ? SessionMark.Ends : SessionMark.None;

    private static bool Recognises(ReadOnlySpan<byte> line) =>
        line.StartsWith("*   Trying "u8) || line.StartsWith("* Connected to "u8) || line.StartsWith("* Host "u8)
        || line.Length > 5 && line.StartsWith("< "u8) && Smtp.SmtpReplyParser.Parse(line[2..]).IsReply;
}

// openssl s_client: certificate, session and keys between rules of `---`, then what the server says; typed lines stand there only where the terminal echoed
// them. With -starttls smtp its first EHLO and STARTTLS are not shown, and all that is shown passed under TLS. Refuses to explain TLS.
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Records.Formats;

/// <summary>`openssl`.</summary>
internal sealed class OpensslFormat : IFormatReader
{
    private static readonly string[] Own =
    [
        "CONNECTED(", "depth=", "verify ", "read R BLOCK", "RENEGOTIATING", "DONE", "closed", "KEYUPDATE", "Connecting to ", "Post-Handshake New Session Ticket arrived:", "SSL-Session:",
    ];

    private static readonly byte[][] OwnWords = [.. Own.Select(System.Text.Encoding.ASCII.GetBytes)];

    private bool _block, _spoken;

    public static RecordFormat Format { get; } = new("openssl", line => line.StartsWith("CONNECTED(0"u8) || line.StartsWith("depth="u8), () => new OpensslFormat());

    public void Read(long number, ReadOnlySpan<byte> line, IFoundLines found)
    {
        if (line.SequenceEqual("---"u8))
        {
            _block = !_block && _spoken || !_spoken;
            Note(number, line, found, SessionMark.None);
            return;
        }
        var reply = SmtpReplyParser.Parse(line).IsReply;
        if (IsOwn(line))
        {
            var mark = line.StartsWith("CONNECTED("u8) ? SessionMark.Begins
                : line.SequenceEqual("DONE"u8) || line.SequenceEqual("closed"u8) ? SessionMark.Ends : SessionMark.None;
            if (mark == SessionMark.Begins)
                _block = _spoken = false;
            Note(number, line, found, mark);
            return;
        }
        // Blocks hold names, values and PEM; none of their lines begins as a reply does.
        if (_block && !reply && (!_spoken || line.IndexOf(" : "u8) > 0 || line.StartsWith(" "u8) || line.IsEmpty))
        {
            Note(number, line, found, SessionMark.None);
            return;
        }
        if (reply)
            _block = false;
        if (!_spoken && !reply)
        {
            Note(number, line, found, SessionMark.None);
            return;
        }
        found.Found(new FoundLine { Number = number, Origin = Origin.Unlabelled, Text = line, Tls = true, HelloUnseen = !_spoken && !line.StartsWith("220"u8) });
        _spoken = true;
    }

    private static void Note(long number, ReadOnlySpan<byte> line, IFoundLines found, SessionMark mark) =>
        found.Found(new FoundLine { Number = number, Text = line, Mark = mark });

    private static bool IsOwn(ReadOnlySpan<byte> line)
    {
        foreach (var word in OwnWords)
            if (line.StartsWith(word))
                return true;
        return false;
    }
}

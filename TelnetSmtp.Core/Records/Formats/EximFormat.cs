// Exim's debug output (-d, -v, -bhc): `SMTP>>` written and `SMTP<<` read, with the variants `>|`, `|>`, `+>`; the lines of a long reply follow, indented.
// The one who says three digits is the server. A process number may stand in front. A host test (-bh) has no such marks: what is typed and said stands bare
// between lines of `>>> `, `LOG: ` and `**** `, which are its own. Facts: Exim, smtp_in.c, smtp_out.c, exim.c.
using System.Buffers;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Records.Formats;

/// <summary>`exim`.</summary>
internal sealed class EximFormat : IFormatReader
{
    private static readonly SearchValues<byte> BlanksAndDigits = SearchValues.Create(" 0123456789"u8);

    private static ReadOnlySpan<byte> HostTest => "**** SMTP testing session "u8;

    private bool? _writtenIsServer;
    private bool _replyGoesOn;

    private bool _hostTest;

    public static RecordFormat Format { get; } = new("exim", line => TrySplit(line, out _, out _) || BeginsHostTest(line), () => new EximFormat());

    public void Read(long number, ReadOnlySpan<byte> line, IFoundLines found)
    {
        _hostTest |= BeginsHostTest(line);
        if (!TrySplit(line, out var written, out var text))
        {
            if (_hostTest)
            {
                var own = line.StartsWith(">>> "u8) || line.StartsWith("LOG: "u8) || line.StartsWith("**** "u8);
                found.Found(new FoundLine { Number = number, Origin = own ? Origin.Note : Origin.Unlabelled, Text = line, Mark = line.StartsWith(HostTest) ? SessionMark.Begins : SessionMark.None });
                return;
            }
            var inner = line.TrimStart((byte)' ');
            var goesOn = _replyGoesOn && inner.Length < line.Length && SmtpReplyParser.Parse(inner) is { IsReply: true };
            _replyGoesOn = goesOn && SmtpReplyParser.Parse(inner).Continues;
            var mark = goesOn ? SessionMark.None
                : inner.StartsWith("Connecting to "u8) ? SessionMark.Begins : line.IndexOf("SMTP(close)>>"u8) >= 0 ? SessionMark.Ends : SessionMark.None;
            if (mark == SessionMark.Begins)
                _writtenIsServer = null;
            found.Found(new FoundLine { Number = number, Origin = goesOn ? Origin.Server : Origin.Note, Text = goesOn ? inner : line, Shown = line, Mark = mark });
            return;
        }
        var reply = SmtpReplyParser.Parse(text);
        _writtenIsServer ??= written == reply.IsReply;
        var server = written == _writtenIsServer;
        _replyGoesOn = server && reply.Continues;
        found.Found(new FoundLine { Number = number, Origin = server ? Origin.Server : Origin.Client, Text = text, Shown = line });
    }

    private static bool BeginsHostTest(ReadOnlySpan<byte> line) => line.StartsWith(HostTest) || line.StartsWith(">>> host in "u8);

    private static bool TrySplit(ReadOnlySpan<byte> line, out bool written, out ReadOnlySpan<byte> text)
    {
        written = false;
        text = default;
        var start = line.IndexOf("SMTP"u8);
        // Blanks and a process number at most stand before it.
        if (start < 0 || line.Length < start + 6 || line[..start].ContainsAnyExcept(BlanksAndDigits))
            return false;
        var mark = line.Slice(start + 4, 2);
        written = mark.SequenceEqual(">>"u8) || mark.SequenceEqual(">|"u8) || mark.SequenceEqual("|>"u8) || mark.SequenceEqual("+>"u8);
        if (!written && !mark.SequenceEqual("<<"u8))
            return false;
        text = line[(start + 6)..];
        if (text.StartsWith(" "u8))
            text = text[1..];
        return !text.StartsWith("(writing message)"u8);
    }
}

// The server's half of a session: data from the telnet layer, forked once into screen and dialogue. Judges from the first bytes whether
// the server speaks SMTP. Refuses to send anything of its own; negotiation answers are the telnet layer's.
using System.Buffers;
using TelnetSmtp.Core.Smtp;
using TelnetSmtp.Core.Telnet;

namespace TelnetSmtp.Core.Session;

internal sealed class ServerText(TelnetSession session)
{
    private readonly LineSplitter _lines = new();
    private long _row = -1;
    private bool _startTls;
    private bool _strangerNoted;

    /// <summary>Takes a chunk from the socket.</summary>
    public void Receive(ReadOnlySpan<byte> bytes)
    {
        if (session.Kind == SessionKind.Unknown && !session.Telnet.Negotiated) Judge(bytes);
        var sink = new Sink(this);
        session.Telnet.Receive(bytes, ref sink, session.Output.Send);
        if (session.Telnet.Negotiated && session.Kind == SessionKind.Unknown) session.Kind = SessionKind.Terminal;
    }

    /// <summary>The stream has ended: an unfinished line is a line.</summary>
    public void Finish()
    {
        var handler = new Handler(this);
        _lines.Finish(ref handler);
    }

    private void Data(ReadOnlySpan<byte> data)
    {
        session.Output.Log.Write(data);
        if (session.Telnet.Negotiated)
        {
            session.Terminal.Feed(data);
            session.Listener?.Passed(data);
            return;
        }
        while (!data.IsEmpty)
        {
            if (_startTls || session.Output.StartTls)
            {
                InjectedPlaintext(data);
                return;
            }
            var end = data.IndexOf((byte)'\n') + 1;
            if (end == 0) end = data.Length;
            if (_row < 0) _row = session.Terminal.CursorLine;
            session.Terminal.Feed(data[..end]);
            var handler = new Handler(this);
            _lines.Push(data[..end], ref handler);
            data = data[end..];
        }
        if (_startTls)
        {
            _startTls = false;
            session.Output.StartTls = true;
        }
    }

    /// <summary>A first line that begins like a reply makes it SMTP. The judgement comes before telnet and screen see the line, so that 8-bit text in it
    /// stays text and control characters are shown.</summary>
    private void Judge(ReadOnlySpan<byte> data)
    {
        // An alert record (RFC 8446 5.1, 6): the server took our plaintext for a broken handshake.
        if (_lines.Partial.IsEmpty && data is [0x15, 0x03, ..]) session.Notice(SessionNotice.SilentTlsPort);
        Span<byte> start = stackalloc byte[4];
        var partial = _lines.Partial;
        var kept = Math.Min(4, partial.Length);
        partial[..kept].CopyTo(start);
        var added = Math.Min(4 - kept, data.Length);
        data[..added].CopyTo(start[kept..]);
        if (LooksLikeReply(start[..(kept + added)])) session.Kind = SessionKind.Smtp;
    }

    /// <summary>Three digits that are a reply code of SMTP's range, and what may stand behind them. A lone `220` decides only once the line is whole.</summary>
    private static bool LooksLikeReply(ReadOnlySpan<byte> start) =>
        start.Length >= 4 && SmtpReplyParser.Parse(start) is { IsReply: true, Code: >= 200 and < 600 };

    private void Line(ReadOnlySpan<byte> text, LineEnding ending)
    {
        var row = _row;
        _row = -1;
        if (session.Kind != SessionKind.Smtp && SmtpReplyParser.Parse(text) is { IsReply: true, Code: >= 200 and < 600 }) session.Kind = SessionKind.Smtp;
        if (session.Kind == SessionKind.Unknown) session.Kind = SessionKind.Terminal;
        if (session.Kind == SessionKind.Terminal)
        {
            // A stranger is named once, at its first line; a shell or a web page is not commented upon line by line.
            if (_strangerNoted || text.IsEmpty)
            {
                session.Listener?.Passed([.. text, (byte)'\n']);
                return;
            }
            _strangerNoted = true;
        }
        var line = session.Dialogue.ServerLine(session.Now, text, ending);
        if (session.ClientUnseen) line = line.WithoutClient();
        session.Annotate(row, line, text);
        session.SignIn.Heard(line, text);
        if (line is { Verb: SmtpVerb.StartTls, Code: 220, Position: ReplyPosition.Only or ReplyPosition.Last }) _startTls = true;
    }

    /// <summary>RFC 3207 4: what stands in clear behind the 220 was put there by somebody else. It is shown, never obeyed, and the session ends.</summary>
    private void InjectedPlaintext(ReadOnlySpan<byte> data)
    {
        _startTls = session.Output.StartTls = false;
        session.Terminal.Feed(data);
        session.Output.End = new SessionEnd(SessionEndKind.PlaintextAfterStartTls, $"{data.Length}");
    }

    private readonly struct Sink(ServerText owner) : ITelnetSink
    {
        public void Data(ReadOnlySpan<byte> data) => owner.Data(data);
    }

    private readonly struct Handler(ServerText owner) : ILineHandler
    {
        public void Line(ReadOnlySpan<byte> text, LineEnding ending) => owner.Line(text, ending);
    }
}

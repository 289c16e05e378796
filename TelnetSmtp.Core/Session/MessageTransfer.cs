// Sends a message file within a session: the command where it is due, the content with dots doubled and CR LF or in BDAT chunks, the end. The content is
// counted by the dialogue, but neither echoed nor annotated nor logged line by line: one row shows how far it has got, one line in the log says what went.
// Portions of the file come in as inputs, each when the one before was taken. Refuses to read a file and to send anything where the dialogue is not at the
// place for it. RFC 5321 4.1.1.4, 4.5.2 (DATA), RFC 3030 2 (BDAT), RFC 1870 (SIZE).
using System.Buffers;
using System.Globalization;
using System.Text;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Session;

internal sealed class MessageTransfer(TelnetSession session, TypedText typed)
{
    /// <summary>Octets after which a chunk is sent: few commands for a large message, and little enough to be held twice (here and by the loop).</summary>
    public const int ChunkOctets = 1024 * 1024;

    private readonly ArrayBufferWriter<byte> _content = new();
    private MessageEncoder _encoder = new(stuffing: true);
    private OutgoingMessage? _message;
    private TransferStage _stage;
    private LocalizedText? _reason;
    private long _blocks, _row, _announced;
    private bool _rowOpen;

    /// <summary>How far it has got; null before the first message.</summary>
    public MessageProgress? Progress => _message is null ? null : new(_message, _stage, _encoder.Octets, _blocks, WantsMore, _row, _reason);

    /// <summary>Whether a message is on its way, and keys must not get into it.</summary>
    public bool UnderWay => _message is not null && _stage is (TransferStage.AwaitingGo or TransferStage.Sending or TransferStage.AwaitingChunk);

    private bool WantsMore => _stage == TransferStage.Sending;

    private Language Language => session.Settings.Language;

    /// <summary>Begins a message, or says why it cannot be begun.</summary>
    public void Begin(OutgoingMessage message)
    {
        (_message, _encoder, _blocks, _announced, _reason) = (message, new MessageEncoder(!message.Chunks), 0, 0, null);
        _content.ResetWrittenCount();
        _row = session.Terminal.CursorLine;
        if (WhyNot(message) is { } reason)
        {
            End(TransferStage.NotBegun, reason);
            return;
        }
        foreach (var remark in TransferText.Before(message, session.Dialogue.State.Capabilities)) Say(remark, log: false);
        _stage = TransferStage.Sending;
        if (message.Chunks || session.Dialogue.Awaited == Speaker.Content) return;
        typed.SendLine("DATA");
        _stage = TransferStage.AwaitingGo;
    }

    /// <summary>Takes the next portion of the file; after its last one the message is ended.</summary>
    public void Take(ReadOnlySpan<byte> octets, bool last)
    {
        if (_stage != TransferStage.Sending || _message is not { } message) return;
        _blocks++;
        _encoder.Push(octets, _content);
        if (last) _encoder.Finish(_content);
        if (!message.Chunks)
        {
            typed.SendContent(_content.WrittenSpan);
            _content.ResetWrittenCount();
            Show(TransferText.Progress(message, _encoder.Octets));
            if (!last) return;
            _stage = TransferStage.Sent;
            CloseRow(TransferText.Sent(message, _encoder));
            typed.SendLine(".");
        }
        else if (last || _content.WrittenCount >= ChunkOctets)
        {
            SendChunk(message, last);
        }
        else
        {
            Show(TransferText.Progress(message, _encoder.Octets));
        }
    }

    /// <summary>Looks whether the server has answered what is waited for; after every input.</summary>
    public void Advance()
    {
        if (!UnderWay || session.Output.End is not null) return;
        var state = session.Dialogue.State;
        switch (_stage)
        {
            case TransferStage.AwaitingGo when state.Phase == DialoguePhase.Content:
                _stage = TransferStage.Sending;
                break;
            case TransferStage.AwaitingGo when !state.Unanswered.Contains(SmtpVerb.Data):
                End(TransferStage.Refused, TransferText.DataRefused);
                break;
            case TransferStage.AwaitingChunk when !state.Unanswered.Contains(SmtpVerb.Bdat):
                if (state.Next.Contains(SmtpVerb.Bdat)) _stage = TransferStage.Sending;
                else End(TransferStage.Refused, TransferText.ChunkRefused);
                break;
            case TransferStage.Sending when !_message!.Chunks && state.Phase != DialoguePhase.Content:
                End(TransferStage.Refused, TransferText.EndedByServer);
                break;
        }
    }

    /// <summary>The user's stop: what was begun of a line is ended, so that what is typed next stands on a line of its own.</summary>
    public void Stop() => Break(TransferStage.Stopped, _message is { Chunks: true } ? TransferText.StoppedChunks : TransferText.StoppedData);

    /// <summary>The file cannot be read on.</summary>
    public void Fail(LocalizedText reason) => Break(TransferStage.Failed, TransferText.CannotRead(reason, _message is { Chunks: true }));

    /// <summary>The server takes nothing; said on the row of the progress.</summary>
    public void Waits(TimeSpan time)
    {
        if (UnderWay) Show(TransferText.Waiting(_message!, _encoder.Octets, session.Unsent, time));
    }

    /// <summary>What comes next is the server's and begins a row of its own.</summary>
    public void MakeWay()
    {
        if (!_rowOpen) return;
        _rowOpen = false;
        session.Show("\r\n"u8, log: false);
    }

    /// <summary>The connection is gone.</summary>
    public void Lost()
    {
        if (UnderWay) End(TransferStage.Failed, TransferText.ConnectionLost);
    }

    private LocalizedText? WhyNot(OutgoingMessage message)
    {
        var state = session.Dialogue.State;
        if (session.Kind != SessionKind.Smtp) return TransferText.NoSmtp;
        if (typed.Text.Length > 0 || typed.Held > 0) return TransferText.LineOpen;
        if (!state.Unanswered.IsEmpty) return TransferText.Unanswered;
        if (!message.Chunks && state.Phase == DialoguePhase.Content && session.Dialogue.ContentOctetsDue == 0) return null;
        if (state.Next.Contains(message.Chunks ? SmtpVerb.Bdat : SmtpVerb.Data)) return null;
        return state.Phase switch
        {
            DialoguePhase.Recipients when message.Chunks => TransferText.NoChunking,
            DialoguePhase.Recipients or DialoguePhase.Content => TransferText.Mixed,
            _ => TransferText.NotYet,
        };
    }

    /// <summary>The chunk's octets go in one piece with their announcement: the server counts, and nothing may come between.</summary>
    private void SendChunk(OutgoingMessage message, bool last)
    {
        MakeWay();
        typed.SendLine(string.Create(CultureInfo.InvariantCulture, $"BDAT {_content.WrittenCount}{(last ? " LAST" : "")}"));
        typed.SendContent(_content.WrittenSpan);
        _content.ResetWrittenCount();
        CloseRow(TransferText.Chunk(message, _announced, _encoder.Octets));
        _announced = _encoder.Octets;
        _stage = last ? TransferStage.Sent : TransferStage.AwaitingChunk;
    }

    private void Break(TransferStage stage, LocalizedText reason)
    {
        if (!UnderWay) return;
        if (_stage == TransferStage.Sending && !_message!.Chunks)
        {
            _encoder.Finish(_content);
            typed.SendContent(_content.WrittenSpan);
        }
        _content.ResetWrittenCount();
        End(stage, reason);
    }

    private void End(TransferStage stage, LocalizedText reason)
    {
        _stage = stage;
        _reason = reason;
        var text = TransferText.Ended(_message!, stage, _message!.Chunks ? _announced : _encoder.Octets, reason);
        CloseRow(text);
    }

    /// <summary>The row of the progress, written over.</summary>
    private void Show(LocalizedText text)
    {
        if (!_rowOpen) _row = session.Terminal.CursorLine;
        _rowOpen = true;
        var line = text.In(Language);
        session.Show(Encoding.UTF8.GetBytes($"\r{(line.Length < session.Columns ? line : line[..Math.Max(0, session.Columns - 1)])}\e[K"), log: false);
    }

    private void CloseRow(LocalizedText text)
    {
        if (!_rowOpen) _row = session.Terminal.CursorLine;
        session.Show(_rowOpen ? "\r\e[K"u8 : ""u8, log: false);
        _rowOpen = false;
        Say(text, log: true);
    }

    /// <summary>A line of ours: on the screen broken between words, in the log whole.</summary>
    private void Say(LocalizedText text, bool log)
    {
        var line = text.In(Language);
        session.Show(Encoding.UTF8.GetBytes(TransferText.Wrapped(line, session.Columns)), log: false);
        if (log) session.Output.Log.Write(Encoding.UTF8.GetBytes(line + "\r\n"));
    }
}

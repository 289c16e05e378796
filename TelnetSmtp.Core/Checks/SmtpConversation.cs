// One SMTP connection as the inbound test talks over it: a command out, a whole reply in, within RFC 5321's time limits; all that was said is kept. Says
// nothing on its own account but QUIT at the end. Refuses to judge a reply, and to send before the reply to the command before (no pipelining).
using System.Collections.Immutable;
using System.Text;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Checks;

/// <summary>Why a reply did not come.</summary>
public enum ReplyFault : byte
{
    None,
    /// <summary>The server closed the connection.</summary>
    Closed,
    /// <summary>The connection broke.</summary>
    Broken,
    /// <summary>The time limit passed.</summary>
    TimedOut,
    /// <summary>What came is no SMTP reply.</summary>
    NotSmtp,
    /// <summary>The reply has more lines than any server sends.</summary>
    TooLong,
}

/// <summary>A reply, or why there is none.</summary>
/// <param name="Answers">The command.</param>
/// <param name="Code">The code; 0 with a fault.</param>
/// <param name="Enhanced">The enhanced code of the first line.</param>
/// <param name="Lines">As they came, without line ends; with a fault, what did come.</param>
/// <param name="Words">The first line's words behind the codes.</param>
/// <param name="Elapsed">From the command to the reply's last line.</param>
/// <param name="Fault">Why it is none.</param>
public sealed record CheckReply(SmtpVerb Answers, int Code, EnhancedStatus Enhanced, ImmutableArray<string> Lines, string Words, TimeSpan Elapsed, ReplyFault Fault)
{
    public bool Accepted => Code is >= 200 and < 300;

    public bool RefusedForGood => Code >= 500;

    /// <summary>Whether nothing more can be said on this connection (RFC 5321 3.8 for 421).</summary>
    public bool EndsAll => Fault != ReplyFault.None || Code == 421;

    /// <summary>All lines as one, for a sentence.</summary>
    public string Quoted => string.Join(" | ", Lines);
}

/// <summary>A conversation.</summary>
/// <param name="wire">The connection.</param>
/// <param name="time">Measures and limits.</param>
/// <param name="patience">The longest wait for one reply.</param>
/// <param name="heard">Told of each line as it is said; null: nobody.</param>
internal sealed class SmtpConversation(IMailWire wire, TimeProvider time, TimeSpan patience, Action<CheckLine>? heard = null) : IAsyncDisposable
{
    /// <summary>Lines of one reply: twice the keywords that a dialogue keeps.</summary>
    public const int MaxReplyLines = 2 * SmtpDialogue.MaxKeywords;

    /// <summary>How long the reply to QUIT is waited for: the check is over, and the server may hang up without it.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    private readonly byte[] _buffer = new byte[4096];
    private readonly SmtpDialogue _dialogue = new();
    private readonly ImmutableArray<CheckLine>.Builder _said = ImmutableArray.CreateBuilder<CheckLine>();
    private LineSplitter _splitter = new();
    private LineQueue _lines = new();
    private bool _over;

    public IMailWire Wire => wire;

    /// <summary>What is known of the server.</summary>
    public DialogueState State => _dialogue.State;

    /// <summary>Whether more can be said.</summary>
    public bool Open => !_over;

    /// <summary>Whether octets stand behind the last reply.</summary>
    public bool Leftover => _lines.Count > 0 || !_splitter.AtLineStart;

    /// <summary>What was said since the last call.</summary>
    public ImmutableArray<CheckLine> TakeDialogue() => _said.DrainToImmutable();

    /// <summary>Waits for the greeting.</summary>
    public Task<CheckReply> GreetingAsync(CancellationToken cancel)
    {
        _dialogue.Connected(time.GetUtcNow());
        return ReplyAsync(SmtpVerb.Connect, cancel);
    }

    /// <summary>Says a line and waits for the reply.</summary>
    public Task<CheckReply> SayAsync(string command, CancellationToken cancel) => TellAsync(command, "", cancel);

    /// <summary>Says a line of which the transcript shows <paramref name="shown"/> only: it has a secret in it.</summary>
    public Task<CheckReply> SaySecretAsync(string command, string shown, CancellationToken cancel)
    {
        Note(false, shown);
        return TellAsync(command, "", cancel, noted: true);
    }

    /// <summary>Says two lines in one write: only to see whether the second survives the handshake that the first asks for.</summary>
    public Task<CheckReply> SayWithAsync(string command, string injected, CancellationToken cancel)
    {
        Note(false, $"{command}<CR><LF>{injected}");
        return TellAsync(command, injected + "\r\n", cancel, noted: true);
    }

    /// <summary>Sends message data and its end, after a 354, and waits for the reply. The data comes dot-stuffed and ends in CR LF.</summary>
    public async Task<CheckReply> SendMessageAsync(ReadOnlyMemory<byte> stuffed, CancellationToken cancel)
    {
        Note(false, $"[{stuffed.Length}]");
        Note(false, ".");
        var now = time.GetUtcNow();
        foreach (var line in Encoding.UTF8.GetString(stuffed.Span).Split("\r\n")[..^1])
            _dialogue.ClientLine(now, Encoding.UTF8.GetBytes(line), LineEnding.CrLf);
        _dialogue.ClientLine(now, "."u8, LineEnding.CrLf);
        return await SendAsync([.. stuffed.Span, .. ".\r\n"u8], cancel).ConfigureAwait(false) is { } broken
            ? Fault(SmtpVerb.DataEnd, broken, time.GetTimestamp())
            : await ReplyAsync(SmtpVerb.DataEnd, cancel).ConfigureAwait(false);
    }

    /// <summary>Shakes hands; what stood in the buffers is forgotten (RFC 3207 4.2).</summary>
    public async Task<TlsAttempt> StartTlsAsync(string host, CancellationToken cancel)
    {
        (_splitter, _lines) = (new LineSplitter(), new LineQueue());
        var attempt = await wire.StartTlsAsync(host, cancel).ConfigureAwait(false);
        if (attempt.Failure is null)
            _dialogue.TlsStarted(time.GetUtcNow());
        else
            _over = true;
        return attempt;
    }

    /// <summary>Says QUIT where the server still listens, and waits a little for the answer.</summary>
    public async Task QuitAsync(CancellationToken cancel)
    {
        if (_over)
            return;
        using var limit = new CancellationTokenSource(Farewell, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            await SayAsync("QUIT", either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // It had its time.
        }
        _over = true;
    }

    /// <summary>Says QUIT without waiting for anything: the user ended the check in mid-dialogue.</summary>
    public async Task AbandonAsync()
    {
        if (_over)
            return;
        _over = true;
        try
        {
            await wire.WriteAsync("QUIT\r\n"u8.ToArray(), CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // The server is gone, or the connection was cut in the middle of a TLS record: then there is nobody to be polite to.
        }
    }

    public ValueTask DisposeAsync() => wire.DisposeAsync();

    private void Note(bool fromServer, string text)
    {
        var line = new CheckLine(fromServer, text) { At = time.GetUtcNow() };
        _said.Add(line);
        heard?.Invoke(line);
    }

    private async Task<CheckReply> TellAsync(string command, string behind, CancellationToken cancel, bool noted = false)
    {
        var verb = _dialogue.ClientLine(time.GetUtcNow(), Encoding.UTF8.GetBytes(command), LineEnding.CrLf).Verb;
        if (!noted)
            Note(false, command);
        return await SendAsync(Encoding.UTF8.GetBytes($"{command}\r\n{behind}"), cancel).ConfigureAwait(false) is { } broken
            ? Fault(verb, broken, time.GetTimestamp())
            : await ReplyAsync(verb, cancel).ConfigureAwait(false);
    }

    private async Task<ReplyFault?> SendAsync(byte[] octets, CancellationToken cancel)
    {
        if (_over)
            return ReplyFault.Closed;
        try
        {
            await wire.WriteAsync(octets, cancel).ConfigureAwait(false);
            return null;
        }
        catch (IOException)
        {
            return ReplyFault.Broken;
        }
    }

    private async Task<CheckReply> ReplyAsync(SmtpVerb verb, CancellationToken cancel)
    {
        var start = time.GetTimestamp();
        var usual = ReplyTime.LimitOf(verb) ?? patience;
        using var limit = new CancellationTokenSource(usual < patience ? usual : patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        var lines = ImmutableArray.CreateBuilder<string>();
        var first = default(SmtpReplyLine);
        var words = "";
        while (lines.Count < MaxReplyLines)
        {
            if (await NextLineAsync(either.Token, cancel).ConfigureAwait(false) is { Fault: not ReplyFault.None } fault)
                return Fault(verb, fault.Fault, start, lines.ToImmutable());
            var octets = _lines.Dequeue();
            var text = Encoding.UTF8.GetString(octets);
            lines.Add(text);
            Note(true, text);
            _dialogue.ServerLine(time.GetUtcNow(), octets, LineEnding.CrLf);
            var read = SmtpReplyParser.Parse(octets, verb);
            if (!read.IsReply)
                return Fault(verb, ReplyFault.NotSmtp, start, lines.ToImmutable());
            if (lines.Count == 1)
                (first, words) = (read, Encoding.UTF8.GetString(octets.AsSpan(read.TextStart)));
            if (read.Continues)
                continue;
            _over |= first.Code is 421 or 221;
            return new CheckReply(verb, first.Code, first.Enhanced, lines.ToImmutable(), words, time.GetElapsedTime(start), ReplyFault.None);
        }
        return Fault(verb, ReplyFault.TooLong, start, lines.ToImmutable());
    }

    private readonly record struct Arrival(ReplyFault Fault);

    /// <summary>Reads until a whole line stands in the queue.</summary>
    private async Task<Arrival> NextLineAsync(CancellationToken either, CancellationToken cancel)
    {
        while (_lines.Count == 0)
        {
            int count;
            try
            {
                count = await wire.ReadAsync(_buffer, either).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                return new Arrival(ReplyFault.TimedOut);
            }
            catch (IOException)
            {
                return new Arrival(ReplyFault.Broken);
            }
            if (count > 0)
            {
                _splitter.Push(_buffer.AsSpan(0, count), ref _lines);
                continue;
            }
            _splitter.Finish(ref _lines);
            if (_lines.Count == 0)
                return new Arrival(ReplyFault.Closed);
        }
        return new Arrival(ReplyFault.None);
    }

    private CheckReply Fault(SmtpVerb verb, ReplyFault fault, long start, ImmutableArray<string> lines = default)
    {
        _over = true;
        return new CheckReply(verb, 0, default, lines.IsDefault ? [] : lines, "", time.GetElapsedTime(start), fault);
    }

    /// <summary>Whole lines not yet read.</summary>
    private sealed class LineQueue : ILineHandler
    {
        private readonly Queue<byte[]> _whole = new();

        public int Count => _whole.Count;

        public void Line(ReadOnlySpan<byte> text, LineEnding ending) => _whole.Enqueue(text.ToArray());

        public byte[] Dequeue() => _whole.Dequeue();
    }
}

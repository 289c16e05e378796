// Runs one session: owns the stream and the TelnetSession, reads, applies, writes the log, acts on the output, publishes the snapshot. One task, so no
// lock; everything else comes in by one bounded channel. Acts on an output before the next read, so STARTTLS has no read-ahead (RFC 3207).
// Refuses to interpret a byte: that is TelnetSession's.
using System.Buffers;
using System.Net.Sockets;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using TelnetSmtp.Core.Session;

namespace TelnetSmtp.Core.Net;

/// <summary>What a loop needs of its surroundings.</summary>
/// <param name="Log">The text log.</param>
/// <param name="Tls">Does handshakes.</param>
/// <param name="Time">The clock.</param>
/// <param name="Logger">Diagnostics.</param>
/// <param name="Changed">Called after each published snapshot, from the loop's thread.</param>
public sealed record LoopContext(SessionLog Log, TlsHandshake Tls, TimeProvider Time, ILogger Logger, Action Changed)
{
    /// <summary>The timed record; one that is never begun where it is not set.</summary>
    public SessionRecord Record { get; init; } = new();

    /// <summary>Between the session and a listener; null where there is none.</summary>
    public LoggedTelling? Telling { get; init; }

    /// <summary>Has <paramref name="session"/> take an input, and writes log and record before anything of it is shown.</summary>
    public SessionOutput Apply(TelnetSession session, SessionInput input)
    {
        Record.Before(session, input);
        var output = session.Apply(input);
        var unlogged = Log.Write(output.Log.WrittenSpan);
        var unrecorded = Record.After(session, input, output);
        if (unlogged is not null)
        {
            Logger.LogFailed(unlogged.En);
            session.Apply(new SessionInput.LogFailed(input.At, unlogged));
        }
        if (unrecorded is not null)
        {
            Logger.LogFailed(unrecorded.En);
            session.Apply(new SessionInput.RecordFailed(input.At, unrecorded));
        }
        Telling?.Release();
        return output;
    }
}

/// <summary>The loop of one session.</summary>
public sealed class SessionLoop : IAsyncDisposable
{
    /// <summary>Bytes a read: large enough for a flood, small enough that a frame's worth is shown soon.</summary>
    private const int ReadBytes = 64 * 1024;

    /// <summary>Inputs that may wait: far more than anybody types while one chunk is applied.</summary>
    private const int InputsWaiting = 4096;

    /// <summary>Most bytes kept for a server that does not read; beyond it inputs wait in the channel, then the user is told, and a telnet server's questions
    /// are left unread.</summary>
    public const int MaxUnsent = 4 * 1024 * 1024;

    /// <summary>While data keeps coming without a pause, a snapshot is published this often: thirty times a second is more than an eye can read, and what
    /// lies between two snapshots costs neither a frame nor memory. Where nothing more waits to be read, a snapshot is published at once.</summary>
    private static readonly TimeSpan PublishInterval = TimeSpan.FromMilliseconds(32);

    /// <summary>How long a server may be silent before the user is told what that may mean: servers that let clients wait on purpose take about 6 s.</summary>
    public static readonly TimeSpan SilenceLimit = TimeSpan.FromSeconds(8);

    /// <summary>How long a closing session waits for a server to take what was sent before.</summary>
    private static readonly TimeSpan FarewellLimit = TimeSpan.FromSeconds(2);

    private readonly Channel<SessionInput> _inputs = Channel.CreateBounded<SessionInput>(
        new BoundedChannelOptions(InputsWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _closing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TelnetSession _session;
    private readonly Socket? _socket;
    private readonly LoopContext _context;
    private readonly string _host;
    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(ReadBytes);
    private readonly ArrayBufferWriter<byte> _waiting = new(1024);
    private Stream _stream;
    private Task? _writing;
    private SessionSnapshot _snapshot;
    private long _published;
    private bool _unpublished;
    private bool _deaf;

    /// <summary>A loop over a connected stream.</summary>
    /// <param name="stream">The connection.</param>
    /// <param name="socket">Its socket, for urgent data; null in tests.</param>
    /// <param name="session">The session; owned by the loop until it has ended.</param>
    /// <param name="host">The server's name, for TLS.</param>
    /// <param name="context">Surroundings.</param>
    public SessionLoop(Stream stream, Socket? socket, TelnetSession session, string host, LoopContext context)
    {
        _stream = stream;
        _socket = socket;
        _session = session;
        _host = host;
        _context = context;
        _snapshot = session.Snapshot();
    }

    /// <summary>The newest snapshot; readable by any thread.</summary>
    public SessionSnapshot Snapshot => Volatile.Read(ref _snapshot);

    /// <summary>Puts an input in line. False where the line is full: the server does not read, or the session is over.</summary>
    public bool Post(SessionInput input) => _inputs.Writer.TryWrite(input);

    /// <summary>Ends the session in order: what is in line is still sent, as far as the server takes it.</summary>
    public void Close()
    {
        _inputs.Writer.TryComplete();
        _closing.TrySetResult();
    }

    /// <summary>Runs until the session ends, and says why it did. Never throws for what the network does.</summary>
    /// <param name="implicitTls">Whether the handshake comes first (port 465).</param>
    public async Task<SessionEnd> RunAsync(bool implicitTls)
    {
        SessionEnd end;
        try
        {
            end = (implicitTls ? await UpgradeAsync(firstByte: true).ConfigureAwait(false) : null) ?? await TalkAsync().ConfigureAwait(false);
        }
        catch (IOException e)
        {
            end = OfException(e);
        }
        catch (SocketException e)
        {
            end = new SessionEnd(Dialer.OfSocket(e.SocketErrorCode), e.Message);
        }
        catch (OperationCanceledException)
        {
            end = new SessionEnd(SessionEndKind.ClosedByUser);
        }
        await _stop.CancelAsync().ConfigureAwait(false);
        _inputs.Writer.TryComplete();
        Apply(new SessionInput.Ended(Now, end));
        Publish();
        _context.Logger.SessionEnded(_host, _snapshot.Port, end.Kind);
        await _stream.DisposeAsync().ConfigureAwait(false);
        return end;
    }

    /// <summary>Ends the session at once. What runs ends itself: the stream is closed by <see cref="RunAsync"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        _inputs.Writer.TryComplete();
        await _stop.CancelAsync().ConfigureAwait(false);
    }

    private DateTimeOffset Now => _context.Time.GetUtcNow();

    private async Task<SessionEnd> TalkAsync()
    {
        Task<int>? read = null;
        Task<bool>? input = null;
        Task? silence = Task.Delay(SilenceLimit, _context.Time, _stop.Token);
        while (true)
        {
            var full = _session.Unsent > MaxUnsent;
            if (full && _closing.Task.IsCompleted) return await HangUpAsync().ConfigureAwait(false);
            // A server that asks and asks and takes no answer is not read any further either: TCP holds it up. One that speaks SMTP gets no answers.
            if (!full || _session.Kind == SessionKind.Smtp) read ??= _stream.ReadAsync(_buffer, _stop.Token).AsTask();
            if (!full) input ??= _inputs.Reader.WaitToReadAsync(_stop.Token).AsTask();
            if (!(read is { IsCompleted: true } || (input is { IsCompleted: true } && !full) || _writing is { IsCompleted: true } || silence is { IsCompleted: true }))
            {
                if (_unpublished) Publish();
                var news = WhenAny(read, full ? _closing.Task : input!, _writing);
                await (silence is null ? news : Task.WhenAny(news, silence)).ConfigureAwait(false);
            }
            if (silence is { IsCompleted: true })
            {
                silence = null;
                Apply(new SessionInput.Silent(Now));
            }
            if (_writing is { IsCompleted: true }) await WrittenAsync().ConfigureAwait(false);
            if (input is { IsCompleted: true } && !full)
            {
                if (!await input.ConfigureAwait(false)) return await HangUpAsync().ConfigureAwait(false);
                input = null;
                while (_session.Unsent <= MaxUnsent && _inputs.Reader.TryRead(out var next))
                    if (await ActAsync(Apply(next)).ConfigureAwait(false) is { } end) return end;
            }
            if (read is { IsCompleted: true })
            {
                var count = await read.ConfigureAwait(false);
                read = null;
                if (count == 0) return new SessionEnd(SessionEndKind.ClosedByServer);
                silence = null;
                _context.Logger.Received(count);
                if (await ActAsync(Apply(new SessionInput.Received(Now, _buffer.AsMemory(0, count), UrgentAhead))).ConfigureAwait(false) is { } end) return end;
            }
            if (_unpublished && _context.Time.GetElapsedTime(_published) >= PublishInterval) Publish();
        }
    }

    private static Task WhenAny(Task? read, Task input, Task? writing) => (read, writing) switch
    {
        (null, null) => input,
        (null, _) => Task.WhenAny(input, writing),
        (_, null) => Task.WhenAny(read, input),
        _ => Task.WhenAny(read, input, writing),
    };

    /// <summary>Whether urgent data lies in the connection behind what was read. The mark itself comes in line, and no read goes across it (Dialer).</summary>
    private bool UrgentAhead => _stream is NetworkStream && _socket is not null && _socket.Poll(0, SelectMode.SelectError);

    /// <summary>Applies an input; the log is written before anything is shown.</summary>
    private SessionOutput Apply(SessionInput input)
    {
        var output = _context.Apply(_session, input);
        _unpublished = true;
        return output;
    }

    /// <summary>Does what an output asks for; the session's end where it asks for that.</summary>
    private async ValueTask<SessionEnd?> ActAsync(SessionOutput output)
    {
        // Within TLS there is no urgent data; and past bytes that still wait, the mark would stand in the middle of them.
        if (output.Urgent >= 0 && _socket is not null && _stream is NetworkStream && _writing is null) SendUrgent(output);
        else Queue(output.Send.WrittenSpan);
        StartWriting();
        if (output.End is { } end) return end;
        return output.StartTls ? await UpgradeAsync(firstByte: false).ConfigureAwait(false) : null;
    }

    private void Queue(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || _deaf) return;
        _waiting.Write(bytes);
        _session.Unsent = _waiting.WrittenCount;
    }

    private void StartWriting()
    {
        if (_writing is not null || _waiting.WrittenCount == 0) return;
        // The bytes are copied because more may be queued while these are under way.
        var bytes = _waiting.WrittenSpan.ToArray();
        _waiting.Clear(); // wiped: a secret may stand in it
        _context.Logger.Sent(bytes.Length);
        var write = _stream.WriteAsync(bytes, _stop.Token);
        _session.Unsent = write.IsCompletedSuccessfully ? 0 : bytes.Length;
        if (!write.IsCompletedSuccessfully) _writing = write.AsTask();
    }

    private async Task WrittenAsync()
    {
        try
        {
            await _writing!.ConfigureAwait(false);
        }
        catch (IOException)
        {
            // What the server said before it hung up is still to be read; how the session ended, the read tells.
            _deaf = true;
        }
        _writing = null;
        if (_deaf) _waiting.ResetWrittenCount();
        _session.Unsent = _waiting.WrittenCount;
        _unpublished = true;
        StartWriting();
    }

    /// <summary>RFC 854 Synch: the bytes before the mark in the stream, the mark itself as TCP urgent data.</summary>
    private void SendUrgent(SessionOutput output)
    {
        var bytes = output.Send.WrittenSpan;
        _socket!.Send(bytes[..output.Urgent]);
        _socket.Send(bytes.Slice(output.Urgent, 1), SocketFlags.OutOfBand);
        Queue(bytes[(output.Urgent + 1)..]);
    }

    private async Task<SessionEnd?> UpgradeAsync(bool firstByte)
    {
        while (_writing is not null)
        {
            await Task.WhenAny(_writing, _closing.Task).ConfigureAwait(false);
            if (!_writing.IsCompleted) return await HangUpAsync().ConfigureAwait(false);
            await WrittenAsync().ConfigureAwait(false);
        }
        _session.Handshaking = true;
        Publish();
        using var wanted = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var handshake = _context.Tls.StartAsync(_stream, _host, _session.Settings.Tls, firstByte, wanted.Token);
        // A server may be silent for the whole of the handshake's limit; whoever closes the session is not made to wait for it.
        await Task.WhenAny(handshake, _closing.Task).ConfigureAwait(false);
        if (!handshake.IsCompleted) await wanted.CancelAsync().ConfigureAwait(false);
        var result = await handshake.ConfigureAwait(false);
        _session.Handshaking = false;
        if (result.Stream is null) return result.Failure;
        _stream = result.Stream;
        return await ActAsync(Apply(new SessionInput.TlsStarted(Now, result.Facts!))).ConfigureAwait(false);
    }

    private async Task<SessionEnd> HangUpAsync()
    {
        using var patience = new CancellationTokenSource(FarewellLimit, _context.Time);
        while (_writing is not null && !patience.IsCancellationRequested)
        {
            await Task.WhenAny(_writing, Task.Delay(Timeout.Infinite, patience.Token)).ConfigureAwait(false);
            if (_writing.IsCompleted) await WrittenAsync().ConfigureAwait(false);
        }
        return new SessionEnd(SessionEndKind.ClosedByUser);
    }

    private void Publish()
    {
        Volatile.Write(ref _snapshot, _session.Snapshot());
        _published = _context.Time.GetTimestamp();
        _unpublished = false;
        _context.Changed();
    }

    private static SessionEnd OfException(IOException e) => e.InnerException is SocketException s
        ? new SessionEnd(Dialer.OfSocket(s.SocketErrorCode), s.Message)
        : new SessionEnd(SessionEndKind.Failed, e.Message);
}

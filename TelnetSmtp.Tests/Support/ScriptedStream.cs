// A connection whose other end is a script: these bytes are expected, those are answered. No socket, no clock. It can answer in pieces of any size.
// Refuses to be lenient: a byte that the script does not expect breaks the stream, and VerifyAsync says where.
using System.Text;

namespace TelnetSmtp.Tests.Support;

/// <summary>A scripted other end of a connection.</summary>
public sealed class ScriptedStream : AsynchronousStream
{
    private readonly Lock gate = new();
    private readonly Queue<Step> steps = new();
    private readonly TaskCompletionSource finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource moved = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int done;
    private bool disposed;

    private enum StepKind
    {
        Expect, Answer, Close, Break,
    }

    /// <summary>The most bytes that one read gives; a test feeds a dialogue whole, then again in pieces of 1, 2, 3 …</summary>
    public int ChunkSize { get; init; } = int.MaxValue;

    /// <summary>All that the client has sent.</summary>
    public MemoryStream Sent { get; } = new();

    /// <summary>The server sends <paramref name="text"/>, Latin-1, as it stands: line ends are the script's.</summary>
    public ScriptedStream Server(string text) => Add(StepKind.Answer, Encoding.Latin1.GetBytes(text));

    /// <summary>The client is expected to send exactly <paramref name="text"/> next, Latin-1, in any number of writes.</summary>
    public ScriptedStream Client(string text) => Add(StepKind.Expect, Encoding.Latin1.GetBytes(text));

    /// <summary>The server closes in order: reads give 0 from here on.</summary>
    public ScriptedStream ServerCloses() => Add(StepKind.Close, []);

    /// <summary>The connection breaks: reads and writes throw <see cref="IOException"/> from here on, as after RST.</summary>
    public ScriptedStream ServerResets() => Add(StepKind.Break, []);

    /// <summary>Waits until the whole script was played; throws what went wrong on the way.</summary>
    public async Task VerifyAsync()
    {
        lock (gate)
            FinishIfPlayed();
        await Deadline.PassesOrAsync(finished.Task, Deadline.Usual);
        if (finished.Task.IsCompleted)
            await finished.Task;
        else
            throw new TimeoutException("The script was not played to its end: " + (steps.TryPeek(out var step) ? $"{step.Kind} \"{Shown(step.Bytes.AsSpan(done))}\"" : ""));
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            Task wait;
            lock (gate)
            {
                ObjectDisposedException.ThrowIf(disposed, this);
                if (steps.TryPeek(out var step) && step.Kind != StepKind.Expect)
                    return Answer(step, buffer.Span);
                wait = moved.Task;
            }

            await wait.WaitAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            foreach (var value in buffer.Span)
                Take(value);
            FinishIfPlayed();
        }

        return ValueTask.CompletedTask;
    }

    protected override void Dispose(bool disposing)
    {
        lock (gate)
        {
            disposed = true;
            Wake();
        }

        base.Dispose(disposing);
    }

    private static string Shown(ReadOnlySpan<byte> bytes) =>
        Encoding.Latin1.GetString(bytes).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private ScriptedStream Add(StepKind kind, byte[] bytes)
    {
        lock (gate)
        {
            steps.Enqueue(new Step(kind, bytes));
            Wake();
        }

        return this;
    }

    private int Answer(Step step, Span<byte> buffer)
    {
        if (step.Kind == StepKind.Break)
            throw new IOException("Connection reset by peer");
        var count = Math.Min(Math.Min(step.Bytes.Length - done, ChunkSize), buffer.Length);
        step.Bytes.AsSpan(done, count).CopyTo(buffer);
        done += count;
        if (step.Kind == StepKind.Answer && done == step.Bytes.Length)
            Next();
        FinishIfPlayed();
        return count;
    }

    private void Take(byte value)
    {
        Sent.WriteByte(value);

        // What the server has yet to say may be unread still: a client may send ahead of it, so the byte is matched with the next one expected.
        var step = steps.FirstOrDefault(next => next.Kind != StepKind.Answer);
        if (step is { Kind: StepKind.Break })
            throw new IOException("Connection reset by peer");
        if (step is { Kind: StepKind.Expect } && step.Bytes[step.Matched] == value)
        {
            if (++step.Matched == step.Bytes.Length)
                Wake();
            return;
        }

        var expected = step is { Kind: StepKind.Expect } ? $"\"{Shown(step.Bytes.AsSpan(step.Matched))}\"" : "nothing more";
        var error = new InvalidDataException($"The script expected {expected}; the client sent \"{Shown(Sent.ToArray())}\".");
        finished.TrySetException(error);
        throw error;
    }

    private void Wake()
    {
        while (steps.TryPeek(out var step) && step.Kind == StepKind.Expect && step.Matched == step.Bytes.Length)
            Next();
        moved.TrySetResult();
        moved = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private void Next()
    {
        steps.Dequeue();
        done = 0;
        if (steps.TryPeek(out var step) && step.Kind == StepKind.Expect && step.Matched == step.Bytes.Length)
            Wake();
    }

    private void FinishIfPlayed()
    {
        if (steps.All(step => step.Kind is StepKind.Close or StepKind.Break))
            finished.TrySetResult();
    }

    private sealed class Step(StepKind kind, byte[] bytes)
    {
        public StepKind Kind { get; } = kind;

        public byte[] Bytes { get; } = bytes;

        public int Matched { get; set; }
    }
}

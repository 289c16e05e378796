// A typescript read along its timing file: each chunk with its time, what was typed left out where its echo shows it (`script --log-io`). The lines that script(1)
// itself writes at the beginning and at the end belong to no chunk. Refuses to interpret the bytes.
using TelnetSmtp.Core.Records;

namespace TelnetSmtp.App.Cli;

/// <summary>Feeds a reader.</summary>
internal static class TimedScript
{
    private const int Portion = 1 << 16;

    /// <summary>Reads both to the end.</summary>
    public static async Task FeedAsync(Stream typescript, TextReader timing, RecordReader reader, Func<Task> after, CancellationToken stop)
    {
        var buffer = new byte[Portion];
        // The first line is the recorder's.
        var one = new byte[1];
        while (await typescript.ReadAsync(one, stop).ConfigureAwait(false) > 0)
        {
            reader.Push(one);
            if (one[0] == (byte)'\n')
                break;
        }
        var times = new ScriptTiming();
        while (await timing.ReadLineAsync(stop).ConfigureAwait(false) is { } line)
        {
            if (times.Read(line) is not { } chunk)
                continue;
            reader.Clock = chunk.At;
            await PassAsync(chunk.Octets, chunk.Input).ConfigureAwait(false);
        }
        await PassAsync(int.MaxValue, input: false).ConfigureAwait(false);

        async Task PassAsync(int octets, bool input)
        {
            int count;
            while (octets > 0 && (count = await typescript.ReadAsync(buffer.AsMemory(0, Math.Min(octets, buffer.Length)), stop).ConfigureAwait(false)) > 0)
            {
                if (!input)
                    reader.Push(buffer.AsSpan(0, count));
                octets -= count;
            }
            await after().ConfigureAwait(false);
        }
    }
}

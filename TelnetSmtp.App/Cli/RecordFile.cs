// A record's bytes from a file or standard input into a RecordReader, chunk by chunk, and what can be wrong with them as one line for people. Refuses to
// interpret the bytes.
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Records;

namespace TelnetSmtp.App.Cli;

/// <summary>Feeds a reader.</summary>
internal static class RecordFile
{
    private const int Chunk = 1 << 16;

    /// <summary>A pipe that is silent for so long will be so for longer: what is known is shown.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(200);

    /// <summary>Reads to the end; <paramref name="after"/> runs behind each chunk, so that a pipe is followed as it comes.</summary>
    /// <returns>What is wrong with the record, null where nothing is.</returns>
    public static async Task<string?> ReadAsync(string path, RecordReader reader, UiText texts, Func<Stream> standardInput, Func<Task> after, CancellationToken stop,
        string? timing = null)
    {
        var name = path == "-" ? texts["StandardInput"] : path;
        try
        {
            var stream = path == "-" ? standardInput() : await FileOpening.OpenAsync(path, FileOpening.Reading, stop).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                var buffer = new byte[Chunk];
                var any = timing is not null;
                if (timing is not null)
                {
                    using var times = new StreamReader(await FileOpening.OpenAsync(timing, FileOpening.Reading, stop).ConfigureAwait(false));
                    await TimedScript.FeedAsync(stream, times, reader, after, stop).ConfigureAwait(false);
                }
                while (!reader.IsBinary)
                {
                    var count = path == "-"
                        ? await FollowAsync(stream.ReadAsync(buffer, stop).AsTask(), reader, after, stop).ConfigureAwait(false)
                        : await stream.ReadAsync(buffer, stop).AsTask().WaitAsync(stop).ConfigureAwait(false); // a pipe's read does not heed the token
                    if (count == 0)
                        break;
                    any = true;
                    reader.Push(buffer.AsSpan(0, count));
                    await after().ConfigureAwait(false);
                }
                if (!any)
                    return texts.Format("Empty", name);
                reader.Finish();
                await after().ConfigureAwait(false);
            }
        }
        catch (Exception e) when (RecordText.Wrong(e, path, e is FileNotFoundException && File.Exists(path) ? timing ?? name : name, texts) is { } wrong)
        {
            return wrong;
        }
        return reader.IsBinary ? texts.Format("Binary", name)
            : reader.FirstCut > 0 ? texts.Format("HugeLine", name, reader.FirstCut, RecordReader.MaxLine / 1024)
            : null;
    }

    private static async Task<int> FollowAsync(Task<int> read, RecordReader reader, Func<Task> after, CancellationToken stop)
    {
        if (await Task.WhenAny(read, Task.Delay(Quiet, stop)).ConfigureAwait(false) != read)
        {
            reader.Settle();
            await after().ConfigureAwait(false);
        }
        // A read of standard input does not heed the token.
        return await read.WaitAsync(stop).ConfigureAwait(false);
    }
}

// The file of a timed record: made anew with mode 0600, or continued behind what it holds, its clock going on one second later; a line torn by a crash is ended
// first. Each Write is one write to the system. Refuses to touch a file that is not a timed record of ours, and to throw for what the world does: a disk that
// is full or a folder that is gone is said, as a value.
using System.Text.Json;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Records;

/// <summary>Appends to one timed record. Not for several threads at once.</summary>
public sealed class TimedRecordFile : IDisposable
{
    /// <summary>Bytes of the header that are read: no header of ours is as long.</summary>
    private const int MaxHeader = 4096;

    /// <summary>Bytes at the file's end in which the newest whole event is looked for: an event holds one read of 64 KiB, in which each byte takes at most
    /// six.</summary>
    internal const int MaxTail = 1 << 20;

    /// <summary>Seconds between two recordings in one file: to be seen as a pause, not to be waited for.</summary>
    private const double Pause = 1;

    private readonly SessionLogWriter _file;

    private TimedRecordFile(SessionLogWriter file, TimedRecordWriter writer) => (_file, Writer) = (file, writer);

    /// <summary>Makes the lines.</summary>
    public TimedRecordWriter Writer { get; }

    /// <summary>Opens or continues <paramref name="path"/>; its directory must exist. A leading <c>~/</c> is the home directory.</summary>
    /// <param name="path">The file.</param>
    /// <param name="now">The time from which a new part counts.</param>
    /// <param name="columns">Width of the screen in cells, for a new file's header.</param>
    /// <param name="rows">Its height.</param>
    /// <param name="failure">Why not, in a few words without full stop; null where it is open.</param>
    public static TimedRecordFile? TryOpen(string path, DateTimeOffset now, int columns, int rows, out LocalizedText? failure)
    {
        var file = SessionLogWriter.TryOpen(path, out failure);
        if (file is null)
            return null;
        try
        {
            var (kind, seconds, torn) = Look(file.Path);
            if (kind == Content.Foreign)
            {
                failure = new("it holds something else than a timed record of this program", "sie enthält etwas anderes als eine Zeitaufnahme dieses Programms");
                file.Dispose();
                return null;
            }
            var writer = new TimedRecordWriter(now, seconds);
            var start = kind == Content.Empty ? writer.Header(columns, rows, "telnetsmtp") : torn ? "\n"u8.ToArray() : [];
            if (file.Write(start, out failure))
                return new TimedRecordFile(file, writer);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            failure = new(e.Message.TrimEnd('.'), e.Message.TrimEnd('.'));
        }
        file.Dispose();
        return null;
    }

    /// <summary>Appends whole lines.</summary>
    /// <returns>Why that failed; null where it did not. After a failure nothing more is written.</returns>
    public LocalizedText? Write(ReadOnlySpan<byte> lines)
    {
        _file.Write(lines, out var failure);
        return failure;
    }

    public void Dispose() => _file.Dispose();

    private static (Content Kind, double Seconds, bool Torn) Look(string path)
    {
        using var stream = FileOpening.Open(path, FileOpening.Reading);
        if (!stream.CanSeek)
            return (Content.Foreign, 0, false);
        if (stream.Length == 0)
            return (Content.Empty, 0, false);
        var head = new byte[(int)Math.Min(MaxHeader, stream.Length)];
        stream.ReadExactly(head);
        var end = head.AsSpan().IndexOf((byte)'\n');
        if (end < 0 || !IsHeader(head.AsSpan(0, end)))
            return (Content.Foreign, 0, false);
        var tail = new byte[(int)Math.Min(MaxTail, stream.Length - end - 1)];
        stream.Position = stream.Length - tail.Length;
        stream.ReadExactly(tail);
        var torn = tail.Length > 0 && tail[^1] != (byte)'\n';
        return (Content.Ours, (Newest(tail) ?? 0) + Pause, torn);
    }

    private static bool IsHeader(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            using var header = JsonDocument.ParseValue(ref reader);
            return header.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty(TimedRecordWriter.HeaderField, out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The time of the newest event that is whole.</summary>
    private static double? Newest(ReadOnlySpan<byte> tail)
    {
        while (!tail.IsEmpty)
        {
            var start = tail.TrimEnd((byte)'\n').LastIndexOf((byte)'\n') + 1;
            if (TimeOf(tail[start..].TrimEnd((byte)'\n')) is { } seconds)
                return seconds;
            tail = tail[..start];
        }
        return null;
    }

    private static double? TimeOf(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            var isTime = reader.Read() && reader.TokenType == JsonTokenType.StartArray && reader.Read() && reader.TokenType == JsonTokenType.Number;
            var seconds = isTime ? reader.GetDouble() : 0;
            while (reader.Read())
            {
            }
            return isTime && seconds is >= 0 and < 1e9 ? seconds : null;
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return null;
        }
    }

    private enum Content : byte
    {
        Empty,
        Ours,
        Foreign,
    }
}

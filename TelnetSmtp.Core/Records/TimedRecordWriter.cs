// The timed record of a session (`set record`, `--record`) as asciicast v2, which every player plays: output events hold what the server sent, input events
// what the client sent, markers the connection, each command, TLS and the end. Pure: bytes and times in, lines out; the caller masks secrets and writes.
using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TelnetSmtp.Core.Records;

/// <summary>Writes the lines of one record.</summary>
/// <param name="start">The time of the header; events count from it.</param>
public sealed class TimedRecordWriter(DateTimeOffset start)
{
    /// <summary>Marker of a connection, followed by a blank and <c>host:port</c>; the first one tells our recordings from others'.</summary>
    public const string ConnectMarker = "connect ";

    /// <summary>Marker of a handshake that is done.</summary>
    public const string TlsMarker = "tls";

    /// <summary>Marker of the end, followed by the reason.</summary>
    public const string CloseMarker = "close";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Decoder _received = Encoding.UTF8.GetDecoder(), _sent = Encoding.UTF8.GetDecoder();

    /// <summary>The header line, LF included.</summary>
    /// <param name="columns">Width of the screen in cells.</param>
    /// <param name="rows">Its height.</param>
    /// <param name="title">What the player shows above.</param>
    public byte[] Header(int columns, int rows, string title) => Line(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("version", 2);
        json.WriteNumber("width", columns);
        json.WriteNumber("height", rows);
        json.WriteNumber("timestamp", start.ToUnixTimeSeconds());
        json.WriteString("title", title);
        json.WriteEndObject();
    });

    /// <summary>What the server sent; a character that is cut at the end of the bytes comes with the next ones.</summary>
    public byte[] Received(DateTimeOffset at, ReadOnlySpan<byte> bytes) => Event(at, "o", Text(_received, bytes));

    /// <summary>What the client sent, secrets masked.</summary>
    public byte[] Sent(DateTimeOffset at, ReadOnlySpan<byte> bytes) => Event(at, "i", Text(_sent, bytes));

    /// <summary>The connection stands.</summary>
    public byte[] Connected(DateTimeOffset at, string peer) => Event(at, "m", ConnectMarker + peer);

    /// <summary>A command was sent: its verb.</summary>
    public byte[] Command(DateTimeOffset at, string verb) => Event(at, "m", verb);

    /// <summary>TLS stands.</summary>
    public byte[] TlsStarted(DateTimeOffset at) => Event(at, "m", TlsMarker);

    /// <summary>The connection ended.</summary>
    public byte[] Closed(DateTimeOffset at, string reason) => Event(at, "m", $"{CloseMarker} {reason}".TrimEnd());

    /// <summary>The screen has another size.</summary>
    public byte[] Resized(DateTimeOffset at, int columns, int rows) => Event(at, "r", string.Create(null, $"{columns}x{rows}"));

    private byte[] Event(DateTimeOffset at, string code, string data) => data.Length == 0 ? [] : Line(json =>
    {
        json.WriteStartArray();
        json.WriteNumberValue(Math.Round(Math.Max(0, (at - start).TotalSeconds), 6));
        json.WriteStringValue(code);
        json.WriteStringValue(data);
        json.WriteEndArray();
    });

    private static string Text(Decoder decoder, ReadOnlySpan<byte> bytes)
    {
        var text = new char[bytes.Length + 2];
        return new string(text, 0, decoder.GetChars(bytes, text, flush: false));
    }

    private static byte[] Line(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
            write(json);
        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }
}

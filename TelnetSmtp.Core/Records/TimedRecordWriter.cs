// The lines of a timed record (`set record`, `--record`): asciicast v2, which every player plays. Output events hold what the screen showed, input events what
// was typed, markers the connection, each command, TLS and the end. What players need not know stands in events of a code of our own, `e`, which they pass
// over. Pure: texts and times in, lines out. Form: samples/README.md; facts: docs.asciinema.org, asciicast v2.
using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TelnetSmtp.Core.Records;

/// <summary>Writes the lines of one record.</summary>
/// <param name="start">The moment that the record's clock calls <paramref name="offset"/>.</param>
/// <param name="offset">Seconds that the record has lasted before; 0 in a new one.</param>
public sealed class TimedRecordWriter(DateTimeOffset start, double offset = 0)
{
    /// <summary>The header's field that tells our records from others'; its value is the form's version.</summary>
    public const string HeaderField = "telnetsmtp";

    /// <summary>Marker of a connection, followed by a blank, <c>host:port</c>, and where it is known the address reached.</summary>
    public const string ConnectMarker = "connect ";

    /// <summary>Marker of a connection that stood before the record was begun, followed as the one above.</summary>
    public const string JoinMarker = "join ";

    /// <summary>Marker of a handshake that is done, followed by protocol and cipher suite where they are known.</summary>
    public const string TlsMarker = "tls";

    /// <summary>Marker of the end, followed by its kind and the system's words.</summary>
    public const string CloseMarker = "close";

    /// <summary>The code of the events that are ours.</summary>
    public const string OwnCode = "e";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Decoder _shown = Encoding.UTF8.GetDecoder();

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
        json.WriteNumber(HeaderField, 1);
        json.WriteEndObject();
    });

    /// <summary>Whether the bytes shown last ended within a character.</summary>
    public bool WithinCharacter => _shown.GetCharCount([], flush: true) > 0;

    /// <summary>What the screen showed; a character that is cut at the end of the bytes comes with the next ones.</summary>
    public byte[] Shown(DateTimeOffset at, ReadOnlySpan<byte> bytes)
    {
        var text = new char[bytes.Length + 2];
        return Event(at, "o", new string(text, 0, _shown.GetChars(bytes, text, flush: false)));
    }

    /// <summary>What was typed, secrets masked.</summary>
    public byte[] Typed(DateTimeOffset at, string text) => Event(at, "i", text);

    /// <summary>The connection stands.</summary>
    public byte[] Connected(DateTimeOffset at, string peer) => Event(at, "m", ConnectMarker + peer);

    /// <summary>The connection stood before.</summary>
    public byte[] Joined(DateTimeOffset at, string peer) => Event(at, "m", JoinMarker + peer);

    /// <summary>A command was sent: its verb.</summary>
    public byte[] Command(DateTimeOffset at, string verb) => Event(at, "m", verb);

    /// <summary>TLS stands.</summary>
    public byte[] TlsStarted(DateTimeOffset at, string agreed = "") => Event(at, "m", $"{TlsMarker} {agreed}".TrimEnd());

    /// <summary>The connection ended.</summary>
    public byte[] Closed(DateTimeOffset at, string reason) => Event(at, "m", $"{CloseMarker} {reason}".TrimEnd());

    /// <summary>The screen has another size.</summary>
    public byte[] Resized(DateTimeOffset at, int columns, int rows) => Event(at, "r", string.Create(CultureInfo.InvariantCulture, $"{columns}x{rows}"));

    /// <summary>An event of our own: a word, and what belongs to it.</summary>
    public byte[] Own(DateTimeOffset at, string word, string rest = "") => Event(at, OwnCode, rest.Length > 0 ? $"{word} {rest}" : word);

    private byte[] Event(DateTimeOffset at, string code, string data) => data.Length == 0 ? [] : Line(json =>
    {
        json.WriteStartArray();
        json.WriteNumberValue(Math.Round(offset + Math.Max(0, (at - start).TotalSeconds), 6));
        json.WriteStringValue(code);
        json.WriteStringValue(data);
        json.WriteEndArray();
    });

    private static byte[] Line(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
            write(json);
        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }
}

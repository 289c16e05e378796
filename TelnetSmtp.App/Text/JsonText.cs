// Appends the parts of a JSON line to a buffer of bytes: strings escaped as Utf8JsonWriter escapes them with the relaxed encoder (RFC 8259 7), numbers,
// times. The one thing here that a JSON writer does not offer: a part rendered before is appended as it is. Refuses to check the structure.
using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace TelnetSmtp.App.Text;

/// <summary>Appends.</summary>
internal static class JsonText
{
    /// <summary>An escaped octet takes at most six: <c>\u001B</c>.</summary>
    private const int MostEscaped = 6;

    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>Octets that stand for themselves.</summary>
    private static readonly SearchValues<byte> Plain =
        SearchValues.Create([.. Enumerable.Range(0x20, 0x5F).Select(octet => (byte)octet).Where(octet => octet is not ((byte)'"' or (byte)'\\'))]);

    /// <summary>A string in quotes; octets that are no UTF-8 are taken for Latin-1, as everywhere in a record.</summary>
    public static void String(IBufferWriter<byte> output, ReadOnlySpan<byte> text)
    {
        output.Write("\""u8);
        while (true)
        {
            var plain = text.IndexOfAnyExcept(Plain);
            if (plain < 0)
                break;
            output.Write(text[..plain]);
            text = text[plain..];
            if (text[0] is not ((byte)'"' or (byte)'\\'))
            {
                Encoded(output, text);
                text = default;
                break;
            }
            var room = output.GetSpan(2);
            room[0] = (byte)'\\';
            room[1] = text[0];
            output.Advance(2);
            text = text[1..];
        }
        output.Write(text);
        output.Write("\""u8);
    }

    /// <summary>A string in quotes.</summary>
    public static void String(IBufferWriter<byte> output, string text) => String(output, Encoding.UTF8.GetBytes(text));

    /// <summary>A string in quotes; <c>null</c> for an empty one.</summary>
    public static void StringOrNull(IBufferWriter<byte> output, string text)
    {
        if (text.Length > 0)
            String(output, text);
        else
            output.Write("null"u8);
    }

    public static void Number(IBufferWriter<byte> output, long value)
    {
        Utf8Formatter.TryFormat(value, output.GetSpan(20), out var written);
        output.Advance(written);
    }

    public static void Truth(IBufferWriter<byte> output, bool? value) => output.Write(value switch { true => "true"u8, false => "false"u8, null => "null"u8 });

    /// <summary>The time in UTC to the millisecond, ISO 8601, in quotes.</summary>
    public static void Time(IBufferWriter<byte> output, DateTimeOffset at)
    {
        const int ToMilliseconds = 23;
        var room = output.GetSpan(40);
        room[0] = (byte)'"';
        at.UtcDateTime.TryFormat(room[1..], out _, "O", CultureInfo.InvariantCulture);
        "Z\""u8.CopyTo(room[(1 + ToMilliseconds)..]);
        output.Advance(1 + ToMilliseconds + 2);
    }

    private static void Encoded(IBufferWriter<byte> output, ReadOnlySpan<byte> text)
    {
        if (!Utf8.IsValid(text))
            text = Encoding.UTF8.GetBytes(Encoding.Latin1.GetString(text));
        var room = output.GetSpan(text.Length * MostEscaped);
        Encoder.EncodeUtf8(text, room, out _, out var written);
        output.Advance(written);
    }
}

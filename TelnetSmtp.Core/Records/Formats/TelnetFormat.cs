// GNU and BSD telnet (`Trying …`, `Connected to …`, `Escape character is '^]'.`): plain text that begins with the program's own lines.
namespace TelnetSmtp.Core.Records.Formats;

/// <summary>`telnet`.</summary>
internal static class TelnetFormat
{
    public static RecordFormat Format { get; } = new("telnet", Recognises, () => new PlainFormat());

    private static bool Recognises(ReadOnlySpan<byte> line) =>
        line.StartsWith("Trying "u8) && line.EndsWith("..."u8) || line.StartsWith("Connected to "u8) && line.EndsWith("."u8)
        || line.StartsWith("Escape character is "u8) || line.StartsWith("telnet: "u8);
}

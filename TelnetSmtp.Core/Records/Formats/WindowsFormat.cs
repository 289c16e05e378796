// Windows' telnet client: its log (`/f FILE`, `set logfile`), which is the screen's text and holds the typed side only where it was echoed, and what is
// copied from the console. Facts: Microsoft Learn, windows-commands/telnet.
namespace TelnetSmtp.Core.Records.Formats;

/// <summary>`windows`.</summary>
internal static class WindowsFormat
{
    public static RecordFormat Format { get; } = new("windows", Recognises, () => new PlainFormat());

    private static bool Recognises(ReadOnlySpan<byte> line) =>
        line.StartsWith("Microsoft Telnet>"u8) || line.StartsWith("Welcome to Microsoft Telnet Client"u8) || line.StartsWith("Connecting To "u8)
        || line.StartsWith("Escape Character is 'CTRL"u8)
        || line.Length > 3 && line[1] == (byte)':' && line[2] == (byte)'\\' && line.IndexOf(">telnet"u8) > 0;
}

// Streams for properties: bytes at random, and pieces of terminal language at random, the likelier to meet in ways nobody thought of.
using System.Text;
using CsCheck;

namespace TelnetSmtp.Tests.Terminal;

internal static class TerminalStreams
{
    private static readonly string[] Texts =
    [
        "a", "hello world ", "0123456789012345678901234567890123456789", "\r", "\n", "\r\n", "\t", "\b", "\a", "\v", "\f", "\x0E", "\x0F", "\x18", "\x1A", "\x7F", "\0",
        "ä", "€", "中文", "\u0301", "e\u0301\u0302", "\u200d", "😀", "\u202e", "\u00ad", "\u009b", "\u0085", "\u009d0;t\u009c",
        "\e", "\e[", "\e]", "\eP", "\e\\", "\eX", "\e^", "\e_", "\e7", "\e8", "\eD", "\eE", "\eM", "\eH", "\e6", "\e9", "\ec", "\e=", "\e>", "\eV", "\eW", "\eZ", "\eN", "\eO",
        "\e(0", "\e(B", "\e)K", "\e*A", "\e-A", "\e~", "\en", "\e}", "\e%G", "\e%@", "\e#8", "\e F", "\e G", "\e<", "\eY", "\eA", "\eI", "\eK",
        "\e[!p", "\e[?69h", "\e[?69l", "\e[?6h", "\e[?6l", "\e[?7l", "\e[?7h", "\e[?45h", "\e[?47h", "\e[?47l", "\e[?1047h", "\e[?1049h", "\e[?1049l", "\e[?2l", "\e[?40;3h", "\e[4h", "\e[4l", "\e[20h",
        "\e[?1000;1006h", "\e[3J", "\e[1\"q", "\e[\"q", "\e[61\"p", "\e[64;1\"p", "\e[2*x", "\e[?5W", "\e[3g", "\e]52;c;AAAA\a", "\eP$qm\e\\", "\e[6n", "\e[c", "\e[?6;25s", "\e[?6;25r",
    ];

    private const string Finals = "@ABCDEFGHIJKLMPSTXZ^`abcdefghlmnqrstuvxyz{}~";

    private static readonly string[] Intermediates = ["", "", "", "", "", "", " ", "!", "\"", "$", "'", "*", "?", "?", ">", "?$"];

    private static readonly Gen<byte[]> Text = Gen.Int[0, Texts.Length - 1].Select(i => Encoding.UTF8.GetBytes(Texts[i]));

    private static readonly Gen<string> Number = Gen.Frequency(
        (6, Gen.Int[0, 12].Select(n => $"{n}")), (2, Gen.Int[0, 99].Select(n => $"{n}")), (1, Gen.Int[1000, 100_000].Select(n => $"{n}")), (1, Gen.Const("")));

    /// <summary>A control sequence with a name and numbers at random.</summary>
    private static readonly Gen<byte[]> Sequence =
        from numbers in Number.Array[0, 8]
        from intermediate in Gen.Int[0, Intermediates.Length - 1]
        from final in Gen.Int[0, Finals.Length - 1]
        select Encoding.ASCII.GetBytes(Written(numbers, Intermediates[intermediate], Finals[final]));

    /// <summary>Some hundred bytes of terminal language.</summary>
    public static Gen<byte[]> Language { get; } = Gen.Frequency((5, Text), (5, Sequence), (1, Gen.Byte.Array[1, 6])).Array[1, 60].Select(pieces => pieces.SelectMany(p => p).ToArray());

    /// <summary>Bytes of no language.</summary>
    public static Gen<byte[]> Noise { get; } = Gen.Byte.Array[0, 400];

    private static string Written(string[] numbers, string name, char final)
    {
        var marker = name.StartsWith('?') || name.StartsWith('>') ? name[..1] : "";
        return $"\e[{marker}{string.Join(';', numbers)}{name[marker.Length..]}{final}";
    }
}

// How many bytes a second the terminal takes on one core. Goals: 80 MB/s of mixed sequences (as `screen` reads them, without scrollback), 300 MB/s of
// plain SMTP lines with it, and nothing allocated that grows with the input.
using System.Text;
using BenchmarkDotNet.Attributes;
using TelnetSmtp.Core.Terminal;

namespace TelnetSmtp.Benchmarks.Terminal;

[MemoryDiagnoser]
[ShortRunJob]
[Throughput(EmulatorBenchmarks.Total)]
public class EmulatorBenchmarks
{
    internal const int Total = 100_000_000, ChunkBytes = 64 << 10;

    private readonly byte[] _mixed = Chunk(MixedPiece), _smtp = Chunk(i => $"250-2.1.{i % 10} <user{i}@fabrikam.test>: Recipient ok, queued as {i:X8} for delivery\r\n"),
        _coloured = Chunk(i => $"\e[{30 + i % 8};{40 + i / 8 % 8}mcell {i}\e[0m "), _unicode = Chunk(i => $"Grüße aus Köln, 世界 {i}, naïve café €\r\n"),
        _moves = Chunk(i => $"\e[{1 + i % 24};{1 + i % 80}H*");

    private readonly TerminalEmulator _screen = new(80, 24, scrollbackLines: 0), _window = new(80, 24);

    /// <summary>Text, colours, movement, erasure, scrolling, modes, wide characters: all that a full-screen program sends, in turn.</summary>
    [Benchmark]
    public int Mixed() => Feed(_screen, _mixed);

    [Benchmark]
    public int MixedWithScrollback() => Feed(_window, _mixed);

    [Benchmark]
    public int SmtpLines() => Feed(_window, _smtp);

    [Benchmark]
    public int SmtpLinesControlsShown()
    {
        _window.ShowControls = true;
        var result = Feed(_window, _smtp);
        _window.ShowControls = false;
        return result;
    }

    [Benchmark]
    public int ColouredWords() => Feed(_screen, _coloured);

    [Benchmark]
    public int UnicodeText() => Feed(_window, _unicode);

    [Benchmark]
    public int CursorAddressing() => Feed(_screen, _moves);

    private static int Feed(TerminalEmulator terminal, byte[] chunk)
    {
        for (var left = Total; left > 0; left -= chunk.Length)
            terminal.Feed(chunk.AsSpan(0, Math.Min(chunk.Length, left)));
        return terminal.CursorColumn;
    }

    private static string MixedPiece(int i) => (i % 8) switch
    {
        0 => $"\e[{1 + i % 24};1H\e[2K\e[1;32muser@host\e[0m:\e[34m~/src/project\e[0m$ ls -l --color=auto\r\n",
        1 => $"-rw-r--r-- 1 user group {i * 37 % 100000,8} Nov 24 10:{i % 60:00} \e[0;36mfile-{i}.txt\e[0m\r\n",
        2 => $"\e[38;5;{i % 256}mindexed\e[m \e[38;2;{i % 256};128;64mdirect\e[m \e[7m reverse \e[27m\e[K\r\n",
        3 => $"Plain text of a paragraph that runs on for a while, number {i}, until the line is full and wraps to the next one.\r\n",
        4 => $"\e[5;20r\e[20;1H\n\e[L\e[4hinsert\e[4l\e[3P\e[r\e[{1 + i % 24};{1 + i % 60}H",
        5 => $"Grüße, 世界, naïve café {i}\t|\tcolumn\r\n",
        6 => $"\e(0lqqqqqqqqk\e(B\e[?25l\e[10C\e[2A\e[3X\e[?25h\e7\e[H{i}\e8\b\b..\r\n",
        _ => $"\e[1m{i}\e[22m \e[4munderlined\e[24m {new string('=', 40)}\r\n",
    };

    private static byte[] Chunk(Func<int, string> piece)
    {
        var text = new StringBuilder();
        for (var i = 0; text.Length < ChunkBytes; i++)
            text.Append(piece(i));
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}

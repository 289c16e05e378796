// `screen` as people and programs use it: the picture as text, at any size, with colours, and every way to be misunderstood.
using System.Text;
using TelnetSmtp.App.Cli;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Cli;

public sealed class ScreenCommandTests
{
    private static async Task<(int ExitCode, string Output, string Error)> Run(ScreenCommand.Request request, string bytes, Language language = Language.English)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var exit = await ScreenCommand.RunAsync(request, Context(language, output, error), () => new MemoryStream(Encoding.UTF8.GetBytes(bytes)), TestContext.Current.CancellationToken);
        return (exit, output.ToString(), error.ToString());
    }

    private static CliContext Context(Language language, StringWriter output, StringWriter error) => new(language, false, TextReader.Null, output, error)
    {
        RunPlain = (_, _, _) => Task.FromResult(0),
        RunFullScreen = (_, _, _) => Task.FromResult(0),
    };

    [Fact]
    public async Task Every_row_is_a_line_without_the_blanks_at_its_end()
    {
        var (exit, output, error) = await Run(new("-", "12x4"), "one\r\n\e[31mtwo\e[0m   \e[4;3Hthree \u4e2de\u0301");
        Assert.Equal(0, exit);
        Assert.Equal("one\ntwo\n\n  three \u4e2de\u0301\n", output);
        Assert.Empty(error);
    }

    [Fact]
    public async Task Nothing_at_all_is_an_empty_screen_of_24_rows()
    {
        var (exit, output, _) = await Run(new("-"), "");
        Assert.Equal(0, exit);
        Assert.Equal(new string('\n', 24), output);
    }

    [Fact]
    public async Task Only_the_last_screen_is_printed()
    {
        var (_, output, _) = await Run(new("-", "10x2"), string.Concat(Enumerable.Range(1, 50_000).Select(i => $"{i}\r\n")) + "end");
        Assert.Equal("50000\nend\n", output);
    }

    [Fact]
    public async Task Colours_come_as_escape_sequences_where_they_are_asked_for()
    {
        var (_, output, _) = await Run(new("-", "20x3", Ansi: true), "\e[1;31mred\e[0m plain \e[38;5;208;48:2::1:2:3mx\r\n\e[0;44m  \e[m  \r\nend");
        Assert.Equal("\e[0;1;31mred\e[0m plain \e[0;38;5;208;48;2;1;2;3mx\e[m\n\e[0;44m  \e[m\nend\n", output);
    }

    [Fact]
    public async Task A_reversed_screen_is_reversed_to_its_edges()
    {
        var (_, output, _) = await Run(new("-", "6x2", Ansi: true), "\e[?5hab\e[7mc\e[0;1md");
        Assert.Equal("\e[0;7mab\e[0mc\e[0;1;7md\e[0;7m  \e[m\n\e[0;7m      \e[m\n", output);
        (_, output, _) = await Run(new("-", "6x2"), "\e[?5hab");
        Assert.Equal("ab\n\n", output);
    }

    [Fact]
    public async Task Nothing_of_the_stream_comes_out_but_cells()
    {
        var (_, output, _) = await Run(new("-", "40x2", Ansi: true), "a\e]0;title\a\e]52;c;QQ==\a\e[21t\x05\e[5ib\u009b6n\e[4i\e]8;;http://x\e\\c\e]8;;\e\\\u202ed");
        Assert.Equal("abcd\n\n", output);
    }

    [Fact]
    public async Task The_terminal_type_is_what_the_bytes_were_meant_for()
    {
        var (_, output, _) = await Run(new("-", "10x2", "vt52"), "\eY!#x");
        Assert.Equal("\n   x\n", output);
    }

    [Fact]
    public async Task A_file_is_read()
    {
        using var folder = new TemporaryFolder();
        var (exit, output, _) = await Run(new(folder.Write("bytes", "from a file"), "20x1"), "");
        Assert.Equal(0, exit);
        Assert.Equal("from a file\n", output);
    }

    [Theory]
    [InlineData("80")]
    [InlineData("x")]
    [InlineData("80x")]
    [InlineData("0x24")]
    [InlineData("80x1025")]
    [InlineData("-1x24")]
    [InlineData("80 x 24")]
    [InlineData("99999999999x24")]
    public async Task A_size_that_is_none_is_one_line(string size)
    {
        var (exit, output, error) = await Run(new("-", size), "");
        Assert.Equal(2, exit);
        Assert.Empty(output);
        Assert.Equal($"telnetsmtp: '{size}' is no size; give columns and rows from 1 to 1024, such as --size 80x24.\n", error);
    }

    [Fact]
    public async Task The_largest_and_the_smallest_size_are_sizes()
    {
        Assert.Equal((0, "b\n", ""), await Run(new("-", "1x1"), "a\r\nb"));
        Assert.Equal(new string('\n', 1024), (await Run(new("-", "1024x1024"), "")).Output);
    }

    [Fact]
    public async Task A_type_that_is_none_is_one_line()
    {
        var (exit, _, error) = await Run(new("-", Term: "tty33"), "", Language.German);
        Assert.Equal(2, exit);
        Assert.Equal("telnetsmtp: „tty33“ ist kein Terminaltyp; bitte ansi, vt100, vt52 oder vtnt angeben.\n", error);
    }

    [Fact]
    public async Task A_file_that_is_missing_or_a_folder_is_one_line()
    {
        using var folder = new TemporaryFolder();
        var missing = folder.PathOf("none");
        Assert.Equal((2, "", $"telnetsmtp: There is no file {missing}; name a file of raw bytes, or - for standard input.\n"), await Run(new(missing), ""));
        Assert.Equal((2, "", $"telnetsmtp: {folder.Root} is a folder; name a file of raw bytes, or - for standard input.\n"), await Run(new(folder.Root), ""));
    }

    [Fact]
    public void The_command_line_has_it()
    {
        using var folder = new TemporaryFolder();
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var parsed = ScreenCommand.Make(Context(Language.English, output, error)).Parse([folder.Write("bytes", "\e[1mx"), "--size", "5x1", "--term", "vt100", "--ansi"]);
        Assert.Empty(parsed.Errors);
        Assert.Equal(0, parsed.Invoke());
        Assert.Equal("\e[0;1mx\e[m\n", output.ToString());
        Assert.Contains(CommandTable.Commands, command => command.Name == ScreenCommand.Name);
    }
}

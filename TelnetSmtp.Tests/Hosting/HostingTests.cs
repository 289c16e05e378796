// The loop's pieces: pacing, output in one frame, input in pieces, the library's inner door, settings of the current directory.
using System.Text;
using TelnetSmtp.App.Hosting;
using TelnetSmtp.App.Tui;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Smtp;
using TelnetSmtp.Tests.Support;
using Terminal.Gui.App;
using Terminal.Gui.Configuration;
using Terminal.Gui.Drawing;
using Terminal.Gui.Drivers;
using Xunit;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace TelnetSmtp.Tests.Hosting;

public sealed class HostingTests
{
    [Fact]
    public void The_first_change_after_idle_is_drawn_at_once_and_the_next_after_8_ms()
    {
        var pacer = new FramePacer();
        Assert.True(pacer.TryTake(TimeSpan.FromSeconds(1), out _));
        Assert.False(pacer.TryTake(TimeSpan.FromSeconds(1) + TimeSpan.FromMilliseconds(3), out var wait));
        Assert.Equal(TimeSpan.FromMilliseconds(5), wait);
        Assert.True(pacer.TryTake(TimeSpan.FromSeconds(1) + FramePacer.Spacing, out _));
        Assert.True(pacer.TryTake(TimeSpan.FromSeconds(9), out _));
    }

    [Fact]
    public void Utf8_survives_being_cut_anywhere()
    {
        const string text = "aü中\U0001F600e\u0301\x1B[A";
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            var pieces = new Utf8Pieces();
            var read = pieces.Decode(bytes.AsSpan(0, cut)).ToString() + pieces.Decode(bytes.AsSpan(cut)).ToString();
            Assert.Equal(text, read);
        }
    }

    [Fact]
    public void Invalid_utf8_becomes_one_replacement_and_costs_nothing_else() =>
        Assert.Equal("a\uFFFDb", new Utf8Pieces().Decode([(byte)'a', 0xFF, (byte)'b']).ToString());

    [Fact]
    public void The_librarys_inner_constructor_is_where_it_was()
    {
        using var output = new FrameOutput(Stream.Null);
        using var app = ApplicationFactory.Create(new AnsiComponentFactory(new AnsiInput(), output), out var isOurs);
        Assert.True(isOurs, "Terminal.Gui has changed: ApplicationFactory falls back to the stock loop, which polls (12 ms and more from key to wire).");
        app.Init(DriverRegistry.Names.ANSI);
        Assert.Equal("ansi", app.Driver!.GetName());
    }

    [Fact]
    public void A_frame_is_one_write_between_its_marks_and_an_unchanged_one_is_none()
    {
        using var sent = new MemoryStream();
        var output = new FrameOutput(sent);
        var buffer = new OutputBufferImpl();
        buffer.SetSize(10, 2);
        output.Write(buffer);
        output.Flush();
        sent.SetLength(0);

        var bold = new Attribute(Color.None, Color.None, TextStyle.Bold);
        buffer.Contents![1, 3] = new Cell(bold, true, "H");
        buffer.Contents[1, 4] = new Cell(bold, true, "i");
        buffer.DirtyLines[1] = true;
        output.Write(buffer);
        output.Flush();
        Assert.Equal("\e[?2026h\e[?25l\e[2;4H\e[0;1mHi\e[?2026l", Encoding.UTF8.GetString(sent.ToArray()));

        sent.SetLength(0);
        output.Write(buffer);
        output.Flush();
        Assert.Equal(0, sent.Length);
    }

    [Fact]
    public void The_cursor_alone_is_a_frame_too_and_comes_last()
    {
        using var sent = new MemoryStream();
        var output = new FrameOutput(sent);
        ((IOutput)output).SetCursor(new Cursor { Position = new(4, 2), Style = CursorStyle.SteadyBlock });
        output.Flush();
        Assert.Equal("\e[?2026h\e[?25l\e[2 q\e[3;5H\e[?25h\e[?2026l", Encoding.UTF8.GetString(sent.ToArray()));
        sent.SetLength(0);
        ((IOutput)output).SetCursor(new Cursor());
        ((IOutput)output).SetCursor(new Cursor { Position = new(4, 2), Style = CursorStyle.SteadyBlock });
        output.Flush();
        Assert.Equal(0, sent.Length);
    }

    [Fact]
    public void After_a_character_that_terminals_measure_differently_the_place_is_said_anew()
    {
        using var sent = new MemoryStream();
        var output = new FrameOutput(sent);
        var buffer = new OutputBufferImpl();
        buffer.SetSize(4, 1);
        buffer.CurrentAttribute = new Attribute(Color.None, Color.None);
        buffer.Move(0, 0);
        buffer.AddStr("中ab");
        output.Write(buffer);
        output.Flush();
        Assert.Contains("中\e[1;3Hab", Encoding.UTF8.GetString(sent.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_muted_output_is_silent()
    {
        using var sent = new MemoryStream();
        var output = new FrameOutput(sent);
        output.Mute();
        ((IOutput)output).SetCursor(new Cursor { Position = new(1, 1), Style = CursorStyle.SteadyBlock });
        output.Flush();
        Assert.Equal(0, sent.Length);
    }

    [Theory]
    [InlineData(ColorCapabilityLevel.TrueColor, "\e[0;38;2;1;2;3;44m")]
    [InlineData(ColorCapabilityLevel.Colors256, "\e[0;38;5;16;44m")]
    [InlineData(ColorCapabilityLevel.Colors16, "\e[0;30;44m")]
    [InlineData(ColorCapabilityLevel.NoColor, "\e[0m")]
    public void Colours_are_asked_for_as_the_terminal_knows_them(ColorCapabilityLevel level, string sequence) =>
        Assert.Equal(sequence, TerminalPalette.Sequence(new Attribute(new Color(1, 2, 3), TerminalPalette.At(4)), level));

    [Fact]
    public void The_terminals_own_colours_are_left_alone() =>
        Assert.Equal("\e[0;7m", TerminalPalette.Sequence(new Attribute(Color.None, Color.None, TextStyle.Reverse), ColorCapabilityLevel.TrueColor));
}

/// <summary>Changes the library's process-wide settings: alone, and puts them back.</summary>
[Collection("Alone")]
public sealed class OwnSettingsTests
{
    [Fact]
    public void The_loop_takes_what_a_client_tells_from_another_thread()
    {
        var before = Application.MaximumIterationsPerSecond;
        try
        {
            var client = ScriptedClient.Dialogue();
            using var loop = new EventLoop();
            using var output = new FrameOutput(Stream.Null);
            using var app = ApplicationFactory.Create(new AnsiComponentFactory(new AnsiInput(), output), out _);
            app.Init(DriverRegistry.Names.ANSI);
            loop.Drive(app);
            using var window = new MainWindow(client, new DecoderTexts(new Catalogue(), Language.English));
            var frames = 0;
            loop.Pump = window.Pump;
            loop.Frame = () =>
            {
                window.TakeFrame();
                if (++frames > 1) return;
                // The first frame stands: from another thread, the client is done.
                new Thread(() =>
                {
                    client.ExitCode = 0;
                    loop.Wake();
                }).Start();
            };
            app.Run(window);
            Assert.True(frames >= 1);
        }
        finally
        {
            Application.MaximumIterationsPerSecond = before;
        }
    }

    [Fact]
    public void Settings_files_in_the_current_directory_are_not_obeyed()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.PathOf(".tui"));
        File.WriteAllText(folder.PathOf(".tui/config.json"), """{ "Theme": "Dark", "Driver": { "Force16Colors": true } }""");
        // What the library's module initialiser does when the program is started in that directory:
        new TuiConfigurationBuilder(currentDirectory: folder.PathOf("")).ApplyToStaticFacades();
        Assert.Equal(("Dark", true), (ThemeSettings.Defaults.Theme, DriverSettings.Defaults.Force16Colors));
        OwnSettings.Apply(folder.PathOf(""));
        Assert.Equal((new ThemeSettings().Theme, false), (ThemeSettings.Defaults.Theme, DriverSettings.Defaults.Force16Colors));
    }
}

/// <summary>Nothing runs beside these.</summary>
[CollectionDefinition("Alone", DisableParallelization = true)]
public sealed class ProcessWideSettings;

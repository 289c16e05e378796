// A session with a telnet server: what its options, modes and marks make of keys, mouse and text. Pure, like a transcript; bytes as Latin-1.
using System.Text;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Terminal;
using TelnetSmtp.Tests.Net;
using Xunit;

namespace TelnetSmtp.Tests.Session;

public class TerminalSessionTests
{
    private const string DoTerminalType = "\u00ff\u00fd\u0018", SendTerminalType = "\u00ff\u00fa\u0018\u0001\u00ff\u00f0", DoBinary = "\u00ff\u00fd\u0000";

    private static readonly DateTimeOffset Later = new(2026, 11, 24, 11, 0, 0, TimeSpan.Zero);

    private static SessionTranscript Telnet() => new SessionTranscript(port: 23).Server(DoTerminalType);

    [Fact]
    public void Set_term_counts_from_the_next_question_on()
    {
        var s = Telnet().Server(SendTerminalType);
        Assert.EndsWith("\u00ff\u00fa\u0018\u0000ANSI\u00ff\u00f0", s.Wire, StringComparison.Ordinal);
        s.Apply(new SessionInput.Configured(Later, new ClientSettings { Term = TerminalType.Vt52 })).Server(SendTerminalType);
        Assert.EndsWith("\u00ff\u00fa\u0018\u0000VT52\u00ff\u00f0", s.Wire, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("\e[?1000h", "\e[M %#")]
    [InlineData("\e[?1000h\e[?1006h", "\e[<0;5;3M")]
    [InlineData("\e[?1000h\e[?1000l", "")]
    public void The_mouse_goes_to_a_server_that_asked_for_it(string asked, string report)
    {
        var s = Telnet().Server(asked);
        var before = s.Wire;
        s.Apply(new SessionInput.MouseUsed(Later, new MouseStroke(MouseAction.Press, MouseButton.Left, 4, 2)));
        Assert.Equal(before + report, s.Wire);
    }

    [Fact]
    public void Keys_follow_the_modes_that_the_server_set()
    {
        var s = Telnet();
        var before = s.Wire;
        s.Presses(new KeyStroke(KeyCode.Up)).Server("\e[?1h").Presses(new KeyStroke(KeyCode.Up)).Presses(new KeyStroke(KeyCode.F5)).Presses(KeyStroke.Of('x', KeyModifiers.Alt));
        Assert.Equal(before + "\e[A\eOA\e[15~\ex", s.Wire);
        Assert.True(s.Snapshot.FullScreenProgram);
    }

    [Fact]
    public void Enter_is_CR_LF_and_in_binary_CR_alone_and_with_LNM_both_again()
    {
        var s = Telnet();
        var before = s.Wire;
        s.Types("\r");
        Assert.Equal(before + "\r\n", s.Wire);
        before = s.Server(DoBinary).Wire;
        s.Types("\r");
        Assert.Equal(before + "\r", s.Wire);
        before = s.Server("\e[20h").Wire;
        s.Types("\r");
        Assert.Equal(before + "\r\n", s.Wire);
    }

    [Fact]
    public void A_paste_cannot_leave_its_brackets()
    {
        var s = Telnet().Server("\e[?2004h");
        var before = s.Wire;
        s.Pastes("a\e[201~b");
        Assert.Equal(before + "\e[200~a[201~b\e[201~", s.Wire);
        before = s.Wire;
        s.Apply(new SessionInput.TextSent(Later, "sent"));
        Assert.Equal(before + "sent", s.Wire);
    }

    [Fact]
    public void Before_the_mark_of_a_Synch_text_is_left_out()
    {
        var s = Telnet();
        s.Apply(new SessionInput.Received(Later, Encoding.Latin1.GetBytes("left out\u00ff"), UrgentAhead: true)).Server("\u00f2kept");
        Assert.Equal("kept", s.Screen);
    }

    [Fact]
    public void Urgent_data_of_a_server_that_is_no_telnet_server_hides_nothing()
    {
        var s = new SessionTranscript();
        s.Apply(new SessionInput.Received(Later, "220 mail ESMTP\r\n"u8.ToArray(), UrgentAhead: true));
        Assert.Equal("220 mail ESMTP", s.Screen);
    }

    /// <summary>The mark is not in the stream of a peer that takes urgent data out of line: so it was urgent. In line it stands behind its IAC.</summary>
    [Theory]
    [InlineData(false, "a\u00ffb")]
    [InlineData(true, "a\u00ff\u00f2b")]
    public async Task Send_synch_is_IAC_in_the_stream_and_its_mark_as_urgent_data(bool inLine, string heard)
    {
        using var peer = new SmtpPeer();
        await using var driver = new ClientDriver();
        driver.Types($"o 127.0.0.1 {peer.Port}\r");
        await peer.Accept();
        if (inLine)
            peer.HearsUrgentDataInLine();
        await driver.Until(() => driver.Client.Snapshot.Mode == Core.Net.ClientMode.Session, "the session");
        driver.Types("a\u001Dsend synch\r\r");
        await driver.Until(() => driver.Client.Snapshot.Mode == Core.Net.ClientMode.Session, "the session again");
        driver.Types("b");
        await peer.Hears("b");
        Assert.Equal(heard, peer.Heard);
    }

    [Fact]
    public void Set_term_in_mid_session_changes_the_name_and_not_the_terminal()
    {
        var s = Telnet();
        s.Apply(new SessionInput.Configured(Later, new ClientSettings { Term = TerminalType.Vt52 }));
        var before = s.Server("\e[c").Wire;
        Assert.EndsWith("\e[?64;1;6;9;15;21;22;28c", before, StringComparison.Ordinal);
        s = new SessionTranscript(new ClientSettings { Term = TerminalType.Vt52 }, port: 23).Server(DoTerminalType).Server("\eZ");
        Assert.EndsWith("\e/Z", s.Wire, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ao", "\u00ff\u00f5")]
    [InlineData("ayt", "\u00ff\u00f6")]
    [InlineData("brk", "\u00ff\u00f3")]
    [InlineData("esc", "\u001d")]
    [InlineData("ip", "\u00ff\u00f4")]
    [InlineData("hello", "hello")]
    public async Task Send_at_the_prompt_reaches_the_server(string what, string bytes)
    {
        using var peer = new SmtpPeer();
        await using var driver = new ClientDriver();
        driver.Types($"o 127.0.0.1 {peer.Port}\r");
        await peer.Accept();
        await driver.Shows("");
        await driver.Until(() => driver.Client.Snapshot.Mode == Core.Net.ClientMode.Session, "the session");
        driver.Types($"\u001Dsend {what}\r\r");
        await driver.Until(() => driver.Client.Snapshot.Mode == Core.Net.ClientMode.Session, "the session again");
        driver.Types("!");
        await peer.Hears("!");
        Assert.Equal(bytes + "!", peer.Heard);
    }
}

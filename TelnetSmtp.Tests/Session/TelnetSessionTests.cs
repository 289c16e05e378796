// The session as users live it: server lines with their rows, typed commands, message data, log, echo, pasting, secrets, STARTTLS. Pure, like a transcript.
using System.Text;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Smtp;
using TelnetSmtp.Core.Terminal;
using Xunit;

namespace TelnetSmtp.Tests.Session;

public class TelnetSessionTests
{
    private const string Greeting = "220 mail1.fabrikam.com Microsoft ESMTP MAIL Service ready\r\n";

    [Fact]
    public void Each_server_line_is_annotated_on_the_row_on_which_it_began()
    {
        var s = new SessionTranscript().Server(Greeting).Types("EHLO contoso.com\r").Server("250-mail1.fabrikam.com Hello [172.16.0.5]\r\n250-SIZE 37748736\r\n250 XRDST\r\n");
        Assert.Equal(
            """
            220 mail1.fabrikam.com Microsoft ESMTP MAIL Service ready
            EHLO contoso.com
            250-mail1.fabrikam.com Hello [172.16.0.5]
            250-SIZE 37748736
            250 XRDST
            """, s.Screen);
        Assert.Equal(
        [
            "0 Server Connect 220 220 mail1.fabrikam.com Microsoft ESMTP MAIL Service ready",
            "1 Client Ehlo 0 EHLO contoso.com",
            "2 Server Ehlo 250 250-mail1.fabrikam.com Hello [172.16.0.5]",
            "3 Server Ehlo 250 250-SIZE 37748736",
            "4 Server Ehlo 250 250 XRDST",
        ], s.Annotations);
        Assert.Equal("EHLO contoso.com\r\n", s.Wire);
    }

    [Fact]
    public void A_line_that_wraps_keeps_the_next_annotation_on_its_own_row()
    {
        var s = new SessionTranscript(columns: 20).Server("220 a greeting that is longer than the screen is wide\r\n250 next\r\n");
        Assert.Equal("0", s.Annotations[0].Split(' ')[0]);
        Assert.Equal("3", s.Annotations[1].Split(' ')[0]);
    }

    [Fact]
    public void Rows_are_absolute_also_after_scrolling()
    {
        var s = new SessionTranscript(rows: 5).Server(Greeting);
        for (var i = 0; i < 20; i++) s.Server($"250 {i}\r\n");
        Assert.StartsWith("20 ", s.Annotations[^1], StringComparison.Ordinal);
        Assert.Equal(17, s.Snapshot.Screen.Top);
        Assert.Equal("250 19", SessionTranscript.Text(s.Snapshot.Screen[20]));
    }

    [Fact]
    public void Every_split_gives_the_same_screen_and_the_same_annotations()
    {
        const string Server = "220 mail ESMTP\r\n250-SIZE 1\r\n250 é\r\n550 5.1.1 User unknown\r\n";
        var bytes = Encoding.UTF8.GetBytes(Server);
        var whole = new SessionTranscript().Server(bytes);
        for (var cut = 1; cut < bytes.Length; cut++)
        {
            var halves = new SessionTranscript().Server(bytes[..cut]).Server(bytes[cut..]);
            Assert.Equal(whole.Screen, halves.Screen);
            Assert.Equal(whole.Annotations, halves.Annotations);
        }
    }

    [Fact]
    public void Message_data_is_no_reply_and_gets_none()
    {
        var s = new SessionTranscript().Server(Greeting).Types("EHLO x\r").Server("250 ok\r\n").Types("MAIL FROM:<a@b>\r").Server("250 2.1.0 ok\r\n")
            .Types("RCPT TO:<c@d>\r").Server("250 2.1.5 ok\r\n").Types("DATA\r").Server("354 go\r\n").Types("550 not a reply\r.\r").Server("250 2.6.0 Queued\r\n");
        Assert.Contains(s.Annotations, a => a.Contains("Content", StringComparison.Ordinal) && a.EndsWith("550 not a reply", StringComparison.Ordinal));
        Assert.EndsWith("Server DataEnd 250 250 2.6.0 Queued", s.Annotations[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_log_holds_the_screen_text_as_it_came()
    {
        var s = new SessionTranscript().Server(Greeting).Types("QUIT\r").Server("221 2.0.0 bye\r\n");
        Assert.Equal(Greeting + "QUIT\r\n221 2.0.0 bye\r\n", s.Log);
    }

    [Fact]
    public void Keys_go_out_one_at_a_time_and_Backspace_goes_out_raw_with_a_notice_once()
    {
        var s = new SessionTranscript().Server(Greeting).Types("EHLO x\b\by");
        Assert.Equal("EHLO x\b\by", s.Wire);
        Assert.Equal(SessionNotice.RawBackspace, Assert.Single(s.Snapshot.Notices).Notice);
    }

    [Theory]
    [InlineData(true, false, "\r\n", "\b", "\x7F")]
    [InlineData(false, true, "\r", "\x7F", "\b")]
    public void Enter_Backspace_and_Delete_follow_the_settings(bool crlf, bool swapped, string enter, string backspace, string delete)
    {
        var s = new SessionTranscript(new ClientSettings { CrLf = crlf, BsAsDel = swapped, DelAsBs = swapped });
        Assert.Equal(enter, new SessionTranscript(new ClientSettings { CrLf = crlf }).Types("\r").Wire);
        s.Types("\b").Presses(new KeyStroke(KeyCode.Delete));
        Assert.Equal(backspace + delete, s.Wire);
    }

    [Fact]
    public void Nothing_is_sent_before_the_server_negotiates_on_any_port()
    {
        Assert.Equal("", new SessionTranscript(port: 25).Wire);
        Assert.Equal("", new SessionTranscript(port: 23).Wire);
    }

    [Fact]
    public void Eight_bit_text_passes_unharmed_on_an_smtp_port()
    {
        var s = new SessionTranscript().Server("220 gr\xFF\xFE\r\n").Types("NOOP \u00FF\r");
        Assert.Equal("220 gr\xFF\xFE\r\n", s.Log[..10]);
        Assert.Equal("NOOP \xC3\xBF\r\n", s.Wire);
    }

    [Fact]
    public void Local_echo_is_on_until_something_is_negotiated()
    {
        var s = new SessionTranscript(port: 23).Types("a").Server("\xFF\xFB\x01").Types("b");
        Assert.Equal("a", s.Screen);
        Assert.Equal(SessionKind.Terminal, s.Snapshot.Kind);
        Assert.False(s.Snapshot.LocalEcho);
        Assert.Equal("bb", new SessionTranscript(new ClientSettings { LocalEcho = true }, port: 23).Server("\xFF\xFB\x01").Types("b").Server("b").Screen);
    }

    [Fact]
    public void Pasted_lines_wait_for_the_reply_to_the_line_before()
    {
        var s = new SessionTranscript().Server(Greeting).Pastes("EHLO x\nMAIL FROM:<a@b>\nRCPT TO:<c@d>\nDATA\nSubject: t\n\nbody\n.\nQUIT\n");
        Assert.Equal("EHLO x\r\n", s.Wire);
        Assert.Equal(8, s.Snapshot.Held);
        s.Server("250-x\r\n").Server("250 ok\r\n");
        Assert.EndsWith("MAIL FROM:<a@b>\r\n", s.Wire, StringComparison.Ordinal);
        s.Server("250 ok\r\n").Server("250 ok\r\n").Server("354 go\r\n");
        Assert.EndsWith("DATA\r\nSubject: t\r\n\r\nbody\r\n.\r\n", s.Wire, StringComparison.Ordinal);
        s.Server("250 queued\r\n");
        Assert.EndsWith(".\r\nQUIT\r\n", s.Wire, StringComparison.Ordinal);
        Assert.Equal(0, s.Snapshot.Held);
    }

    [Fact]
    public void What_is_typed_behind_pasted_lines_goes_behind_them()
    {
        var s = new SessionTranscript().Server(Greeting).Pastes("EHLO x\nNOOP\nQU").Types("IT\r");
        Assert.Equal("EHLO x\r\n", s.Wire);
        s.Server("250 ok\r\n").Server("250 ok\r\n");
        Assert.Equal("EHLO x\r\nNOOP\r\nQUIT\r\n", s.Wire);
    }

    [Fact]
    public void Esc_drops_pasted_lines_that_still_wait()
    {
        var s = new SessionTranscript().Server(Greeting).Pastes("EHLO x\nNOOP\n").Presses(new KeyStroke(KeyCode.Escape)).Server("250 ok\r\n");
        Assert.Equal("EHLO x\r\n", s.Wire);
    }

    [Fact]
    public void With_lineedit_the_line_is_edited_here_and_sent_whole()
    {
        var s = new SessionTranscript(new ClientSettings { LineEdit = true }).Server(Greeting).Types("EHLP\bO x");
        Assert.Equal("", s.Wire);
        Assert.Equal("EHLO x", s.Snapshot.Typed);
        s.Types("\r");
        Assert.Equal("EHLO x\r\n", s.Wire);
        Assert.Equal(Greeting + "EHLO x\r\n", s.Log);
        Assert.EndsWith("EHLO x", s.Screen, StringComparison.Ordinal);
        Assert.Equal("1 Client Ehlo 0 EHLO x", s.Annotations[^1]);
    }

    [Fact]
    public void Secrets_are_masked_on_screen_in_log_and_annotations_but_not_on_the_wire()
    {
        var s = new SessionTranscript().Server(Greeting).Types("AUTH LOGIN\r").Server("334 VXNlcm5hbWU6\r\n").Types("c2VjcmV0\r").Server("334 UGFzc3dvcmQ6\r\n").Types("cGFzcw==\r")
            .Server("535 5.7.8 no\r\n").Types("AUTH PLAIN AGEAYg==\r").Server("235 2.7.0 ok\r\n");
        Assert.Contains("c2VjcmV0\r\n", s.Wire, StringComparison.Ordinal);
        foreach (var shown in new[] { s.Screen, s.Log, string.Join('\n', s.Annotations), s.Snapshot.Typed })
        {
            Assert.DoesNotContain("c2VjcmV0", shown, StringComparison.Ordinal);
            Assert.DoesNotContain("cGFzcw", shown, StringComparison.Ordinal);
            Assert.DoesNotContain("AGEAYg", shown, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_secret_behind_letters_of_several_octets_is_masked_while_the_line_is_edited()
    {
        // Found by fuzzing: its start was counted in octets, which showed the secret's beginning, or was past the line's end.
        var s = new SessionTranscript(new ClientSettings { LineEdit = true }).Server(Greeting).Types("AUTH L\u00D6G\u20AC s");
        Assert.EndsWith("AUTH L\u00D6G\u20AC *", s.Screen, StringComparison.Ordinal);
        Assert.EndsWith("AUTH L\u00D6G\u20AC ******", s.Types("ecret").Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void Unset_masking_shows_them()
    {
        var s = new SessionTranscript(new ClientSettings { Masking = false }).Server(Greeting).Types("AUTH LOGIN\r").Server("334 VXNlcm5hbWU6\r\n").Types("c2VjcmV0\r");
        Assert.Contains("c2VjcmV0", s.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void A_220_to_STARTTLS_asks_for_the_handshake()
    {
        var s = new SessionTranscript().Server(Greeting).Types("STARTTLS\r").Server("220 2.0.0 go\r\n");
        Assert.True(s.Last.StartTls);
        Assert.Null(s.Last.End);
    }

    [Fact]
    public void Plaintext_behind_the_220_ends_the_session()
    {
        var s = new SessionTranscript().Server(Greeting).Types("STARTTLS\r").Server("220 2.0.0 go\r\n250 injected\r\n");
        Assert.False(s.Last.StartTls);
        Assert.Equal(SessionEndKind.PlaintextAfterStartTls, s.Last.End?.Kind);
        Assert.Contains("250 injected", s.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void Control_characters_of_an_smtp_server_are_shown_and_not_obeyed()
    {
        var s = new SessionTranscript().Server("220 a\e[2Jb\u0007\r\n");
        Assert.Contains("a␛[2Jb␇", s.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_that_is_no_smtp_server_is_named_once()
    {
        var s = new SessionTranscript().Server("SSH-2.0-OpenSSH_9.2\r\nmore\r\n");
        Assert.Equal("0 Server None 0 SSH-2.0-OpenSSH_9.2", Assert.Single(s.Annotations));
        Assert.Equal(SessionKind.Terminal, s.Snapshot.Kind);
    }

    [Fact]
    public void A_reply_cut_off_by_the_end_of_the_connection_is_still_annotated()
    {
        var s = new SessionTranscript().Server(Greeting + "421 4.3.2 closing").Ends(SessionEndKind.ClosedByServer);
        Assert.EndsWith("421 421 4.3.2 closing", s.Annotations[^1], StringComparison.Ordinal);
        Assert.Equal(SessionPhase.Ended, s.Snapshot.Phase);
    }

    [Fact]
    public void Garbage_changes_nothing_but_the_screen()
    {
        var junk = Enumerable.Range(0, 4096).Select(i => (byte)(i * 7919 >> 3)).ToArray();
        var s = new SessionTranscript().Server(Greeting).Server(junk).Types("QUIT\r");
        Assert.EndsWith("QUIT\r\n", s.Wire, StringComparison.Ordinal);
        Assert.Equal(SessionPhase.Open, s.Snapshot.Phase);
    }

    [Fact]
    public void Resizing_keeps_rows_and_annotations_together()
    {
        var s = new SessionTranscript(columns: 140, rows: 40).Server(Greeting + "250-one\r\n250 two\r\n");
        foreach (var (columns, rows) in new[] { (60, 15), (200, 60), (140, 40) })
            s.Apply(new SessionInput.Resized(default, columns, rows));
        foreach (var a in Enumerable.Range(0, 3).Select(i => s.Snapshot.Annotations[i]))
            Assert.Equal(Encoding.UTF8.GetString(a.Text.Span), SessionTranscript.Text(s.Snapshot.Screen[a.Row]));
    }

    [Fact]
    public void The_annotation_log_keeps_its_cap_and_its_order()
    {
        var log = new AnnotationLog();
        for (var i = 0; i < AnnotationLog.MaxLines + 1; i++) log.Add(i, default, "x"u8, default, DialogueState.Initial);
        Assert.InRange(log.Count, AnnotationLog.MaxLines - 1024, AnnotationLog.MaxLines);
        var view = log.Snapshot();
        Assert.Equal(AnnotationLog.MaxLines, view[view.Count - 1].Row);
        Assert.Equal(view.Count - 1, view.IndexAtOrAfter(AnnotationLog.MaxLines));
    }
}

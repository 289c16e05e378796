// What the window says while something is typed, of the transaction, of times and of the session's own notices; and that words are sought anew only
// where what they are about has changed.
using TelnetSmtp.App.Text;
using TelnetSmtp.App.Tui;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Smtp;
using TelnetSmtp.Tests.Support;
using Terminal.Gui.Input;
using Xunit;

namespace TelnetSmtp.Tests.Tui;

public sealed class AdviceAndSummaryTests
{
    private const string Likely = "Most likely answer";

    [Fact]
    public void Advice_stands_there_before_Enter_and_is_gone_after()
    {
        using var app = new HeadlessApp(Opened(), 140, 40);
        Assert.DoesNotContain(Likely, app.Text, StringComparison.Ordinal);
        Type(app, "MAIL FROM:");
        Assert.Contains("├ MAIL: begins a message; its sender", app.Text, StringComparison.Ordinal);
        Assert.Contains("! The address follows in angle brackets", app.Text, StringComparison.Ordinal);
        Assert.Contains(Likely, app.Text, StringComparison.Ordinal);
        Type(app, "<chris@contoso.com>");
        Assert.Contains("│ Syntax", app.Text, StringComparison.Ordinal);
        Assert.Contains("│ MAIL FROM:<chris@contoso.com>", app.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("│ !", app.Text, StringComparison.Ordinal);
        app.Press(Key.Enter);
        Assert.DoesNotContain(Likely, app.Text, StringComparison.Ordinal);
        app.Client.Server("250 2.1.0 Ok");
        app.Draw();
        Assert.Contains("├ 250 2.1.0 after MAIL", app.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("STARTTLS", "! STARTTLS was not offered in the EHLO reply.")]
    [InlineData("MAIL FROM:<chris@contoso.com> BY=120;R", "! BY needs DELIVERBY, which the EHLO reply did not offer")]
    [InlineData("RCPT TO:<kate@fabrikam.com>", "! MAIL FROM has to come first.")]
    public void What_is_wrong_is_said_before_it_is_sent(string typed, string remark)
    {
        using var app = new HeadlessApp(Opened().Type(typed), 140, 40);
        Assert.Contains(remark, app.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_small_window_the_gravest_remark_has_the_status_line()
    {
        using var app = new HeadlessApp(Opened().Type("STARTTLS"), 59, 14);
        Assert.StartsWith(" ! STARTTLS was not offered in the EHLO reply.", app.Rows[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_beginning_of_a_command_shows_what_it_can_become()
    {
        using var app = new HeadlessApp(Opened().Type("R"), 140, 40);
        Assert.Contains("├ Being typed", app.Text, StringComparison.Ordinal);
        Assert.Contains("RSET", app.Text, StringComparison.Ordinal);
        Type(app, "CP");
        Assert.Contains("├ RCPT: one recipient", app.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void In_the_message_the_end_of_the_headers_is_minded()
    {
        using var app = new HeadlessApp(Opened().Line("MAIL FROM:<a@b.com>").Server("250 ok").Line("RCPT TO:<c@d.com>").Server("250 ok").Line("DATA").Server("354 go"), 140, 40);
        Assert.Contains("├ 354 after DATA", app.Text, StringComparison.Ordinal);
        app.Client.Line("Subject: x");
        app.Draw();
        Assert.Contains("! Headers end here. Missing: From:, Date:", app.Text, StringComparison.Ordinal);
        app.Client.Line("").Type("QUIT");
        app.Draw();
        Assert.Contains("! This is message text: QUIT is a command only after", app.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_part_being_typed_is_marked_also_where_it_wraps()
    {
        var content = new DetailContent("", ReplyClass.Unknown,
            [new DetailSection("", ["MAIL FROM:<s> BODY=7BIT, BODY=8BITMIME"], false, DetailSide.Meaning) { MarkStart = 14, MarkLength = 24 }], "");
        Assert.Equal([("MAIL FROM:<s>", 0, 0), ("BODY=7BIT,", 0, 10), ("BODY=8BITMIME", 0, 13)],
            DetailPages.Of(content, 14).Left.Select(r => (r.Text, r.MarkStart, r.MarkLength)));
        Assert.Equal([("MAIL FROM:<s> BODY=7BIT,", 14, 10), ("BODY=8BITMIME", 0, 13)], DetailPages.Of(content, 30).Left.Select(r => (r.Text, r.MarkStart, r.MarkLength)));
    }

    [Fact]
    public void Times_stand_at_the_end_of_replies_where_they_are_wanted()
    {
        using var app = new HeadlessApp(Slow(new ScriptedClient(new ClientSettings { Timing = true })), 140, 40);
        Assert.Contains("✓ 220", app.Rows[app.RowOf("│220 mx")], StringComparison.Ordinal);
        Assert.EndsWith(" 2.0 s│", app.Rows[app.RowOf("│220 mx")], StringComparison.Ordinal);
        Assert.EndsWith("  │", app.Rows[app.RowOf("│250-mx")], StringComparison.Ordinal);
        Assert.EndsWith(" 7 ms│", app.Rows[app.RowOf("│250 DSN")], StringComparison.Ordinal);
        // Pipelined: each from its own command.
        Assert.EndsWith(" 3.0 s│", app.Rows[app.RowOf("│250 first")], StringComparison.Ordinal);
        Assert.EndsWith(" 4.0 s│", app.Rows[app.RowOf("│550 second")], StringComparison.Ordinal);
        using var quiet = new HeadlessApp(Slow(new ScriptedClient()), 140, 40);
        Assert.DoesNotContain(" ms│", quiet.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_summary_stands_on_F2_with_times_beside_the_rest()
    {
        var content = SummaryDialog.ContentOf(ScriptedClient.Dialogue().Snapshot.Session!.Summary, new SummaryText(Language.English));
        Assert.Equal("The server took the message, but for 1 of 3 recipients only.", content.Summary);
        Assert.Contains(content.Sections, s => s.Side == DetailSide.Remedies && s.Items[^1].StartsWith("end of message:", StringComparison.Ordinal));
        Assert.Equal(ScreenAction.Summary, Keymap.Find(Press(Core.Terminal.KeyCode.F2), inTerminalSession: false));
        Assert.Equal(ScreenAction.None, Keymap.Find(Press(Core.Terminal.KeyCode.F2), inTerminalSession: true));
    }

    [Fact]
    public void The_summary_is_kept_up_to_date_while_it_is_open()
    {
        static DetailContent Of(ScriptedClient client) => SummaryDialog.ContentOf(client.Snapshot.Session!.Summary, new SummaryText(Language.English));
        DetailContent? news = Of(new ScriptedClient().Connect().Server("220 mx.example ESMTP"));
        using var dialog = new SummaryDialog(new(80, 24), new UiText("Tui", Language.English), "Summary", () => Interlocked.Exchange(ref news, null));
        Assert.Equal("No message was begun on this connection.", dialog.Content.Summary);
        Assert.False(dialog.Pump());
        news = Of(ScriptedClient.Dialogue());
        Assert.True(dialog.Pump());
        dialog.TakeFrame();
        Assert.Equal("The server took the message, but for 1 of 3 recipients only.", dialog.Content.Summary);
        Assert.False(dialog.Pump());
    }

    [Fact]
    public void The_end_of_a_session_is_told_with_its_verdict()
    {
        using var app = new HeadlessApp(ScriptedClient.Dialogue().Line("QUIT").Server("221 Bye").End(SessionEndKind.ClosedByServer), 140, 40);
        Assert.StartsWith(" Closed by the server · The server took the message, but for 1 of 3 recipients only.", app.Rows[^1], StringComparison.Ordinal);
        app.Resize(59, 14);
        Assert.Contains("The server took the message", app.Rows[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Held_lines_and_a_failed_log_are_told()
    {
        var client = ScriptedClient.Dialogue();
        client.Apply(new SessionInput.Pasted(client.Now, "NOOP\nNOOP\nNOOP\n")).Apply(new SessionInput.LogFailed(client.Now, new LocalizedText("disk full", "Platte voll")));
        using var app = new HeadlessApp(client, 140, 40);
        Assert.StartsWith(" Connected · 2 lines wait for the server (Esc drops them)", app.Rows[^1], StringComparison.Ordinal);
        Assert.Contains("log failed", app.Rows[^1], StringComparison.Ordinal);
        app.Client.Server("250 ok", "250 ok", "250 ok");
        app.Draw();
        Assert.DoesNotContain("wait for the server", app.Rows[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_raw_Backspace_is_told_beside_the_line()
    {
        using var app = new HeadlessApp(Opened().Type("NOP"), 140, 40);
        app.Press(Key.Backspace);
        Assert.Contains("! Backspace was sent: the server does not edit", app.Rows[app.RowOf("│NOP")], StringComparison.Ordinal);
        Assert.Contains("`set lineedit`", app.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_subject_stays_the_same_until_something_has_changed()
    {
        var client = Opened();
        var position = new ReadingPosition();
        DetailSubject Now()
        {
            position.Take(client.Snapshot);
            return DetailSubject.Of(position);
        }
        var before = Now();
        client.Touch();
        Assert.True(Now().IsSameAs(before));
        client.Server("250 flood");
        var flood = Now();
        Assert.False(flood.IsSameAs(before));
        client.Server("250 flood");
        Assert.True(Now().IsSameAs(flood));
        client.Type("N");
        var typed = Now();
        Assert.False(typed.IsSameAs(flood));
        client.Apply(new SessionInput.Resized(client.Now, 81, 24));
        Assert.True(Now().IsSameAs(typed));
        client.Type("O");
        Assert.False(Now().IsSameAs(typed));
        client.End(SessionEndKind.Reset);
        Assert.Equal(DetailTopic.Failure, Now().Topic);
    }

    private static void Type(HeadlessApp app, string text)
    {
        app.Client.Type(text);
        app.Draw();
    }

    private static Core.Terminal.KeyStroke Press(Core.Terminal.KeyCode key) => new(key);

    private static ScriptedClient Opened() => new ScriptedClient().Connect().Server("220 mail1.fabrikam.com ESMTP Postfix").Line("EHLO contoso.com")
        .Server("250-mail1.fabrikam.com", "250-PIPELINING", "250 DSN");

    private static ScriptedClient Slow(ScriptedClient client) => client.Connect().Wait(2).Server("220 mx.fabrikam.com").Line("EHLO contoso.com").Wait(0.007)
        .Server("250-mx.fabrikam.com", "250-PIPELINING", "250 DSN").Line("MAIL FROM:<a@b.com>").Server("250 ok").Line("RCPT TO:<c@d.com>").Line("RCPT TO:<e@f.com>")
        .Wait(3).Server("250 first").Wait(1).Server("550 second");
}

// Plain mode's pacing and its lines, by themselves: the dialogue is made by the real machine, line by line.
using System.Text;
using TelnetSmtp.App.Cli;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Smtp;
using Xunit;

namespace TelnetSmtp.Tests.Cli;

public class PlainScriptTests
{
    private readonly SmtpDialogue dialogue = new();

    private AnnotatedLine Server(string text) => Made(dialogue.ServerLine(default, Encoding.UTF8.GetBytes(text), LineEnding.CrLf), text);

    private AnnotatedLine Client(string text) => Made(dialogue.ClientLine(default, Encoding.UTF8.GetBytes(text), LineEnding.CrLf), text);

    private AnnotatedLine Made(DialogueLine line, string text) => new(0, line, Encoding.UTF8.GetBytes(text), default, dialogue.State);

    private void Send(PlainScript script, string line)
    {
        Assert.True(script.MayHand(false), line);
        script.Handed(line);
        script.Heard(Client(line));
    }

    [Fact]
    public void A_line_waits_for_the_greeting_and_for_each_last_line_of_a_reply()
    {
        var script = new PlainScript(true);
        Assert.False(script.MayHand(false));
        script.Heard(Server("220 mail ESMTP"));
        Send(script, "EHLO contoso.com");
        Assert.False(script.MayHand(false));
        script.Heard(Server("250-mail"));
        Assert.False(script.MayHand(false));
        script.Heard(Server("250 DSN"));
        Assert.True(script.MayHand(false));
    }

    [Fact]
    public void A_line_handed_over_but_not_yet_sent_is_waited_for()
    {
        var script = new PlainScript(true);
        script.Heard(Server("220 mail"));
        script.Handed("NOOP");
        Assert.False(script.MayHand(false));
        script.Heard(Client("NOOP"));
        Assert.False(script.MayHand(false));
        script.Heard(Server("250 OK"));
        Assert.True(script.MayHand(false));
    }

    [Fact]
    public void Message_data_flows_up_to_the_lone_dot()
    {
        var script = new PlainScript(true);
        script.Heard(Server("220 mail"));
        foreach (var (command, reply) in (ReadOnlySpan<(string, string)>)[("EHLO c", "250 mail"), ("MAIL FROM:<a@b>", "250 OK"), ("RCPT TO:<c@d>", "250 OK"), ("DATA", "354 go on")])
        {
            Send(script, command);
            script.Heard(Server(reply));
        }

        Assert.True(script.InMessage);
        foreach (var line in (ReadOnlySpan<string>)["Subject: x", "", "..", "550 not a reply"])
        {
            // Handed, not yet heard: data waits for nothing.
            Assert.True(script.MayHand(false));
            script.Handed(line);
        }

        script.Handed(".");
        Assert.False(script.InMessage);
        Assert.False(script.MayHand(false));
        foreach (var line in (ReadOnlySpan<string>)["Subject: x", "", "..", "550 not a reply", "."])
            script.Heard(Client(line));
        Assert.False(script.MayHand(false));
        script.Heard(Server("250 2.6.0 Queued"));
        Assert.True(script.Idle);
    }

    [Fact]
    public void A_refused_DATA_opens_no_message()
    {
        var script = new PlainScript(true);
        script.Heard(Server("220 mail"));
        Send(script, "DATA");
        script.Heard(Server("503 5.5.1 Bad sequence"));
        Assert.False(script.InMessage);
        Assert.True(script.Idle);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void After_221_nothing_more_is_sent(bool wait)
    {
        var script = new PlainScript(wait);
        script.Heard(Server("220 mail"));
        Send(script, "QUIT");
        script.Heard(Server("221 bye"));
        Assert.True(script.Closing);
        Assert.False(script.MayHand(false));
    }

    [Fact]
    public void After_220_to_STARTTLS_the_handshake_is_waited_for()
    {
        var script = new PlainScript(true);
        script.Heard(Server("220 mail"));
        Send(script, "EHLO c");
        script.Heard(Server("250-mail"));
        script.Heard(Server("250 STARTTLS"));
        Send(script, "STARTTLS");
        script.Heard(Server("220 go ahead"));
        Assert.False(script.MayHand(tls: false));
        Assert.True(script.MayHand(tls: true));
    }

    [Fact]
    public void Without_waiting_a_line_goes_even_before_the_greeting() => Assert.True(new PlainScript(false).MayHand(false));

    [Theory]
    [InlineData("a\tb\nc", "a\tb\nc")]
    [InlineData("\x1b[2Jx", "^[[2Jx")]
    [InlineData("a\u009bb\u007f\u0000", "a?b^?^@")]
    [InlineData("Gr\u00FC\u00DFe", "Gr\u00FC\u00DFe")]
    public void Control_characters_are_shown_not_obeyed(string text, string shown) => Assert.Equal(shown, PlainText.Harmless(text));

    [Fact]
    public void The_prompts_sequences_are_left_out() =>
        Assert.Equal("Microsoft Telnet> st\nNot", PlainText.WithoutSequences("Microsoft Telnet> \x1b[Kst\r\n\x1b[12;3HNot\x1b["));
}

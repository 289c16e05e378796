// The protocol by transcript: parameters, BDAT, AUTH, STARTTLS, bare line feeds, limits at the cap and one past it, magic addresses, reports.
using System.Text;
using MimeKit;
using TelnetSmtp.Core.Practice;
using Xunit;

namespace TelnetSmtp.Tests.Practice;

public sealed class PracticeProtocolTests
{
    private static readonly Scenario Strict = Scenario.BuiltIn("strict");

    private static ScriptedServer Started(Scenario? scenario = null)
    {
        var server = new ScriptedServer(scenario ?? Strict);
        server.Open();
        server.Say("EHLO contoso.com");
        return server;
    }

    [Theory]
    [InlineData("SIZE=1000 BODY=8BITMIME RET=HDRS ENVID=QQ+2B1 AUTH=<> SMTPUTF8", "250")]
    [InlineData("AUTH=chris+40contoso.com", "250")]
    [InlineData("AUTH=chris", "501")]
    [InlineData("AUTH=chris@contoso.com", "250")]
    [InlineData("SIZE=", "501")]
    [InlineData("SIZE=123456789012345678901", "501")]
    [InlineData("SIZE=1 SIZE=1", "501")]
    [InlineData("BODY=9BIT", "501")]
    [InlineData("RET=ALL", "501")]
    [InlineData("ENVID=a=b", "501")]
    [InlineData("ENVID=a+2b", "501")]
    [InlineData("ENVID=a+0D+0Ab", "501")]
    [InlineData("SMTPUTF8=yes", "501")]
    [InlineData("NOTIFY=SUCCESS", "555")]
    [InlineData("XYZZY", "555")]
    public void Parameters_of_MAIL(string parameters, string code) =>
        Assert.StartsWith(code, Started().Say($"MAIL FROM:<chris@contoso.com> {parameters}")[0], StringComparison.Ordinal);

    [Theory]
    [InlineData("NOTIFY=SUCCESS,FAILURE,DELAY ORCPT=rfc822;Kate+2Bx@fabrikam.com", "250")]
    [InlineData("NOTIFY=never", "250")]
    [InlineData("NOTIFY=", "501")]
    [InlineData("NOTIFY=NEVER,SUCCESS", "501")]
    [InlineData("NOTIFY=SUCCESS,NEVER", "501")]
    [InlineData("NOTIFY=SUCCESS,SUCCESS", "501")]
    [InlineData("NOTIFY=SUCCESS NOTIFY=FAILURE", "501")]
    [InlineData("ORCPT=kate@fabrikam.com", "501")]
    [InlineData("ORCPT=rfc822;", "501")]
    [InlineData("SIZE=10", "555")]
    public void Parameters_of_RCPT(string parameters, string code) =>
        Assert.StartsWith(code, new ScriptedServer(Strict).Begin().Say($"RCPT TO:<kate@fabrikam.com> {parameters}")[0], StringComparison.Ordinal);

    [Fact]
    public void A_path_of_256_octets_is_taken_and_one_more_is_not()
    {
        var local = new string('a', 64);
        // 64 + @ + domain, with two brackets: 256.
        string Path(int domain) => $"MAIL FROM:<{local}@{string.Join('.', Enumerable.Repeat(new string('b', 62), 2))}.{new string('c', domain - 126)}>";
        Assert.StartsWith("250", Started().Say(Path(189))[0], StringComparison.Ordinal);
        Assert.StartsWith("501 5.1.7", Started().Say(Path(190))[0], StringComparison.Ordinal);
        Assert.StartsWith("501 5.1.7", Started().Say($"MAIL FROM:<{local}a@contoso.com>")[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Utf8_addresses_need_to_be_declared()
    {
        var server = Started();
        Assert.StartsWith("553 5.6.7", server.Say("MAIL FROM:<jürgen@contoso.com>")[0], StringComparison.Ordinal);
        Assert.StartsWith("250", server.Say("MAIL FROM:<jürgen@bücher.example> SMTPUTF8")[0], StringComparison.Ordinal);
        Assert.Equal("500 5.5.2 Neither ASCII nor UTF-8", server.SayRaw([0x56, 0x52, 0x46, 0x59, 0x20, 0xFF, 0x0D, 0x0A])[0]);
    }

    [Fact]
    public void Chunks_are_taken_without_dots_and_dashes()
    {
        var server = new ScriptedServer(Strict).Begin();
        server.Say("RCPT TO:<kate@fabrikam.com>");
        Assert.Equal(["250 2.0.0 11 octets received"], server.SayRaw("BDAT 11\r\nSubject: x\n"));
        Assert.StartsWith("503 5.5.1 DATA may not follow BDAT", server.Say("DATA")[0], StringComparison.Ordinal);
        Assert.StartsWith("250 2.0.0 Message taken", server.SayRaw("BDAT 7 LAST\r\n\r\n.\r\n..")[0], StringComparison.Ordinal);
        Assert.Equal("Subject: x\n\r\n.\r\n..", Encoding.ASCII.GetString(server.Store.Messages[0].Content.Span));
        Assert.StartsWith("503", server.SayRaw("BDAT 2 LAST\r\nab")[0], StringComparison.Ordinal);
        Assert.StartsWith("250", server.Say("NOOP")[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_chunk_is_read_away_and_the_rest_fail_until_RSET()
    {
        var server = new ScriptedServer(Strict with { Limits = new(Message: 10) }).Begin();
        server.Say("RCPT TO:<kate@fabrikam.com>");
        Assert.StartsWith("250", server.SayRaw("BDAT 10\r\n0123456789")[0], StringComparison.Ordinal);
        Assert.StartsWith("552", server.SayRaw("BDAT 6\r\nQUIT\r\n")[0], StringComparison.Ordinal);
        Assert.StartsWith("503", server.SayRaw("BDAT 6 LAST\r\nQUIT\r\n")[0], StringComparison.Ordinal);
        Assert.False(server.Closed);
        Assert.StartsWith("250", server.Say("RSET")[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Binary_bodies_ask_for_BDAT()
    {
        var server = Started();
        server.Say("MAIL FROM:<chris@contoso.com> BODY=BINARYMIME");
        server.Say("RCPT TO:<kate@fabrikam.com>");
        server.Line("DATA", "503 5.5.1 BODY=BINARYMIME asks for BDAT");
        Assert.StartsWith("250", server.SayRaw([.. "BDAT 3 LAST\r\n"u8, 0, 0xFF, 10])[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_pipelined_group_is_answered_in_order()
    {
        var server = Started();
        Assert.Equal(["250 2.1.0 Sender ok", "550 5.1.1 User unknown", "250 2.1.5 Recipient ok", "354 Start mail input; end with <CRLF>.<CRLF>"],
            server.SayRaw("MAIL FROM:<chris@contoso.com>\r\nRCPT TO:<nobody@fabrikam.com>\r\nRCPT TO:<kate@fabrikam.com>\r\nDATA\r\n"));
        var replies = server.SayRaw("Subject: x\r\n\r\n..\r\n.\r\nQUIT\r\n");
        Assert.StartsWith("250", replies[0], StringComparison.Ordinal);
        Assert.StartsWith("221", replies[1], StringComparison.Ordinal);
        Assert.Equal("Subject: x\r\n\r\n.\r\n", Encoding.ASCII.GetString(server.Store.Messages[0].Content.Span));
    }

    [Fact]
    public void All_recipients_refused_leaves_DATA_without_anybody()
    {
        var server = Started();
        Assert.Equal(["250", "550", "554"], server.SayRaw("MAIL FROM:<chris@contoso.com>\r\nRCPT TO:<nobody@fabrikam.com>\r\nDATA\r\n").Select(r => r[..3]));
    }

    [Theory]
    [InlineData("EHLO contoso.com\r\nMAIL FROM:<chris@contoso.com>\r\n")]
    [InlineData("NOOP\r\nNOOP\r\n")]
    public void Talking_before_its_turn_ends_the_connection_where_the_scenario_is_strict(string octets)
    {
        var server = Started();
        Assert.Equal(["503 5.5.0 Sent before the reply to the command before"], server.SayRaw(octets));
        Assert.True(server.Closed);
        Assert.Equal(2, new ScriptedServer("postfix").Begin().SayRaw("NOOP\r\nNOOP\r\n").Count);
    }

    [Theory]
    [InlineData(BareLineFeeds.Normalize, "a\nb\r\n.\r\n", "a\r\nb\r\n")]
    [InlineData(BareLineFeeds.Normalize, "a\n.\nb\r\n.\r\n", "a\r\n.\r\nb\r\n")]
    [InlineData(BareLineFeeds.Normalize, "a\n.\r\nb\r\n.\r\n", "a\r\n.\r\nb\r\n")]
    [InlineData(BareLineFeeds.Normalize, "a\r.\r\nb\r\n.\r\n", "a\r.\r\nb\r\n")]
    [InlineData(BareLineFeeds.Accept, "a\n.\n", "a\r\n")]
    [InlineData(BareLineFeeds.Accept, "a\n.\r\n", "a\r\n")]
    [InlineData(BareLineFeeds.Reject, "a\n.\nb\r\n.\r\n", null)]
    [InlineData(BareLineFeeds.Normalize, "..\r\n.a\r\n.\r\n", ".\r\na\r\n")]
    public void Ends_of_lines_and_of_the_message(BareLineFeeds rule, string content, string? kept)
    {
        // Whole, and split at every point.
        for (var split = 0; split <= content.Length; split++)
        {
            var server = new ScriptedServer(Strict with { BareLineFeeds = rule }).Begin();
            server.Say("RCPT TO:<kate@fabrikam.com>");
            server.Say("DATA");
            string[] replies = [.. server.SayRaw(content[..split]), .. server.SayRaw(content[split..])];
            Assert.StartsWith(kept is null ? "550 5.5.2" : "250", Assert.Single(replies), StringComparison.Ordinal);
            Assert.Equal(kept, kept is null ? null : Encoding.ASCII.GetString(server.Store.Messages[0].Content.Span));
        }
    }

    [Fact]
    public void A_client_of_bare_line_feeds_alone_may_end_its_message_so()
    {
        var server = new ScriptedServer("postfix").Begin();
        server.SayRaw("RCPT TO:<kate@fabrikam.com>\n");
        server.SayRaw("DATA\n");
        Assert.StartsWith("250", server.SayRaw("a\nb\n.\n")[0], StringComparison.Ordinal);
        Assert.Equal("500 5.5.2 Bare <LF> received; a line ends with <CR><LF>", Started().SayRaw("NOOP\n")[0]);
        Assert.Equal("500 5.5.2 Bare <CR> received; a line ends with <CR><LF>", Started().SayRaw("NOOP a\rb\r\n")[0]);
    }

    [Fact]
    public void A_command_line_at_the_cap_and_one_past_it()
    {
        var server = Started(Strict with { Limits = new(CommandLine: 512) });
        Assert.StartsWith("250", server.Say("NOOP " + new string('x', 505))[0], StringComparison.Ordinal);
        server.Line("NOOP " + new string('x', 506), "500 5.5.2 Line longer than 512 octets");
    }

    [Fact]
    public void An_endless_line_costs_no_memory_and_is_answered_once_at_its_end()
    {
        var server = Started(Strict with { Limits = new(CommandLine: 512) });
        var before = GC.GetAllocatedBytesForCurrentThread();
        var block = new byte[4096];
        block.AsSpan().Fill((byte)'x');
        for (var i = 0; i < 1000; i++)
            Assert.Empty(server.SayRaw(block));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000_000);
        Assert.StartsWith("500 5.5.2 Line longer", Assert.Single(server.SayRaw("\r\n")), StringComparison.Ordinal);
        Assert.StartsWith("250", server.Say("NOOP")[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Recipients_errors_text_lines_and_time_have_their_limits()
    {
        var server = new ScriptedServer(Strict with { Limits = new(Recipients: 2, Errors: 3, TextLine: 100) }).Begin();
        server.Say("RCPT TO:<kate@fabrikam.com>");
        server.Say("RCPT TO:<karl@fabrikam.com>");
        server.Line("RCPT TO:<team@fabrikam.com>", "452 4.5.3 Too many recipients; at most 2");
        server.Say("DATA");
        server.Say(new string('x', 99));
        server.Line(".", "554 5.6.0 A line of the message is longer than 100 octets");
        server.Say("XXXX");
        server.Say("XXXX");
        server.Line("XXXX", "500 5.5.2 Command not recognized", "421 4.7.0 mail1.fabrikam.com Too many errors; closing connection");
        Assert.True(server.Closed);

        var idle = Started();
        Assert.Equal(["421 4.4.2 mail1.fabrikam.com Timeout; closing connection"], idle.TimeOut());
        Assert.True(idle.Closed);
    }

    [Fact]
    public void Connections_have_their_limit_and_make_room()
    {
        var scenario = Strict with { Limits = new(Connections: 1) };
        var first = new ScriptedServer(scenario);
        first.Open();
        new ScriptedServer(scenario, store: first.Store).Opens("421 4.7.0 mail1.fabrikam.com Too many connections");
        first.Leave();
        var third = new ScriptedServer(scenario, store: new PracticeStore(first.Now, 1));
        Assert.StartsWith("220", third.Open()[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RCPT TO:<550-5.1.1@example.com>", "550 5.1.1 Reply asked for by the address")]
    [InlineData("RCPT TO:<452@fabrikam.com>", "452 4.0.0 Reply asked for by the address")]
    [InlineData("RCPT TO:<delay-5@fabrikam.com>", "250 2.1.5 Recipient ok")]
    [InlineData("RCPT TO:<250@fabrikam.com>", "550 5.1.1 User unknown")]
    [InlineData("RCPT TO:<550-4.1.1@fabrikam.com>", "550 5.1.1 User unknown")]
    [InlineData("RCPT TO:<delay-601@fabrikam.com>", "550 5.1.1 User unknown")]
    public void Magic_addresses(string line, string reply)
    {
        var server = new ScriptedServer(Strict).Begin();
        server.Line(line, reply);
        Assert.Equal(TimeSpan.FromSeconds(line.Contains("delay-5@", StringComparison.Ordinal) ? 5 : 0), server.Waited);
        var plain = new ScriptedServer(Strict with { IgnoreMagicAddresses = true }).Begin();
        Assert.StartsWith("550 5", plain.Say(line)[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Magic_at_the_end_of_the_message_and_hanging_up()
    {
        var server = new ScriptedServer(Strict).Begin();
        Assert.StartsWith("250", server.Say("RCPT TO:<data-552-5.3.4@fabrikam.com>")[0], StringComparison.Ordinal);
        server.Say("DATA");
        server.Line(".", "552 5.3.4 Reply asked for by the address");
        Assert.Empty(server.Store.Messages);
        server.Say("MAIL FROM:<chris@contoso.com>");
        Assert.Empty(server.Say("RCPT TO:<drop@fabrikam.com>"));
        Assert.True(server.Dropped);
        var other = new ScriptedServer(Strict).Begin();
        Assert.Equal(["421 4.0.0 Reply asked for by the address"], other.Say("RCPT TO:<421@fabrikam.com>"));
        Assert.True(other.Closed);
    }

    [Fact]
    public void Plaintext_behind_STARTTLS_is_forgotten()
    {
        var server = Started(Strict with { StrictPipelining = false });
        Assert.Equal(["220 2.0.0 Ready to start TLS"], server.SayRaw("STARTTLS\r\nEHLO evil.example\r\n"));
        server.TlsStarts();
        Assert.StartsWith("503", server.Say("MAIL FROM:<chris@contoso.com>")[0], StringComparison.Ordinal);
        server.Say("EHLO contoso.com");
        Assert.Equal("503 5.5.1 TLS is active already", server.Say("STARTTLS")[0]);
        Assert.Equal("501 5.5.4 STARTTLS takes no argument", Started().Say("STARTTLS now")[0]);
    }

    [Fact]
    public void Reports_go_to_the_sender_who_asked()
    {
        var server = Started();
        server.Say("MAIL FROM:<chris@contoso.com> RET=FULL ENVID=QQ314");
        server.Say("RCPT TO:<kate@fabrikam.com> NOTIFY=SUCCESS ORCPT=rfc822;Kate+2Bx@fabrikam.com");
        server.Say("RCPT TO:<karl@fabrikam.com> NOTIFY=FAILURE");
        server.Say("RCPT TO:<bounce@fabrikam.com>");
        server.Say("RCPT TO:<slow@fabrikam.com> NOTIFY=DELAY");
        server.Say("RCPT TO:<away@fabrikam.com> NOTIFY=SUCCESS");
        server.Say("DATA");
        server.Say("Subject: Test from Contoso");
        server.Say("");
        server.Say("This is a test message");
        server.Say(".");
        PracticeMessage[] reports = [.. server.Store.Messages.Where(m => m.IsReport)];
        var statuses = reports.Select(r => Status(r.Content)).ToDictionary(s => s[1]["Action"]!);
        Assert.Equal(["delayed", "delivered", "failed", "relayed"], statuses.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("QQ314", statuses["failed"][0]["Original-Envelope-Id"]);
        Assert.Equal("dns; mail1.fabrikam.com", statuses["failed"][0]["Reporting-MTA"]);
        Assert.Equal("rfc822;Kate+x@fabrikam.com", statuses["delivered"][1]["Original-Recipient"]);
        Assert.Equal("rfc822; bounce@fabrikam.com", statuses["failed"][1]["Final-Recipient"]);
        Assert.All(reports, report => Assert.Equal(("", "chris@contoso.com"), (report.Sender, report.Recipients[0].Address)));
        var failed = reports.Single(r => Status(r.Content)[1]["Action"] == "failed");
        Assert.Contains("This is a test message", Encoding.UTF8.GetString(failed.Content.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_is_told_of_a_message_without_sender()
    {
        var server = Started();
        server.Say("MAIL FROM:<>");
        server.Say("RCPT TO:<bounce@fabrikam.com> NOTIFY=SUCCESS,FAILURE");
        server.Say("DATA");
        server.Say(".");
        Assert.Single(server.Store.Messages);
    }

    private static HeaderListCollection Status(ReadOnlyMemory<byte> report)
    {
        using var message = MimeMessage.Load(new MemoryStream(report.ToArray()));
        var parts = Assert.IsType<MultipartReport>(message.Body);
        Assert.Equal("delivery-status", parts.ReportType);
        return Assert.IsType<MessageDeliveryStatus>(parts[1]).StatusGroups;
    }
}

// The client as a server sees it: what it answers, what it shows, and that it is silent until spoken to.
using System.Buffers;
using System.Text;
using TelnetSmtp.Core.Telnet;
using Xunit;

namespace TelnetSmtp.Tests.Telnet;

public sealed class TelnetProtocolTests
{
    [Theory]
    [InlineData(23)]
    [InlineData(25)]
    public void Nothing_is_sent_until_the_server_negotiates(int port)
    {
        var client = new TelnetPeer(port);
        client.Server("'220 mail1.fabrikam.com ready' CR LF");
        client.Protocol.Resize(100, 40, client.Reply);
        client.Answers("");
        Assert.False(client.Protocol.Negotiated);
        Assert.Equal("220 mail1.fabrikam.com ready\r\n", client.Shown);
    }

    [Fact]
    public void A_login_server_gets_all_it_asks_for()
    {
        var client = new TelnetPeer(user: "kate");
        client.Server("IAC DO TTYPE IAC DO TSPEED IAC DO NEW-ENVIRON IAC DO 35");
        client.Answers("IAC WILL TTYPE IAC WILL TSPEED IAC WILL NEW-ENVIRON IAC WONT 35");
        client.Server("IAC SB TSPEED SEND IAC SE IAC SB NEW-ENVIRON SEND IAC SE IAC SB TTYPE SEND IAC SE");
        client.Answers("IAC SB TSPEED IS '38400,38400' IAC SE IAC SB NEW-ENVIRON IS VAR 'USER' VALUE 'kate' IAC SE IAC SB TTYPE IS 'ANSI' IAC SE");
        client.Server("IAC WILL SGA IAC DO ECHO IAC DO NAWS IAC WILL STATUS IAC DO 33 IAC WILL ECHO");
        client.Answers("IAC DO SGA IAC WONT ECHO IAC WILL NAWS IAC SB NAWS 0 80 0 25 IAC SE IAC DONT STATUS IAC WONT 33 IAC DO ECHO");
        client.Server("'login: '");
        Assert.Equal("login: ", client.Shown);
        Assert.True(client.Protocol is { Negotiated: true, RemoteEcho: true, RemoteSuppressesGoAhead: true, RemoteBinary: false, LocalBinary: false });
    }

    [Fact]
    public void LibTelnets_scenario_of_RFC_1143_is_answered_to_the_byte()
    {
        // DO ZMP twice, DO NAWS, DONT ZMP twice, of an endpoint that holds ZMP alone: one WILL, one refusal of NAWS, one WONT.
        var negotiator = new OptionNegotiator([93], [93]);
        var wire = new ArrayBufferWriter<byte>();
        foreach (var (verb, option) in new (NegotiationVerb, byte)[]
            { (NegotiationVerb.Do, 93), (NegotiationVerb.Do, 93), (NegotiationVerb.Do, 31), (NegotiationVerb.Dont, 93), (NegotiationVerb.Dont, 93) })
        {
            if (negotiator.Receive(verb, option).Answer is { } answer)
                TelnetEncoder.Negotiation(answer, option, wire);
        }
        Assert.Equal([255, 251, 93, 255, 252, 31, 255, 252, 93], wire.WrittenSpan.ToArray());
    }

    [Fact]
    public void The_same_octets_to_this_client_refuse_ZMP_and_agree_to_NAWS()
    {
        var client = new TelnetPeer(port: 4000);
        client.Server("IAC DO 93 IAC DO 93 IAC DO NAWS IAC DONT 93 IAC DONT 93");
        client.Answers("IAC WONT 93 IAC WONT 93 IAC WILL NAWS IAC SB NAWS 0 80 0 25 IAC SE");
    }

    [Fact]
    public void Terminal_types_go_round_as_in_Windows()
    {
        var client = new TelnetPeer();
        client.Server("IAC DO TTYPE");
        client.Answers("IAC WILL TTYPE");
        foreach (var type in new[] { "ANSI", "VT100", "VT52", "VTNT", "VTNT", "ANSI", "VT100" })
        {
            client.Server("IAC SB TTYPE SEND IAC SE");
            client.Answers($"IAC SB TTYPE IS '{type}' IAC SE");
        }
    }

    [Fact]
    public void A_chosen_terminal_type_is_the_only_one_and_may_be_changed_in_mid_session()
    {
        var client = new TelnetPeer(types: "VT100");
        client.Server("IAC DO TTYPE IAC SB TTYPE SEND IAC SE IAC SB TTYPE SEND IAC SE");
        client.Answers("IAC WILL TTYPE IAC SB TTYPE IS 'VT100' IAC SE IAC SB TTYPE IS 'VT100' IAC SE");
        client.Protocol.UseTerminalTypes(["VT52"]);
        client.Server("IAC SB TTYPE SEND IAC SE");
        client.Answers("IAC SB TTYPE IS 'VT52' IAC SE");
    }

    [Fact]
    public void A_question_about_an_option_not_agreed_to_gets_no_answer()
    {
        var client = new TelnetPeer(user: "kate");
        client.Server("IAC SB TTYPE SEND IAC SE IAC SB NEW-ENVIRON SEND IAC SE IAC SB STATUS SEND IAC SE IAC SB 42 1 IAC SE");
        client.Answers("");
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("VAR", true)]
    [InlineData("VAR 'USER'", true)]
    [InlineData("VAR 'DISPLAY' VAR 'USER' USERVAR", true)]
    [InlineData("USERVAR 'SSH_KEY'", false)]
    [InlineData("USERVAR 'USER'", false)]
    [InlineData("VAR 'USERNAME'", false)]
    [InlineData("'USER'", false)]
    public void The_environment_holds_the_user_name_and_nothing_else(string asked, bool told)
    {
        var client = new TelnetPeer(user: "kate");
        client.Server($"IAC DO NEW-ENVIRON IAC SB NEW-ENVIRON SEND {asked} IAC SE");
        client.Answers($"IAC WILL NEW-ENVIRON IAC SB NEW-ENVIRON IS {(told ? "VAR 'USER' VALUE 'kate'" : "")} IAC SE");
    }

    [Fact]
    public void Without_a_user_name_the_environment_is_empty()
    {
        var client = new TelnetPeer();
        client.Server("IAC DO NEW-ENVIRON IAC SB NEW-ENVIRON SEND VAR 'USER' IAC SE");
        client.Answers("IAC WILL NEW-ENVIRON IAC SB NEW-ENVIRON IS IAC SE");
    }

    [Theory]
    [InlineData(255)]
    [InlineData(256)]
    public void A_user_name_is_told_up_to_its_limit_and_escaped(int length)
    {
        var client = new TelnetPeer(user: new string('k', length - 1) + "\u0001");
        client.Server("IAC DO NEW-ENVIRON IAC SB NEW-ENVIRON SEND IAC SE");
        client.Answers($"IAC WILL NEW-ENVIRON IAC SB NEW-ENVIRON IS VAR 'USER' VALUE '{new string('k', Math.Min(length - 1, 255))}' {(length == 255 ? "ESC 1" : "")} IAC SE");
    }

    [Fact]
    public void Status_lists_what_is_in_force()
    {
        var client = new TelnetPeer();
        client.Server("IAC DO STATUS IAC WILL ECHO IAC DO LINEMODE IAC SB STATUS SEND IAC SE");
        client.Answers("IAC WILL STATUS IAC DO ECHO IAC WONT LINEMODE IAC SB STATUS IS DO ECHO WILL STATUS IAC SE");
    }

    [Fact]
    public void A_timing_mark_is_answered_each_time_in_its_place()
    {
        var client = new TelnetPeer();
        client.Server("IAC DO TM IAC DO NAWS IAC DO TM IAC WONT TM");
        client.Answers("IAC WILL TM IAC WILL NAWS IAC SB NAWS 0 80 0 25 IAC SE IAC WILL TM");
    }

    [Fact]
    public void The_window_size_is_told_at_once_and_at_every_change()
    {
        var client = new TelnetPeer();
        client.Protocol.Resize(132, 50, client.Reply);
        client.Answers("");
        client.Server("IAC DO NAWS");
        client.Answers("IAC WILL NAWS IAC SB NAWS 0 132 0 50 IAC SE");
        client.Protocol.Resize(255, 511, client.Reply);
        client.Answers("IAC SB NAWS 0 IAC IAC 1 IAC IAC IAC SE");
        client.Protocol.Resize(255, 511, client.Reply);
        client.Answers("");
        client.Server("IAC DONT NAWS");
        client.Answers("IAC WONT NAWS");
        client.Protocol.Resize(80, 25, client.Reply);
        client.Answers("");
    }

    [Fact]
    public void Echo_may_be_taken_back_for_a_password_and_given_again()
    {
        var client = new TelnetPeer();
        client.Server("IAC WILL ECHO");
        client.Answers("IAC DO ECHO");
        client.Server("IAC WONT ECHO");
        client.Answers("IAC DONT ECHO");
        Assert.False(client.Protocol.RemoteEcho);
        client.Server("IAC WILL ECHO");
        client.Answers("IAC DO ECHO");
        Assert.True(client.Protocol.RemoteEcho);
    }

    [Fact]
    public void Binary_goes_each_way_apart()
    {
        var client = new TelnetPeer();
        client.Server("IAC WILL BINARY CR NUL");
        client.Answers("IAC DO BINARY");
        Assert.True(client.Protocol is { RemoteBinary: true, LocalBinary: false });
        Assert.Equal("\r\0", client.Shown);
        client.Protocol.EncodeData("\r"u8, client.Reply);
        client.Answers("CR NUL");
        client.Server("IAC DO BINARY IAC WONT BINARY CR NUL 'x'");
        client.Answers("IAC WILL BINARY IAC DONT BINARY");
        Assert.Equal("\r\0\rx", client.Shown);
        client.Protocol.EncodeData([13, 255], client.Reply);
        client.Answers("CR IAC IAC");
    }

    [Fact]
    public void Eight_bit_text_of_a_server_that_does_not_negotiate_arrives_and_leaves_whole()
    {
        // Every octet behind 0xFF, but for the five that make a negotiation plausible.
        byte[] safe = [.. Enumerable.Range(0, 256).Where(i => i is < TelnetCodes.Sb or TelnetCodes.Iac).SelectMany(i => new[] { (byte)255, (byte)i }), (byte)'.'];
        byte[] text = [.. Enumerable.Range(0, 256).SelectMany(i => new[] { (byte)255, (byte)i })];
        for (var cut = 0; cut <= safe.Length; cut += 7)
        {
            var client = new TelnetPeer(port: 25);
            client.Server(safe.AsSpan(0, cut));
            client.Server(safe.AsSpan(cut));
            Assert.Equal(Encoding.Latin1.GetString(safe), client.Shown);
            client.Answers("");
            client.Protocol.EncodeData(text, client.Reply);
            Assert.Equal(text, client.Reply.WrittenSpan.ToArray());
        }
    }

    [Fact]
    public void Raw_means_everything_is_data_both_ways()
    {
        var client = new TelnetPeer(port: 25) { Protocol = { Raw = true } };
        client.Server("IAC DO NAWS CR NUL IAC SB");
        Assert.Equal("\xFF\xFD\x1F\r\0\xFF\xFA", client.Shown);
        client.Answers("");
        client.Protocol.EncodeData([13, 255, 13], client.Reply);
        client.Answers("CR IAC CR");
        Assert.False(client.Protocol.Negotiated);
    }

    [Fact]
    public void What_was_held_back_as_a_possible_command_is_given_out_when_a_session_turns_out_raw()
    {
        var client = new TelnetPeer(port: 25);
        client.Server("'220 na' IAC");
        Assert.Equal("220 na", client.Shown);
        client.Protocol.Raw = true;
        client.Server("IAC 'ves'");
        Assert.Equal("220 na\xFF\xFFves", client.Shown);
    }

    [Fact]
    public void A_negotiating_server_on_any_port_gets_IAC_doubled_and_CR_NUL()
    {
        var client = new TelnetPeer(port: 2323);
        client.Protocol.EncodeData([255, 13], client.Reply);
        client.Answers("IAC CR");
        client.Server("IAC WILL SGA");
        client.Answers("IAC DO SGA");
        client.Protocol.EncodeData("a\r\nb\rc\r"u8, client.Reply);
        client.Protocol.EncodeData([255], client.Reply);
        client.Answers("'a' CR LF 'b' CR NUL 'c' CR NUL IAC IAC");
    }

    [Theory]
    [InlineData(TelnetCodes.AbortOutput, "IAC AO")]
    [InlineData(TelnetCodes.AreYouThere, "IAC AYT")]
    [InlineData(TelnetCodes.Break, "IAC BRK")]
    [InlineData(TelnetCodes.InterruptProcess, "IAC IP")]
    [InlineData(TelnetCodes.DataMark, "IAC DM")]
    public void Functions_go_out_because_the_user_asked(byte function, string expected)
    {
        var client = new TelnetPeer(port: 25) { Protocol = { Raw = true } };
        client.Protocol.EncodeFunction(function, client.Reply);
        client.Answers(expected);
    }

    [Fact]
    public void Urgent_data_discards_output_up_to_the_mark()
    {
        var client = new TelnetPeer();
        client.Protocol.Synchronize();
        client.Server("'stale' IAC WILL ECHO 'stale'");
        client.Server("IAC DM 'fresh'");
        client.Answers("IAC DO ECHO");
        Assert.Equal("fresh", client.Shown);
    }

    [Fact]
    public void A_storm_of_requests_neither_loops_nor_grows()
    {
        const int requests = 200_000;
        var client = new TelnetPeer();
        var same = new byte[requests * 3];
        var agreed = new byte[requests * 3];
        var changing = new byte[requests * 3];
        for (var i = 0; i < requests; i++)
        {
            TelnetTranscript.Octets("IAC DO 93").CopyTo(same, i * 3);
            TelnetTranscript.Octets("IAC WILL ECHO").CopyTo(agreed, i * 3);
            byte[] request = [255, (byte)(251 + i % 4), (byte)(i / 4)];
            request.CopyTo(changing, i * 3);
        }
        client.Server(same);
        Assert.Equal(same.Length, client.Reply.WrittenCount);
        client.Reply.ResetWrittenCount();
        client.Server(agreed);
        client.Answers("IAC DO ECHO");
        client.Server(changing);
        // Each request is answered at most once; NAWS and TIMING-MARK are among them.
        Assert.InRange(client.Reply.WrittenCount, 1, requests * 3 + 9 * requests / 256);
        Assert.Equal("", client.Shown);
    }

    [Fact]
    public void A_flood_of_data_is_passed_in_whole_spans_without_allocation()
    {
        var protocol = new TelnetProtocol(new TelnetConfiguration(23, ["VT100"], null, 80, 25));
        var reply = new ArrayBufferWriter<byte>();
        var data = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("a line of output\r\n", 4000)));
        var sink = new CountingSink();
        protocol.Receive(data, ref sink, reply);
        Assert.Equal((1, data.Length), (sink.Spans, sink.Octets));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            protocol.Receive(data, ref sink, reply);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private struct CountingSink : ITelnetSink
    {
        public int Spans { get; private set; }

        public int Octets { get; private set; }

        public void Data(ReadOnlySpan<byte> data)
        {
            Spans++;
            Octets += data.Length;
        }
    }
}

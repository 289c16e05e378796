// The Q method against RFC 1143's own words, row by row, and against two machines talking to each other.
using CsCheck;
using TelnetSmtp.Core.Telnet;
using Xunit;
using static TelnetSmtp.Core.Telnet.OptionSide;
using static TelnetSmtp.Core.Telnet.OptionState;

namespace TelnetSmtp.Tests.Telnet;

public sealed class OptionNegotiatorTests
{
    private const byte Zmp = 93;

    /// <summary>RFC 1143 section 7 as printed: state, event, state after, what "him" makes us send.</summary>
    public static TheoryData<OptionState, string, OptionState, NegotiationVerb?> Section7 => new()
    {
        { No, "WILL agreed", Yes, NegotiationVerb.Do }, { No, "WILL refused", No, NegotiationVerb.Dont },
        { Yes, "WILL agreed", Yes, null }, { Yes, "WILL refused", Yes, null },
        { WantNoEmpty, "WILL agreed", No, null }, { WantNoEmpty, "WILL refused", No, null },
        { WantNoOpposite, "WILL agreed", Yes, null }, { WantNoOpposite, "WILL refused", Yes, null },
        { WantYesEmpty, "WILL agreed", Yes, null }, { WantYesEmpty, "WILL refused", Yes, null },
        { WantYesOpposite, "WILL agreed", WantNoEmpty, NegotiationVerb.Dont }, { WantYesOpposite, "WILL refused", WantNoEmpty, NegotiationVerb.Dont },
        { No, "WONT", No, null }, { Yes, "WONT", No, NegotiationVerb.Dont },
        { WantNoEmpty, "WONT", No, null }, { WantNoOpposite, "WONT", WantYesEmpty, NegotiationVerb.Do },
        { WantYesEmpty, "WONT", No, null }, { WantYesOpposite, "WONT", No, null },
        { No, "enable", WantYesEmpty, NegotiationVerb.Do }, { Yes, "enable", Yes, null },
        { WantNoEmpty, "enable", WantNoOpposite, null }, { WantNoOpposite, "enable", WantNoOpposite, null },
        { WantYesEmpty, "enable", WantYesEmpty, null }, { WantYesOpposite, "enable", WantYesEmpty, null },
        { No, "disable", No, null }, { Yes, "disable", WantNoEmpty, NegotiationVerb.Dont },
        { WantNoEmpty, "disable", WantNoEmpty, null }, { WantNoOpposite, "disable", WantNoEmpty, null },
        { WantYesEmpty, "disable", WantYesOpposite, null }, { WantYesOpposite, "disable", WantYesOpposite, null },
    };

    /// <summary>How to come into a state from NO, by requests of ours and answers of the peer.</summary>
    private static OptionNegotiator In(OptionState state, OptionSide side, bool held)
    {
        var negotiator = new OptionNegotiator(held ? [Zmp] : [], held ? [Zmp] : []);
        var yes = side == Him ? NegotiationVerb.Will : NegotiationVerb.Do;
        switch (state)
        {
            case Yes:
                negotiator.Request(side, Zmp, enable: true);
                negotiator.Receive(yes, Zmp);
                break;
            case WantYesEmpty:
                negotiator.Request(side, Zmp, enable: true);
                break;
            case WantYesOpposite:
                negotiator.Request(side, Zmp, enable: true);
                negotiator.Request(side, Zmp, enable: false);
                break;
            case WantNoEmpty or WantNoOpposite:
                negotiator.Request(side, Zmp, enable: true);
                negotiator.Receive(yes, Zmp);
                negotiator.Request(side, Zmp, enable: false);
                if (state == WantNoOpposite)
                    negotiator.Request(side, Zmp, enable: true);
                break;
        }
        Assert.Equal(state, negotiator[side, Zmp]);
        return negotiator;
    }

    private static OptionOutcome Apply(OptionNegotiator negotiator, OptionSide side, string happening) => happening switch
    {
        "enable" => negotiator.Request(side, Zmp, enable: true),
        "disable" => negotiator.Request(side, Zmp, enable: false),
        "WONT" => negotiator.Receive(side == Him ? NegotiationVerb.Wont : NegotiationVerb.Dont, Zmp),
        _ => negotiator.Receive(side == Him ? NegotiationVerb.Will : NegotiationVerb.Do, Zmp),
    };

    [Theory]
    [MemberData(nameof(Section7))]
    public void His_options_follow_section_7(OptionState state, string happening, OptionState after, NegotiationVerb? sent)
    {
        var negotiator = In(state, Him, held: happening != "WILL refused");
        var outcome = Apply(negotiator, Him, happening);
        Assert.Equal((sent, after), (outcome.Answer, negotiator[Him, Zmp]));
        Assert.Equal((state == Yes, after == Yes), (outcome.Before, outcome.After));
        Assert.Equal(No, negotiator[Us, Zmp]);
    }

    [Theory]
    [MemberData(nameof(Section7))]
    public void Our_options_follow_it_with_the_verbs_exchanged(OptionState state, string happening, OptionState after, NegotiationVerb? sent)
    {
        var negotiator = In(state, Us, held: happening != "WILL refused");
        var outcome = Apply(negotiator, Us, happening);
        NegotiationVerb? ours = sent switch { NegotiationVerb.Do => NegotiationVerb.Will, NegotiationVerb.Dont => NegotiationVerb.Wont, _ => null };
        Assert.Equal((ours, after), (outcome.Answer, negotiator[Us, Zmp]));
        Assert.Equal(No, negotiator[Him, Zmp]);
    }

    /// <summary>The scenario of libtelnet's own test of RFC 1143: an option that is held (ZMP) asked for twice, one that is not (NAWS) once, the first taken
    /// back twice.</summary>
    [Fact]
    public void Libtelnets_scenario_is_answered_byte_for_byte()
    {
        var negotiator = new OptionNegotiator([Zmp], []);
        var answers = new List<byte>();
        var changes = new List<string>();
        foreach (var (verb, option) in (ReadOnlySpan<(NegotiationVerb, byte)>)
            [(NegotiationVerb.Do, Zmp), (NegotiationVerb.Do, Zmp), (NegotiationVerb.Do, TelnetOptions.WindowSize), (NegotiationVerb.Dont, Zmp), (NegotiationVerb.Dont, Zmp)])
        {
            var outcome = negotiator.Receive(verb, option);
            if (outcome.Answer is { } answer)
                answers.AddRange([TelnetCodes.Iac, (byte)answer, option]);
            if (outcome.Before != outcome.After)
                changes.Add($"{verb} {option}");
        }

        Assert.Equal([255, 251, 93, 255, 252, 31, 255, 252, 93], answers);
        Assert.Equal(["Do 93", "Dont 93"], changes);
    }

    [Fact]
    public void Each_refused_request_gets_one_refusal()
    {
        var negotiator = new OptionNegotiator([], []);
        Assert.Equal(NegotiationVerb.Wont, negotiator.Receive(NegotiationVerb.Do, 34).Answer);
        Assert.Null(negotiator.Receive(NegotiationVerb.Dont, 34).Answer);
        Assert.Equal(NegotiationVerb.Wont, negotiator.Receive(NegotiationVerb.Do, 34).Answer);
    }

    /// <summary>RFC 1143's purpose: whatever both sides request, in any order and with answers in flight, talk ends and both agree.</summary>
    [Fact]
    public void Two_machines_always_come_to_rest_in_agreement() =>
        Gen.Select(Gen.Int[0, 5].Array[0, 40], Gen.Bool, Gen.Bool).Sample((moves, clientHolds, serverHolds) =>
        {
            var client = new OptionNegotiator(clientHolds ? [Zmp] : [], []);
            var server = new OptionNegotiator([], serverHolds ? [Zmp] : []);
            Queue<NegotiationVerb> toServer = new(), toClient = new();
            var sent = 0;
            void Send(Queue<NegotiationVerb> wire, NegotiationVerb? verb)
            {
                if (verb is { } v)
                {
                    wire.Enqueue(v);
                    sent++;
                }
            }
            void Deliver(Queue<NegotiationVerb> wire, OptionNegotiator to, Queue<NegotiationVerb> back)
            {
                if (wire.TryDequeue(out var verb))
                    Send(back, to.Receive(verb, Zmp).Answer);
            }
            foreach (var move in moves)
            {
                switch (move)
                {
                    case 0 or 1 when clientHolds: Send(toServer, client.Request(Us, Zmp, enable: move == 0).Answer); break;
                    case 2 or 3 when serverHolds: Send(toClient, server.Request(Him, Zmp, enable: move == 2).Answer); break;
                    case 4: Deliver(toServer, server, toClient); break;
                    case 5: Deliver(toClient, client, toServer); break;
                }
            }
            for (var i = 0; toServer.Count + toClient.Count > 0; i++)
            {
                Assert.True(i < 400, "the talk does not end");
                Deliver(toServer, server, toClient);
                Deliver(toClient, client, toServer);
            }
            Assert.True(sent <= 4 * moves.Length + 4);
            return client[Us, Zmp] == server[Him, Zmp] && client[Us, Zmp] is Yes or No;
        }, iter: 3000);
}

// Option negotiation by the Q method (RFC 1143 section 7), as a table: one state an option and side, one row a state and event. Refuses to ask for
// anything by itself and to act on an option (see TelnetProtocol). Each request gets one answer at most; a refused one that is made anew is refused anew,
// for a peer that asks again waits for it.
using A = TelnetSmtp.Core.Telnet.OptionAnswer;
using S = TelnetSmtp.Core.Telnet.OptionState;

namespace TelnetSmtp.Core.Telnet;

/// <summary>State of one option on one side, with RFC 1143's names: WANTNO and WANTYES each with its queue, EMPTY or OPPOSITE.</summary>
public enum OptionState : byte
{
    No, WantNoEmpty, WantNoOpposite, WantYesEmpty, WantYesOpposite, Yes,
}

/// <summary>Whose option it is: RFC 1143's "us" (WILL/WONT are ours) or "him" (DO/DONT are ours).</summary>
public enum OptionSide : byte
{
    Us, Him,
}

/// <summary>What happens to an option on one side.</summary>
internal enum OptionEvent : byte
{
    /// <summary>DO for us or WILL for him, and the option is one that we hold.</summary>
    PeerEnablesAgreed,
    /// <summary>The same, and it is not.</summary>
    PeerEnablesRefused,
    /// <summary>DONT for us or WONT for him.</summary>
    PeerDisables,
    /// <summary>We decide to ask for it.</summary>
    WeEnable,
    /// <summary>We decide to be rid of it.</summary>
    WeDisable,
}

/// <summary>What is sent: nothing, the positive verb (WILL, DO), or the negative one (WONT, DONT).</summary>
internal enum OptionAnswer : byte
{
    Nothing, Positive, Negative,
}

/// <summary>What one event led to.</summary>
/// <param name="Answer">What to send, null for nothing.</param>
/// <param name="Before">Whether the option was in force before.</param>
/// <param name="After">Whether it is now.</param>
public readonly record struct OptionOutcome(NegotiationVerb? Answer, bool Before, bool After)
{
    public bool TurnedOn => !Before && After;
}

/// <summary>The 256 options of both sides. Fixed in size: no peer can make it grow.</summary>
public sealed class OptionNegotiator
{
    // Rows in the order of OptionState, columns in that of OptionEvent; taken from RFC 1143 section 7, "him" and "us" alike.
    // Where the RFC says "error", nothing is sent; the state is the one that the RFC sets.
    private static readonly Step[][] Table =
    [
        // peer enables:       agreed                          refused                           peer disables                    we enable                        we disable
        /* No              */ [new(S.Yes, A.Positive),         new(S.No, A.Negative),            new(S.No),                       new(S.WantYesEmpty, A.Positive), new(S.No)],
        /* WantNoEmpty     */ [new(S.No),                      new(S.No),                        new(S.No),                       new(S.WantNoOpposite),           new(S.WantNoEmpty)],
        /* WantNoOpposite  */ [new(S.Yes),                     new(S.Yes),                       new(S.WantYesEmpty, A.Positive), new(S.WantNoOpposite),           new(S.WantNoEmpty)],
        /* WantYesEmpty    */ [new(S.Yes),                     new(S.Yes),                       new(S.No),                       new(S.WantYesEmpty),             new(S.WantYesOpposite)],
        /* WantYesOpposite */ [new(S.WantNoEmpty, A.Negative), new(S.WantNoEmpty, A.Negative),   new(S.No),                       new(S.WantYesEmpty),             new(S.WantYesOpposite)],
        /* Yes             */ [new(S.Yes),                     new(S.Yes),                       new(S.No, A.Negative),           new(S.Yes),                      new(S.WantNoEmpty, A.Negative)],
    ];

    private readonly Side _us, _him;

    /// <summary>A negotiator that agrees to <paramref name="us"/> when asked with DO, to <paramref name="him"/> when offered with WILL, and to nothing else.</summary>
    public OptionNegotiator(ReadOnlySpan<byte> us, ReadOnlySpan<byte> him)
    {
        _us = new Side(us, NegotiationVerb.Will, NegotiationVerb.Wont);
        _him = new Side(him, NegotiationVerb.Do, NegotiationVerb.Dont);
    }

    /// <summary>The option's state on one side.</summary>
    public OptionState this[OptionSide side, byte option] => Of(side).States[option];

    /// <summary>Whether the option is in force on one side.</summary>
    public bool IsOn(OptionSide side, byte option) => this[side, option] == OptionState.Yes;

    /// <summary>The peer sent <paramref name="verb"/>.</summary>
    public OptionOutcome Receive(NegotiationVerb verb, byte option)
    {
        var side = verb is NegotiationVerb.Do or NegotiationVerb.Dont ? _us : _him;
        return verb is NegotiationVerb.Do or NegotiationVerb.Will
            ? side.Apply(option, side.Held[option] ? OptionEvent.PeerEnablesAgreed : OptionEvent.PeerEnablesRefused)
            : side.Apply(option, OptionEvent.PeerDisables);
    }

    /// <summary>We ask for an option, or for its end.</summary>
    public OptionOutcome Request(OptionSide side, byte option, bool enable) =>
        Of(side).Apply(option, enable ? OptionEvent.WeEnable : OptionEvent.WeDisable);

    private Side Of(OptionSide side) => side == OptionSide.Us ? _us : _him;

    internal static Step Row(OptionState state, OptionEvent happening) => Table[(int)state][(int)happening];

    /// <summary>One entry of the table.</summary>
    internal readonly record struct Step(OptionState Next, OptionAnswer Answer = OptionAnswer.Nothing);

    private sealed class Side
    {
        private const int Options = 256;

        private readonly NegotiationVerb _positive, _negative;

        public Side(ReadOnlySpan<byte> held, NegotiationVerb positive, NegotiationVerb negative)
        {
            (_positive, _negative) = (positive, negative);
            foreach (var option in held)
                Held[option] = true;
        }

        public OptionState[] States { get; } = new OptionState[Options];

        public bool[] Held { get; } = new bool[Options];

        public OptionOutcome Apply(byte option, OptionEvent happening)
        {
            var state = States[option];
            var (next, answer) = Row(state, happening);
            States[option] = next;
            NegotiationVerb? verb = answer switch
            {
                OptionAnswer.Positive => _positive,
                OptionAnswer.Negative => _negative,
                _ => null,
            };
            return new OptionOutcome(verb, state == OptionState.Yes, next == OptionState.Yes);
        }
    }
}

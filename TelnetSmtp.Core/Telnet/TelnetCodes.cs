// The octets of telnet by their RFC names: commands (RFC 854, 885, 1184), options, and the sub-commands of the options that this client holds.
// Values only; what they do is in TelnetParser, OptionNegotiator and Subnegotiation.
namespace TelnetSmtp.Core.Telnet;

/// <summary>The command octets that follow IAC.</summary>
public static class TelnetCodes
{
    /// <summary>End of file, suspend, abort (RFC 1184 2.1).</summary>
    public const byte Eof = 236, Susp = 237, Abort = 238;

    /// <summary>End of record (RFC 885).</summary>
    public const byte Eor = 239;

    /// <summary>End of a subnegotiation.</summary>
    public const byte Se = 240;

    public const byte Nop = 241;

    /// <summary>Data mark: where a synch ends. Sent as TCP urgent data.</summary>
    public const byte DataMark = 242;

    public const byte Break = 243;

    public const byte InterruptProcess = 244;

    public const byte AbortOutput = 245;

    public const byte AreYouThere = 246;

    public const byte EraseCharacter = 247;

    public const byte EraseLine = 248;

    public const byte GoAhead = 249;

    /// <summary>Begin of a subnegotiation.</summary>
    public const byte Sb = 250;

    public const byte Will = 251, Wont = 252, Do = 253, Dont = 254;

    /// <summary>Interpret as command; as data it is sent twice.</summary>
    public const byte Iac = 255;

    internal const byte Cr = 13, Lf = 10, Nul = 0;
}

/// <summary>The requests and answers of option negotiation, with their octets (RFC 854).</summary>
public enum NegotiationVerb : byte
{
    Will = TelnetCodes.Will, Wont = TelnetCodes.Wont, Do = TelnetCodes.Do, Dont = TelnetCodes.Dont,
}

/// <summary>Option numbers, as far as this client holds them or refuses them by name.</summary>
public static class TelnetOptions
{
    /// <summary>RFC 856.</summary>
    public const byte Binary = 0;

    /// <summary>RFC 857.</summary>
    public const byte Echo = 1;

    /// <summary>RFC 858.</summary>
    public const byte SuppressGoAhead = 3;

    /// <summary>RFC 859.</summary>
    public const byte Status = 5;

    /// <summary>RFC 860.</summary>
    public const byte TimingMark = 6;

    /// <summary>RFC 1091.</summary>
    public const byte TerminalType = 24;

    /// <summary>RFC 885.</summary>
    public const byte EndOfRecord = 25;

    /// <summary>RFC 1073.</summary>
    public const byte WindowSize = 31;

    /// <summary>RFC 1079.</summary>
    public const byte TerminalSpeed = 32;

    /// <summary>RFC 1184; refused.</summary>
    public const byte Linemode = 34;

    /// <summary>RFC 1572.</summary>
    public const byte NewEnviron = 39;
}

/// <summary>The first octet inside a subnegotiation of TTYPE, TSPEED, STATUS and NEW-ENVIRON: they share IS and SEND.</summary>
internal static class SubnegotiationCodes
{
    public const byte Is = 0, Send = 1;

    /// <summary>NEW-ENVIRON's marks (RFC 1572 2).</summary>
    public const byte Var = 0, Value = 1, Esc = 2, UserVar = 3;
}

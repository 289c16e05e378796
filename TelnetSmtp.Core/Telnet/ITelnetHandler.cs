// What the telnet parser finds, as calls. The spans are valid only during the call.
namespace TelnetSmtp.Core.Telnet;

/// <summary>Receives the findings of a <see cref="TelnetParser"/>, in the order of the stream.</summary>
public interface ITelnetHandler
{
    /// <summary>Application data, IAC undone and the NUL of CR NUL dropped.</summary>
    void Data(ReadOnlySpan<byte> data);

    /// <summary>A command of two octets (RFC 854), known or not: NOP, GA, AYT, EOR …</summary>
    void Command(byte command);

    /// <summary>A request or an answer about one option.</summary>
    void Negotiation(NegotiationVerb verb, byte option);

    /// <summary>A whole subnegotiation: what stood between the option's octet and IAC SE, doubled IACs undone.</summary>
    void Subnegotiation(byte option, ReadOnlySpan<byte> parameters);
}

/// <summary>Receives the application data of a session (see <see cref="TelnetProtocol.Receive{TSink}"/>).</summary>
public interface ITelnetSink
{
    /// <summary>A stretch of data; CR LF untouched. The span is valid only during the call.</summary>
    void Data(ReadOnlySpan<byte> data);
}

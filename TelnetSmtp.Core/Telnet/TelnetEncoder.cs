// Telnet on the way out: data with IAC doubled and the CR rule (RFC 854, RFC 1123 3.3.1), functions, negotiations, subnegotiations. Stateless; refuses
// to decide whether a session speaks telnet at all (see TelnetProtocol).
using System.Buffers;

namespace TelnetSmtp.Core.Telnet;

/// <summary>Writes telnet.</summary>
public static class TelnetEncoder
{
    /// <summary>Writes data. Each call is whole: a CR that ends it is a bare CR.</summary>
    /// <param name="data">Any octets; line ends are CR LF, or CR alone for the key that sends only CR.</param>
    /// <param name="binary">Whether we send BINARY: CR has no rule then (RFC 856).</param>
    /// <param name="output">Where to.</param>
    public static void Data(ReadOnlySpan<byte> data, bool binary, IBufferWriter<byte> output)
    {
        while (!data.IsEmpty)
        {
            var at = binary ? data.IndexOf(TelnetCodes.Iac) : data.IndexOfAny(TelnetCodes.Iac, TelnetCodes.Cr);
            if (at < 0)
            {
                output.Write(data);
                return;
            }
            output.Write(data[..(at + 1)]);
            if (data[at] == TelnetCodes.Iac)
                output.Write([TelnetCodes.Iac]);
            else if (at + 1 == data.Length || data[at + 1] is not (TelnetCodes.Lf or TelnetCodes.Nul))
                output.Write([TelnetCodes.Nul]);
            data = data[(at + 1)..];
        }
    }

    /// <summary>Writes IAC and a function's octet. For a synch the last octet, the data mark, belongs into TCP urgent data where the transport has it.</summary>
    public static void Function(byte function, IBufferWriter<byte> output) => output.Write([TelnetCodes.Iac, function]);

    /// <summary>Writes a request or an answer.</summary>
    public static void Negotiation(NegotiationVerb verb, byte option, IBufferWriter<byte> output) =>
        output.Write([TelnetCodes.Iac, (byte)verb, option]);

    /// <summary>Writes a whole subnegotiation, doubling IAC inside.</summary>
    public static void Subnegotiation(byte option, ReadOnlySpan<byte> parameters, IBufferWriter<byte> output)
    {
        output.Write([TelnetCodes.Iac, TelnetCodes.Sb, option]);
        Data(parameters, binary: true, output);
        output.Write([TelnetCodes.Iac, TelnetCodes.Se]);
    }
}

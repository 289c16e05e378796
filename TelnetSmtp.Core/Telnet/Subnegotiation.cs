// The answers to subnegotiations: terminal type (RFC 1091), speed (RFC 1079), status (RFC 859), window size (RFC 1073), environment (RFC 1572).
// Tells the server the names that the user chose and nothing else: of the environment only the user name of -l, and never the server's own words.
using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace TelnetSmtp.Core.Telnet;

/// <summary>What this client says of itself when a server asks.</summary>
internal sealed class Subnegotiation(IReadOnlyList<string> terminalTypes, string? userName)
{
    /// <summary>Longest user name told, in octets of UTF-8. Login names end far below; a longer one would only be a server's lever to make us talk.</summary>
    public const int UserNameLimit = 255;

    // One listing is at most two octets for each option of each side, and this client holds fewer than a dozen.
    private const int StatusRoom = 64;

    private IReadOnlyList<string> _terminalTypes = terminalTypes;
    private int _asked;

    /// <summary>Takes other names; the next question gets the first.</summary>
    public void UseTerminalTypes(IReadOnlyList<string> names)
    {
        _terminalTypes = names;
        _asked = 0;
    }

    /// <summary>Answers one subnegotiation of an option that we hold; silent where it is no question or none that we know.</summary>
    public void Answer(byte option, ReadOnlySpan<byte> parameters, OptionNegotiator options, IBufferWriter<byte> reply)
    {
        if (parameters.IsEmpty || parameters[0] != SubnegotiationCodes.Send || !options.IsOn(OptionSide.Us, option))
            return;
        switch (option)
        {
            case TelnetOptions.TerminalType:
                Is(option, Encoding.ASCII.GetBytes(NextTerminalType()), reply);
                break;
            case TelnetOptions.TerminalSpeed:
                Is(option, "38400,38400"u8, reply);
                break;
            case TelnetOptions.Status:
                Status(options, reply);
                break;
            case TelnetOptions.NewEnviron:
                Environment(parameters[1..], reply);
                break;
        }
    }

    /// <summary>Writes the window's size.</summary>
    public static void WindowSize(int columns, int rows, IBufferWriter<byte> output)
    {
        Span<byte> size = stackalloc byte[4];
        BinaryPrimitives.WriteUInt16BigEndian(size, (ushort)Math.Clamp(columns, 0, ushort.MaxValue));
        BinaryPrimitives.WriteUInt16BigEndian(size[2..], (ushort)Math.Clamp(rows, 0, ushort.MaxValue));
        TelnetEncoder.Subnegotiation(TelnetOptions.WindowSize, size, output);
    }

    /// <summary>The names in turn; the last one twice, which tells the server that the list is at its end; then from the start (RFC 1091).</summary>
    private string NextTerminalType()
    {
        var name = _terminalTypes[Math.Min(_asked, _terminalTypes.Count - 1)];
        _asked = _asked < _terminalTypes.Count ? _asked + 1 : 0;
        return name;
    }

    private static void Status(OptionNegotiator options, IBufferWriter<byte> reply)
    {
        Span<byte> list = stackalloc byte[StatusRoom];
        var length = 0;
        list[length++] = SubnegotiationCodes.Is;
        for (var option = 0; option <= byte.MaxValue && length + 4 <= list.Length; option++)
        {
            if (options.IsOn(OptionSide.Us, (byte)option))
                (list[length++], list[length++]) = (TelnetCodes.Will, (byte)option);
            if (options.IsOn(OptionSide.Him, (byte)option))
                (list[length++], list[length++]) = (TelnetCodes.Do, (byte)option);
        }
        TelnetEncoder.Subnegotiation(TelnetOptions.Status, list[..length], reply);
    }

    private void Environment(ReadOnlySpan<byte> asked, IBufferWriter<byte> reply)
    {
        var value = new ArrayBufferWriter<byte>();
        value.Write([SubnegotiationCodes.Is]);
        if (userName is { Length: > 0 } && AsksForUser(asked))
        {
            value.Write([SubnegotiationCodes.Var]);
            value.Write("USER"u8);
            value.Write([SubnegotiationCodes.Value]);
            var name = Encoding.UTF8.GetBytes(userName).AsSpan();
            foreach (var octet in name[..Math.Min(name.Length, UserNameLimit)])
            {
                if (octet <= SubnegotiationCodes.UserVar)
                    value.Write([SubnegotiationCodes.Esc]);
                value.Write([octet]);
            }
        }
        TelnetEncoder.Subnegotiation(TelnetOptions.NewEnviron, value.WrittenSpan, reply);
    }

    /// <summary>Whether a SEND's list is empty (everything), holds a VAR without a name (every VAR), or names USER (RFC 1572 2).</summary>
    private static bool AsksForUser(ReadOnlySpan<byte> asked)
    {
        if (asked.IsEmpty)
            return true;
        while (!asked.IsEmpty)
        {
            var rest = asked[1..];
            var end = rest.IndexOfAny(SubnegotiationCodes.Var, SubnegotiationCodes.UserVar);
            var name = end < 0 ? rest : rest[..end];
            if (asked[0] == SubnegotiationCodes.Var && (name.IsEmpty || name.SequenceEqual("USER"u8)))
                return true;
            asked = end < 0 ? [] : rest[end..];
        }
        return false;
    }

    private static void Is(byte option, ReadOnlySpan<byte> text, IBufferWriter<byte> reply)
    {
        Span<byte> parameters = stackalloc byte[1 + text.Length];
        parameters[0] = SubnegotiationCodes.Is;
        text.CopyTo(parameters[1..]);
        TelnetEncoder.Subnegotiation(option, parameters, reply);
    }
}

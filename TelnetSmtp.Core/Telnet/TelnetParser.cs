// Splits a telnet stream into data, commands, negotiations and subnegotiations (RFC 854, RFC 855). A push parser: bytes come in at any split, and
// what is unfinished stays here. Refuses to answer, to know options, or to judge what is found; malformed telnet is skipped, never thrown at.
using System.Diagnostics;

namespace TelnetSmtp.Core.Telnet;

/// <summary>The parser of one direction of one connection. Not thread-safe.</summary>
public sealed class TelnetParser
{
    /// <summary>Longest subnegotiation kept, in octets without the option. The longest of use is a NEW-ENVIRON SEND that names every variable, some
    /// hundred octets; a longer one than this is skipped whole, for half of one could mean something else.</summary>
    public const int SubnegotiationLimit = 4096;

    private const int FirstBuffer = 64;

    private State _state;
    private NegotiationVerb _verb;
    private byte _option;
    private byte[] _parameters = [];
    private int _length;

    private enum State : byte
    {
        Data, AfterCr, Iac, Negotiation, SubnegotiationOption, Subnegotiation, SubnegotiationIac,
    }

    /// <summary>Whether every IAC counts. While false, an IAC counts only before WILL, WONT, DO, DONT and SB, and any other 0xFF is data, as is a
    /// NUL behind CR: so 8-bit text of a server that does not speak telnet arrives whole. The first negotiation makes it true.</summary>
    public bool Strict { get; set; }

    /// <summary>Whether the peer sends BINARY (RFC 856): CR has no rule then.</summary>
    public bool Binary { get; set; }

    /// <summary>Whether data is discarded until the next data mark (RFC 854, Synch); set it when the transport reports urgent data.</summary>
    public bool Synchronizing { get; set; }

    /// <summary>Takes the next bytes and reports all that they complete.</summary>
    public void Parse<THandler>(ReadOnlySpan<byte> bytes, ref THandler handler)
        where THandler : ITelnetHandler, allows ref struct
    {
        while (!bytes.IsEmpty)
        {
            bytes = _state switch
            {
                State.Data => TakeData(bytes, ref handler),
                State.AfterCr => TakeAfterCr(bytes),
                State.Iac => TakeCommand(bytes, ref handler),
                State.Negotiation => TakeNegotiation(bytes, ref handler),
                State.SubnegotiationOption => TakeSubnegotiationOption(bytes),
                State.Subnegotiation => TakeParameters(bytes),
                State.SubnegotiationIac => TakeSubnegotiationEnd(bytes, ref handler),
                _ => throw new UnreachableException(),
            };
        }
    }

    /// <summary>Ends telnet for good: what was held back as a possible command is given out as the data that it then was.</summary>
    public void Abandon<THandler>(ref THandler handler)
        where THandler : ITelnetHandler, allows ref struct
    {
        if (_state == State.Iac && !Strict)
            Emit([TelnetCodes.Iac], ref handler);
        _state = State.Data;
        _length = 0;
    }

    private ReadOnlySpan<byte> TakeData<THandler>(ReadOnlySpan<byte> bytes, scoped ref THandler handler)
        where THandler : ITelnetHandler, allows ref struct
    {
        // Whole stretches go through as they are; only IAC, and CR where a NUL behind it would be dropped, make a cut.
        var stripsNul = Strict && !Binary;
        var searched = 0;
        while (true)
        {
            var at = stripsNul
                ? bytes[searched..].IndexOfAny(TelnetCodes.Iac, TelnetCodes.Cr)
                : bytes[searched..].IndexOf(TelnetCodes.Iac);
            if (at < 0)
            {
                Emit(bytes, ref handler);
                return [];
            }
            at += searched;
            if (bytes[at] == TelnetCodes.Iac)
            {
                Emit(bytes[..at], ref handler);
                _state = State.Iac;
                return bytes[(at + 1)..];
            }
            if (at + 1 < bytes.Length && bytes[at + 1] != TelnetCodes.Nul)
            {
                searched = at + 1;
                continue;
            }
            Emit(bytes[..(at + 1)], ref handler);
            _state = State.AfterCr;
            return bytes[(at + 1)..];
        }
    }

    private ReadOnlySpan<byte> TakeAfterCr(ReadOnlySpan<byte> bytes)
    {
        _state = State.Data;
        return bytes[0] == TelnetCodes.Nul ? bytes[1..] : bytes;
    }

    private ReadOnlySpan<byte> TakeCommand<THandler>(ReadOnlySpan<byte> bytes, scoped ref THandler handler)
        where THandler : ITelnetHandler, allows ref struct
    {
        var command = bytes[0];
        switch (command)
        {
            case TelnetCodes.Will or TelnetCodes.Wont or TelnetCodes.Do or TelnetCodes.Dont:
                Strict = true;
                _verb = (NegotiationVerb)command;
                _state = State.Negotiation;
                break;
            case TelnetCodes.Sb:
                Strict = true;
                _state = State.SubnegotiationOption;
                break;
            case TelnetCodes.Iac when !Strict:
                // The first 0xFF was data; this one may yet begin a negotiation.
                Emit([TelnetCodes.Iac], ref handler);
                break;
            case TelnetCodes.Iac:
                Emit([TelnetCodes.Iac], ref handler);
                _state = State.Data;
                break;
            default:
                _state = State.Data;
                if (!Strict)
                {
                    Emit([TelnetCodes.Iac], ref handler);
                    return bytes;
                }
                if (command == TelnetCodes.DataMark)
                    Synchronizing = false;
                handler.Command(command);
                break;
        }
        return bytes[1..];
    }

    private ReadOnlySpan<byte> TakeNegotiation<THandler>(ReadOnlySpan<byte> bytes, scoped ref THandler handler)
        where THandler : ITelnetHandler, allows ref struct
    {
        _state = State.Data;
        handler.Negotiation(_verb, bytes[0]);
        return bytes[1..];
    }

    private ReadOnlySpan<byte> TakeSubnegotiationOption(ReadOnlySpan<byte> bytes)
    {
        _option = bytes[0];
        _length = 0;
        _state = State.Subnegotiation;
        return bytes[1..];
    }

    private ReadOnlySpan<byte> TakeParameters(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf(TelnetCodes.Iac);
        if (end < 0)
        {
            Keep(bytes);
            return [];
        }
        Keep(bytes[..end]);
        _state = State.SubnegotiationIac;
        return bytes[(end + 1)..];
    }

    private ReadOnlySpan<byte> TakeSubnegotiationEnd<THandler>(ReadOnlySpan<byte> bytes, scoped ref THandler handler)
        where THandler : ITelnetHandler, allows ref struct
    {
        if (bytes[0] == TelnetCodes.Iac)
        {
            Keep([TelnetCodes.Iac]);
            _state = State.Subnegotiation;
            return bytes[1..];
        }
        if (bytes[0] != TelnetCodes.Se)
        {
            // The peer forgot SE and has begun another command: the unfinished subnegotiation is dropped, the command is obeyed.
            _state = State.Iac;
            return bytes;
        }
        _state = State.Data;
        if (_length <= SubnegotiationLimit)
            handler.Subnegotiation(_option, _parameters.AsSpan(0, _length));
        return bytes[1..];
    }

    /// <summary>Keeps parameters up to the limit; past it only the fact that it was passed.</summary>
    private void Keep(ReadOnlySpan<byte> parameters)
    {
        if (_length > SubnegotiationLimit || parameters.Length > SubnegotiationLimit - _length)
        {
            _length = SubnegotiationLimit + 1;
            return;
        }
        var needed = _length + parameters.Length;
        if (needed > _parameters.Length)
            Array.Resize(ref _parameters, Math.Min(SubnegotiationLimit, Math.Max(Math.Max(FirstBuffer, needed), _parameters.Length * 2)));
        parameters.CopyTo(_parameters.AsSpan(_length));
        _length = needed;
    }

    private void Emit<THandler>(ReadOnlySpan<byte> data, ref THandler handler)
        where THandler : ITelnetHandler, allows ref struct
    {
        if (!data.IsEmpty && !Synchronizing)
            handler.Data(data);
    }
}

// The telnet client of one connection, whole: parser, negotiation, answers, encoder (RFC 854–861, 885, 1073, 1079, 1091, 1143, 1572). Passive, as Windows
// is: nothing goes out until the server negotiates, on any port. Refuses to read clocks, hold sockets, or touch text that no one declared to be telnet.
using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace TelnetSmtp.Core.Telnet;

/// <summary>How this client presents itself.</summary>
/// <param name="Port">The port connected to: on 23 every IAC counts from the start.</param>
/// <param name="TerminalTypes">Names for TTYPE, in the order in which they are told; never empty. One name means always that one.</param>
/// <param name="UserName">The name of <c>-l</c>, told by NEW-ENVIRON; null for none.</param>
/// <param name="Columns">Width in cells.</param>
/// <param name="Rows">Height in cells.</param>
public sealed record TelnetConfiguration(int Port, IReadOnlyList<string> TerminalTypes, string? UserName, int Columns, int Rows)
{
    /// <summary>The names that Windows' client tells one after the other while no `set term` chose one.</summary>
    public static IReadOnlyList<string> WindowsTerminalTypes { get; } = ["ANSI", "VT100", "VT52", "VTNT"];
}

/// <summary>One connection's telnet. Not thread-safe. Its answers are proportional to what was received, so a peer that does not read is held
/// by the transport's back pressure alone.</summary>
public sealed class TelnetProtocol
{
    private const int TelnetPort = 23;

    // EOR only as the peer's mark: we keep no records. LINEMODE, AUTHENTICATION, ENCRYPT, CHARSET, LFLOW, XDISPLOC and all others are refused.
    private static ReadOnlySpan<byte> Ours =>
    [
        TelnetOptions.Binary, TelnetOptions.SuppressGoAhead, TelnetOptions.Status, TelnetOptions.TerminalType, TelnetOptions.WindowSize,
        TelnetOptions.TerminalSpeed, TelnetOptions.NewEnviron,
    ];

    private static ReadOnlySpan<byte> Theirs =>
        [TelnetOptions.Binary, TelnetOptions.Echo, TelnetOptions.SuppressGoAhead, TelnetOptions.EndOfRecord];

    private readonly TelnetParser _parser;
    private readonly OptionNegotiator _options = new(Ours, Theirs);
    private readonly Subnegotiation _subnegotiation;
    private int _columns, _rows;

    public TelnetProtocol(TelnetConfiguration c)
    {
        ArgumentOutOfRangeException.ThrowIfZero(c.TerminalTypes.Count);
        _parser = new TelnetParser { Strict = c.Port == TelnetPort };
        _subnegotiation = new Subnegotiation(c.TerminalTypes, c.UserName);
        (_columns, _rows) = (c.Columns, c.Rows);
    }

    /// <summary>Whether the stream is no telnet at all: everything is data, both ways. Set once a session is known to be SMTP.</summary>
    public bool Raw { get; set; }

    /// <summary>Whether the server sent a negotiation.</summary>
    public bool Negotiated { get; private set; }

    /// <summary>Whether the server echoes (RFC 857).</summary>
    public bool RemoteEcho => _options.IsOn(OptionSide.Him, TelnetOptions.Echo);

    /// <summary>Whether the server suppresses go-ahead (RFC 858).</summary>
    public bool RemoteSuppressesGoAhead => _options.IsOn(OptionSide.Him, TelnetOptions.SuppressGoAhead);

    /// <summary>Whether the server sends binary (RFC 856).</summary>
    public bool RemoteBinary => _options.IsOn(OptionSide.Him, TelnetOptions.Binary);

    /// <summary>Whether we send binary.</summary>
    public bool LocalBinary => _options.IsOn(OptionSide.Us, TelnetOptions.Binary);

    /// <summary>Takes bytes from the server: data goes to <paramref name="sink"/>, answers to <paramref name="reply"/>.</summary>
    public void Receive<TSink>(ReadOnlySpan<byte> bytes, ref TSink sink, IBufferWriter<byte> reply)
        where TSink : ITelnetSink
    {
        var router = new Router<TSink>(this, ref sink, reply);
        if (Raw)
        {
            _parser.Abandon(ref router);
            if (!bytes.IsEmpty)
                sink.Data(bytes);
            return;
        }
        _parser.Parse(bytes, ref router);
    }

    /// <summary>The transport reports urgent data: what comes is discarded up to the data mark, commands are still obeyed (RFC 854, Synch).</summary>
    public void Synchronize() => _parser.Synchronizing = !Raw;

    /// <summary>The window has another size; told at once where window size was agreed.</summary>
    public void Resize(int columns, int rows, IBufferWriter<byte> output)
    {
        if ((columns, rows) == (_columns, _rows))
            return;
        (_columns, _rows) = (columns, rows);
        if (!Raw && _options.IsOn(OptionSide.Us, TelnetOptions.WindowSize))
            Subnegotiation.WindowSize(columns, rows, output);
    }

    /// <summary>`set term` in mid-session: other names from now on, never none.</summary>
    public void UseTerminalTypes(IReadOnlyList<string> names)
    {
        ArgumentOutOfRangeException.ThrowIfZero(names.Count);
        _subnegotiation.UseTerminalTypes(names);
    }

    /// <summary>Writes data for the server. Untouched until telnet was negotiated; then IAC is doubled, and a bare CR becomes CR NUL unless we send
    /// binary. Each call is whole: a CR LF must not be split between two.</summary>
    public void EncodeData(ReadOnlySpan<byte> data, IBufferWriter<byte> output)
    {
        if (Raw || !Negotiated)
            output.Write(data);
        else
            TelnetEncoder.Data(data, LocalBinary, output);
    }

    /// <summary>Writes IAC and a function, because the user asked for it, whatever was negotiated. A synch is <see cref="TelnetCodes.DataMark"/>: its last
    /// octet belongs into TCP urgent data.</summary>
    [SuppressMessage("Performance", "CA1822", Justification = "One of the connection's three ways out; callers need not know that it keeps no state.")]
    public void EncodeFunction(byte function, IBufferWriter<byte> output) => TelnetEncoder.Function(function, output);

    private void Negotiate(NegotiationVerb verb, byte option, IBufferWriter<byte> reply)
    {
        Negotiated = true;
        if (option == TelnetOptions.TimingMark)
        {
            // A mark in the stream, not a state (RFC 860): answered each time, right here. We send none, so a WILL or WONT answers nothing.
            if (verb == NegotiationVerb.Do)
                TelnetEncoder.Negotiation(NegotiationVerb.Will, option, reply);
            return;
        }
        var outcome = _options.Receive(verb, option);
        if (outcome.Answer is { } answer)
            TelnetEncoder.Negotiation(answer, option, reply);
        if (option == TelnetOptions.Binary)
            _parser.Binary = RemoteBinary;
        if (option == TelnetOptions.WindowSize && verb == NegotiationVerb.Do && outcome.TurnedOn)
            Subnegotiation.WindowSize(_columns, _rows, reply);
    }

    /// <summary>Carries the parser's findings to where they belong.</summary>
    private readonly ref struct Router<TSink> : ITelnetHandler
        where TSink : ITelnetSink
    {
        private readonly TelnetProtocol _owner;
        private readonly ref TSink _sink;
        private readonly IBufferWriter<byte> _reply;

        public Router(TelnetProtocol owner, ref TSink sink, IBufferWriter<byte> reply)
        {
            (_owner, _reply) = (owner, reply);
            _sink = ref sink;
        }

        public void Data(ReadOnlySpan<byte> data) => _sink.Data(data);

        // NOP, GA, EOR and the rest mark moments that this client has no use for; AYT and the like are the server's questions to a host, not to a terminal.
        public void Command(byte command)
        {
        }

        public void Negotiation(NegotiationVerb verb, byte option) => _owner.Negotiate(verb, option, _reply);

        public void Subnegotiation(byte option, ReadOnlySpan<byte> parameters)
        {
            _owner.Negotiated = true;
            _owner._subnegotiation.Answer(option, parameters, _owner._options, _reply);
        }
    }
}

// The practice server of one connection, a pure machine: octets and time in, actions out (RFC 5321 and the extensions that EHLO offers). The order of
// commands is PracticeStates', a transaction is PracticeTransaction's, the words are the voice's. Refuses to know sockets, clocks, TLS and files, and
// relays nothing: whatever it takes stays in the store.
using System.Globalization;
using System.Net;
using System.Text;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Practice;

/// <summary>One connection. The host calls <see cref="Open"/>, then <see cref="Receive"/> with what it read and <see cref="Next"/> until that is null, and
/// performs all actions in order before it reads on. Not for several threads.</summary>
/// <param name="scenario">What to play.</param>
/// <param name="store">What the connections share.</param>
/// <param name="client">The client's address.</param>
/// <param name="tls">Whether the connection began with TLS.</param>
public sealed class PracticeServer(Scenario scenario, PracticeStore store, IPAddress client, bool tls = false)
{
    /// <summary>RFC 4954 4: a line of an exchange has 12288 octets at most.</summary>
    private const int LongestSignInLine = 12_288;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly PracticeInput _input = new();
    private readonly PracticeSession _session = new(scenario, store, client, tls);
    private readonly Dictionary<SmtpVerb, int> _counts = [];
    private PracticeTransaction? _transaction;
    private PracticeSignIn? _signIn;
    private PracticeChunk? _chunk;
    private int _connection, _errors, _messages;

    public PracticeState State => _session.State;

    /// <summary>Who signed in; null: nobody.</summary>
    public string? User => _session.User;

    /// <summary>How long the host waits for the rest of a command, or for more of a message, before <see cref="TimedOut"/>.</summary>
    public TimeSpan Patience => TimeSpan.FromSeconds(scenario.Limits.IdleSeconds);

    private PracticeTransaction Transaction => _transaction ??= new(_session);

    private PracticeSignIn SignIn => _signIn ??= new(_session);

    /// <summary>The connection stands: the greeting, or a refusal.</summary>
    public IReadOnlyList<PracticeAction> Open(DateTimeOffset at)
    {
        _session.Now = at;
        _connection = store.Enter();
        if (store.OpenConnections > scenario.Limits.Connections)
            return Finish(_session.Say(Phrase.TooManyConnections));
        var rule = FindRule(SmtpVerb.Connect, "", []);
        var greeting = rule?.Reply ?? scenario.Banner;
        var actions = Perform(greeting is null ? _session.Say(Phrase.Greeting) : _session.Say(greeting), rule);
        if (State != PracticeState.Closed && greeting is { Code: >= 400 })
            _session.State = PracticeState.Refused;
        if (scenario.Delays.GreetingMs > 0)
            actions.Insert(0, new PracticeAction.Wait(TimeSpan.FromMilliseconds(scenario.Delays.GreetingMs)));
        return actions;
    }

    /// <summary>The connection is over, however it ended. Once for each <see cref="Open"/>.</summary>
    public void Leave() => store.Leave();

    /// <summary>Octets came. At most one unfinished line is kept of them.</summary>
    public void Receive(ReadOnlySpan<byte> octets) => _input.Receive(octets);

    /// <summary>What comes of the next command (or message, or chunk) among the octets received; null: it is not complete yet.</summary>
    public IReadOnlyList<PracticeAction>? Next(DateTimeOffset at)
    {
        _session.Now = at;
        return State switch
        {
            PracticeState.Closed or PracticeState.Handshake => null,
            PracticeState.Content => NextContent(),
            PracticeState.Authenticating => NextSignIn(),
            _ => _chunk is null ? NextCommand() : NextChunk(),
        };
    }

    /// <summary>The handshake that <see cref="PracticeAction.StartTls"/> asked for is done.</summary>
    public void TlsStarted() => _session.BeginTls();

    /// <summary><see cref="Patience"/> is at its end.</summary>
    public IReadOnlyList<PracticeAction> TimedOut(DateTimeOffset at) => FinishAt(at, Phrase.Timeout);

    /// <summary>The server stops.</summary>
    public IReadOnlyList<PracticeAction> ShutDown(DateTimeOffset at) => FinishAt(at, Phrase.ShuttingDown);

    /// <summary>The client spoke before the greeting, and the scenario is strict about it (RFC 5321 3.1, 2920 3.1).</summary>
    public IReadOnlyList<PracticeAction> SpokeEarly(DateTimeOffset at) => FinishAt(at, Phrase.ImproperPipelining);

    private List<PracticeAction>? NextCommand()
    {
        if (!_input.TryReadLine(scenario.Limits.CommandLine, out var octets, out var fault))
            return null;
        if (FaultOf(fault, scenario.Limits.CommandLine) is { } unreadable)
            return Perform(unreadable);
        string line;
        try
        {
            line = StrictUtf8.GetString(octets);
        }
        catch (DecoderFallbackException)
        {
            return Perform(_session.Say(Phrase.BadUtf8));
        }
        var command = Named(PracticeCommand.Parse(line));
        if (scenario.StrictPipelining && !_input.IsEmpty && !MayBeFollowed(command.Verb))
            return Finish(_session.Say(Phrase.ImproperPipelining, ("verb", command.Word.ToUpperInvariant())));
        return Command(command, bareLf: fault == LineFault.BareLf);
    }

    private List<PracticeAction>? Command(PracticeCommand command, bool bareLf)
    {
        if (command.Verb == SmtpVerb.Unknown)
            return Perform(State == PracticeState.Refused ? _session.Say(Phrase.Refused) : _session.Say(Phrase.UnknownCommand, ("argument", command.Word)));
        if (command.Verb == SmtpVerb.Bdat)
            return BeginChunk(command);
        if (!PracticeStates.TryNext(State, command.Verb, out var next))
            return Perform(OutOfOrder(command.Verb));
        if (!scenario.Tls.IsOffered && command.Verb == SmtpVerb.StartTls)
            return Perform(_session.Say(Phrase.UnknownCommand, ("argument", command.Word)));

        var path = command.Verb switch
        {
            SmtpVerb.Mail => PracticePath.Parse(command.Argument, "FROM:"),
            SmtpVerb.Rcpt => PracticePath.Parse(command.Argument, "TO:"),
            _ => default,
        };
        string[] addresses = command.Verb is SmtpVerb.Vrfy or SmtpVerb.Expn ? [command.Argument.Trim('<', '>')]
            : path.Written is null ? []
            : [path.Address.LocalPart is null ? path.Written : path.Address.ToString()];
        var rule = FindRule(command.Verb, command.Argument, addresses);
        var usual = rule?.Reply is { Code: >= 400 } ? null : Carry(command, path, bareLf);
        var reply = usual is { IsError: true } || rule?.Reply is null ? usual! : _session.Say(rule.Reply);
        if (!reply.IsError)
            Advance(command.Verb, reply, next);
        var magic = default(MagicAddress);
        if (!scenario.IgnoreMagicAddresses && path.Address.LocalPart is not null)
            MagicAddress.TryRead(path.Address, out magic);
        var actions = Perform(reply, rule, magic);
        if (State == PracticeState.Handshake)
            actions.Add(new PracticeAction.StartTls(scenario.Tls.Conduct == TlsConduct.Breaks));
        return actions;
    }

    /// <summary>Does what the command asks; its reply.</summary>
    private PracticeReply Carry(PracticeCommand command, PracticePath path, bool bareLf)
    {
        var (verb, argument) = (command.Verb, command.Argument);
        if (scenario.Tls.Conduct == TlsConduct.Required && !_session.Tls && verb is SmtpVerb.Mail or SmtpVerb.Auth or SmtpVerb.Vrfy or SmtpVerb.Expn or SmtpVerb.Etrn)
            return _session.Say(Phrase.TlsRequired);
        switch (verb)
        {
            case SmtpVerb.Ehlo or SmtpVerb.Helo:
                return Introduce(verb, argument);
            case SmtpVerb.Mail:
                if (scenario.Auth.Required && _session.User is null)
                    return _session.Say(Phrase.AuthRequired);
                if (scenario.Limits.Messages > 0 && _messages >= scenario.Limits.Messages)
                    return _session.Say(Phrase.TooManyMessages);
                return Transaction.Mail(path);
            case SmtpVerb.Rcpt:
                return Transaction.Rcpt(path);
            case SmtpVerb.Vrfy:
                return PracticeInquiry.Vrfy(_session, argument);
            case SmtpVerb.Expn:
                return PracticeInquiry.Expn(_session, argument);
            case SmtpVerb.Etrn:
                return PracticeInquiry.Etrn(_session, argument);
            case SmtpVerb.Auth:
                return SignIn.Begin(argument);
            case SmtpVerb.Noop:
                return _session.Say(Phrase.Noop);
            case SmtpVerb.Help:
                return _session.Say(Phrase.Help);
        }
        if (argument.Length > 0)
            return _session.Say(verb == SmtpVerb.StartTls ? Phrase.NoTlsArguments : Phrase.UnexpectedArgument, ("verb", verb.Name()));
        return verb switch
        {
            SmtpVerb.Data => Transaction.BeginData(bareLf),
            SmtpVerb.StartTls => _session.Say(_session.Tls ? Phrase.TlsActive : scenario.Tls.Conduct == TlsConduct.Unavailable ? Phrase.TlsUnavailable : Phrase.StartTls),
            SmtpVerb.Rset => _session.Say(Phrase.Reset),
            _ => _session.Say(Phrase.Quit),
        };
    }

    private PracticeReply Introduce(SmtpVerb verb, string argument)
    {
        if (!PracticeAddress.IsDomain(argument) && !PracticeAddress.IsLiteral(argument))
            return _session.Say(Phrase.BadHelo, ("argument", argument));
        _session.Introduce(argument, extended: verb == SmtpVerb.Ehlo);
        return verb == SmtpVerb.Helo ? _session.Say(Phrase.Helo) : PracticeReply.Of(250, [_session.Text(Phrase.Ehlo), .. _session.Extensions()]);
    }

    private void Advance(SmtpVerb verb, PracticeReply reply, PracticeState next)
    {
        if (verb is SmtpVerb.Ehlo or SmtpVerb.Helo or SmtpVerb.Rset)
            Transaction.Reset();
        if (verb == SmtpVerb.StartTls)
            _input.Clear();
        // AUTH with an initial response may be over at once.
        _session.State = verb == SmtpVerb.Auth && reply.Code != 334 ? PracticeState.Ready : next;
    }

    /// <summary>503, with the reason that the verb table gives.</summary>
    private PracticeReply OutOfOrder(SmtpVerb verb)
    {
        var phrase = (State, PracticeStates.Needed(State, verb)) switch
        {
            (PracticeState.Refused, _) => Phrase.Refused,
            (PracticeState.Sender, SmtpVerb.Rcpt) when Transaction.AnyRefused => Phrase.NoValidRecipients,
            (PracticeState.Chunks, _) when verb == SmtpVerb.Data => Phrase.MixedChunks,
            (PracticeState.Sender or PracticeState.Recipients, _) when verb == SmtpVerb.Mail => Phrase.NestedMail,
            (PracticeState.Sender or PracticeState.Recipients, _) when verb == SmtpVerb.Auth => Phrase.AuthInTransaction,
            (_, SmtpVerb.Ehlo) when State == PracticeState.Greeted => Phrase.NeedHello,
            (_, SmtpVerb.Mail) => Phrase.NeedMail,
            (_, SmtpVerb.Rcpt) => Phrase.NeedRecipient,
            _ => Phrase.BadSequence,
        };
        return _session.Say(phrase, ("verb", verb.Name()));
    }

    private List<PracticeAction>? NextSignIn()
    {
        if (!_input.TryReadLine(LongestSignInLine, out var octets, out var fault))
            return null;
        var reply = fault == LineFault.TooLong ? _session.Say(Phrase.AuthTooLong) : SignIn.Continue(Encoding.ASCII.GetString(octets));
        _session.State = reply.Code == 334 ? PracticeState.Authenticating : PracticeState.Ready;
        return Perform(reply);
    }

    private List<PracticeAction>? NextContent()
    {
        var isWhole = Transaction.AddData(_input.Rest, out var used);
        _input.Consume(used);
        return isWhole ? EndOfMessage() : null;
    }

    /// <summary>BDAT: its octets follow whatever the reply will be (RFC 3030 2), so they are taken out of the stream in any case.</summary>
    private List<PracticeAction>? BeginChunk(PracticeCommand command)
    {
        if (!_session.Offers("CHUNKING"))
            return Perform(State == PracticeState.Greeted ? OutOfOrder(SmtpVerb.Bdat) : _session.Say(Phrase.UnknownCommand, ("argument", command.Word)));
        if (PracticeChunk.Parse(command.Argument) is not { } chunk)
            return Perform(_session.Say(Phrase.BadBdat));
        var rule = FindRule(SmtpVerb.Bdat, command.Argument, []);
        _chunk = chunk with
        {
            Rule = rule,
            Refusal = !PracticeStates.TryNext(State, SmtpVerb.Bdat, out _) ? OutOfOrder(SmtpVerb.Bdat)
                : Transaction.ChunkFailed ? _session.Say(Phrase.BadSequence, ("verb", "BDAT"))
                : rule?.Reply is { Code: >= 400 } ? _session.Say(rule.Reply) : null,
        };
        return NextChunk();
    }

    private List<PracticeAction>? NextChunk()
    {
        var chunk = _chunk!;
        var octets = _input.Rest[..(int)Math.Min(_input.Rest.Length, chunk.Left)];
        if (chunk.Refusal is null)
            Transaction.AddChunk(octets);
        chunk.Left -= octets.Length;
        _input.Consume(octets.Length);
        if (chunk.Left > 0)
            return null;
        _chunk = null;
        if (chunk.Refusal is { } refusal)
            return Perform(refusal, chunk.Rule);
        _session.State = PracticeState.Chunks;
        return chunk.IsLast ? EndOfMessage() : Perform(Transaction.EndChunk(chunk.Octets), chunk.Rule);
    }

    private List<PracticeAction> EndOfMessage()
    {
        var rule = FindRule(SmtpVerb.DataEnd, "", [.. Transaction.Recipients.Select(r => r.Address)]);
        var kept = new List<PracticeMessage>();
        PracticeReply reply;
        if (rule?.Reply is { Code: >= 400 } refusal)
        {
            Transaction.Reset();
            reply = _session.Say(refusal);
        }
        else
        {
            reply = Transaction.End(kept);
            if (!reply.IsError && rule?.Reply is { } other)
                reply = _session.Say(other);
        }
        _messages++;
        _session.State = PracticeState.Ready;
        return [.. kept.Select(message => new PracticeAction.Keep(message)), .. Perform(reply, rule)];
    }

    private PracticeReply? FaultOf(LineFault fault, int limit) => fault switch
    {
        LineFault.TooLong => _session.Say(Phrase.LineTooLong, ("limit", limit.ToString(CultureInfo.InvariantCulture))),
        LineFault.BareCr => _session.Say(Phrase.BareCr),
        LineFault.BareLf when scenario.BareLineFeeds == BareLineFeeds.Reject => _session.Say(Phrase.BareLf, ("code", "500")),
        _ => null,
    };

    /// <summary>Exchange's own words for STARTTLS and AUTH, where they are offered.</summary>
    private PracticeCommand Named(PracticeCommand command) => command.Verb != SmtpVerb.Unknown || !_session.Offers(command.Word) ? command
        : command.Word.ToUpperInvariant() switch
        {
            "X-ANONYMOUSTLS" => command with { Verb = SmtpVerb.StartTls },
            "X-EXPS" => command with { Verb = SmtpVerb.Auth },
            _ => command,
        };

    /// <summary>RFC 2920 3.1: which commands may stand before the end of a group.</summary>
    private bool MayBeFollowed(SmtpVerb verb) => verb is SmtpVerb.Bdat or SmtpVerb.Quit
        || (_session.Offers("PIPELINING") && verb is SmtpVerb.Mail or SmtpVerb.Rcpt or SmtpVerb.Rset);

    private ScenarioRule? FindRule(SmtpVerb verb, string argument, IReadOnlyList<string> addresses)
    {
        var count = _counts[verb] = _counts.GetValueOrDefault(verb) + 1;
        var moment = new RuleMoment(argument, addresses, count, store.Count(verb), _connection, _session.Now - store.StartedAt, _session.Tls, _session.User is not null);
        foreach (var rule in scenario.Rules)
            if (rule.When.Command == verb && rule.When.Applies(moment, store))
                return rule;
        return null;
    }

    private List<PracticeAction> Perform(PracticeReply reply, ScenarioRule? rule = null, MagicAddress magic = default)
    {
        // Who only hangs up says nothing before.
        var isSilent = rule is { Reply: null, Then: not RuleEnd.GoOn } || magic.End != RuleEnd.GoOn;
        var actions = PracticeAnswers.For(scenario, isSilent ? null : reply, rule, magic);
        if (reply.IsProtocolError && ++_errors >= scenario.Limits.Errors && !PracticeAnswers.Ends(actions))
            actions.AddRange(PracticeAnswers.For(scenario, _session.Say(Phrase.TooManyErrors), null));
        if (PracticeAnswers.Ends(actions))
            _session.State = PracticeState.Closed;
        return actions;
    }

    private List<PracticeAction> FinishAt(DateTimeOffset at, Phrase phrase)
    {
        _session.Now = at;
        return Finish(_session.Say(phrase));
    }

    private List<PracticeAction> Finish(PracticeReply reply)
    {
        _session.State = PracticeState.Closed;
        var actions = PracticeAnswers.For(scenario, reply, null);
        if (!PracticeAnswers.Ends(actions))
            actions.Add(new PracticeAction.Close());
        return actions;
    }
}

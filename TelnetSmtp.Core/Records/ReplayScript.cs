// One session of a record, ready to be played: the inputs of a TelnetSession with the waits before them, and the steps that a person moves by. Immutable.
// Refuses to play (see ReplayPlayer) and to read files (see ReplayRecorder).
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Records;

/// <summary>One input to the session.</summary>
/// <param name="Line">The record's line that it comes from, from 1; 0 for what follows from others.</param>
/// <param name="Input">What happens, at the time of the record's clock; at no time of its own (year 1) where it has none.</param>
/// <param name="Wait">The wait before it.</param>
/// <param name="Due">When it is played, at speed 1, from the beginning.</param>
public readonly record struct ReplayEvent(long Line, SessionInput Input, ReplayWait Wait, TimeSpan Due);

/// <summary>What a step is.</summary>
public enum ReplayStepKind : byte
{
    /// <summary>The connection stands.</summary>
    Opening,
    /// <summary>A command, or an answer to a challenge.</summary>
    Command,
    /// <summary>Message data.</summary>
    Content,
    /// <summary>A whole reply.</summary>
    Reply,
    /// <summary>What the recording tool said.</summary>
    Note,
    /// <summary>The TLS handshake.</summary>
    Tls,
    /// <summary>Data of a session that is no SMTP dialogue.</summary>
    Data,
    /// <summary>The connection's end.</summary>
    End,
}

/// <summary>What is shown at one go: a whole reply, a command, a message.</summary>
/// <param name="First">Index of its first event.</param>
/// <param name="Count">How many events, at least one.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Verb">The command, or the command that the reply answers.</param>
/// <param name="Code">The reply's code, 0 where it is none.</param>
/// <param name="Line">The record's line with which it begins.</param>
/// <param name="Real">Time from the session's first line to its end on the record's clock.</param>
/// <param name="Due">When it is played whole, at speed 1, from the beginning.</param>
/// <param name="Wait">The longest wait in it that is shortened, else the wait before it.</param>
public readonly record struct ReplayStep(int First, int Count, ReplayStepKind Kind, SmtpVerb Verb, short Code, long Line, TimeSpan Real, TimeSpan Due, ReplayWait Wait)
{
    /// <summary>The reply's class.</summary>
    public ReplyClass Class => Code is < 200 or > 599 ? ReplyClass.Unknown : (ReplyClass)(Code / 100 - 1);

    /// <summary>Whether it is a refusal, for now or for good.</summary>
    public bool IsError => Class is ReplyClass.Transient or ReplyClass.Permanent;

    /// <summary>Index behind its last event.</summary>
    public int End => First + Count;
}

/// <summary>The script.</summary>
public sealed class ReplayScript
{
    /// <summary>Most events of one session that are loaded: going back plays them anew from the beginning, which has to stay within a blink.</summary>
    public const int MaxEvents = 100_000;

    /// <summary>Most octets of text that are loaded: they stay in memory while the session is shown.</summary>
    public const int MaxOctets = 16 * 1024 * 1024;

    /// <summary>The script of inputs as a session took them, at their times: a recording of our own, or a session that has just been.</summary>
    /// <param name="host">The server.</param>
    /// <param name="port">Its port.</param>
    /// <param name="inputs">In order. Sizes are left out: the screen on which it is played has its own.</param>
    /// <param name="settings">The settings that the session began with; null for those of the player.</param>
    /// <param name="number">The session's number in its record.</param>
    public static ReplayScript Of(string host, int port, IEnumerable<SessionInput> inputs, ClientSettings? settings = null, int number = 1)
    {
        var pace = new ReplayPace();
        var events = new List<ReplayEvent>();
        var due = TimeSpan.Zero;
        var cut = false;
        var octets = 0;
        foreach (var input in inputs)
        {
            if (input is SessionInput.Resized) continue;
            var more = input switch { SessionInput.Received received => received.Bytes.Length, SessionInput.Pasted pasted => pasted.Text.Length, _ => 0 };
            cut = events.Count == MaxEvents || more > MaxOctets - octets;
            if (cut) break;
            octets += more;
            var wait = pace.Next(input.At, Speaker.Client);
            events.Add(new ReplayEvent(0, input, wait, due += wait.Played));
        }
        return new ReplayScript
        {
            Host = host,
            Port = port,
            Number = number,
            Settings = settings,
            HasTimes = true,
            Began = events is [{ Input.At: { Year: > 1 } began }, ..] ? began : null,
            Cut = cut,
            Events = events,
            Steps = ReplaySteps.Of(events, clientUnseen: false, settings),
        };
    }

    /// <summary>The server as the record names it; empty where it does not.</summary>
    public string Host { get; init; } = "";

    /// <summary>Its port; 25 where the record does not tell.</summary>
    public int Port { get; init; } = 25;

    /// <summary>The settings that the session began with, on which what its keys did depends; null where the record does not tell.</summary>
    public ClientSettings? Settings { get; init; }

    /// <summary>The session's number in the record, from 1.</summary>
    public int Number { get; init; } = 1;

    /// <summary>The time of its first line; null where the record has no dates.</summary>
    public DateTimeOffset? Began { get; init; }

    /// <summary>Whether the record has times; without them the pace is steady.</summary>
    public bool HasTimes { get; init; }

    /// <summary>Whether the record shows nothing of what the client sent (a log without echo).</summary>
    public bool ClientUnseen { get; init; }

    /// <summary>Whether the session is longer than is loaded.</summary>
    public bool Cut { get; init; }

    /// <summary>The inputs, in order.</summary>
    public required IReadOnlyList<ReplayEvent> Events { get; init; }

    /// <summary>The steps, in order; together they hold every event.</summary>
    public required IReadOnlyList<ReplayStep> Steps { get; init; }

    /// <summary>How long it plays at speed 1.</summary>
    public TimeSpan Length => Events.Count == 0 ? TimeSpan.Zero : Events[^1].Due;

    /// <summary>How long it was, on the record's clock.</summary>
    public TimeSpan RealLength => Steps.Count == 0 ? TimeSpan.Zero : Steps[^1].Real;
}

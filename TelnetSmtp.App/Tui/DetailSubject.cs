// What the lower box is about just now: a line that the user chose, what is being typed, a failure, the newest line, the next step. Pure. Told apart
// from its words so that they are found anew only where it has changed: most frames, and all of a flood of equal lines, change nothing of it.
using TelnetSmtp.Core.Net;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.App.Tui;

/// <summary>The kind of subject.</summary>
internal enum DetailTopic : byte
{
    Nothing, Line, Failure, Notice, Guide,
}

/// <summary>The subject.</summary>
internal readonly struct DetailSubject
{
    public DetailTopic Topic { get; private init; }

    /// <summary>The session in which something is being typed that there may be advice on, which then goes before the topic; else null.</summary>
    public SessionSnapshot? Typing { get; private init; }

    /// <summary>For <see cref="DetailTopic.Line"/>.</summary>
    public AnnotatedLine Line { get; private init; }

    /// <summary>For <see cref="DetailTopic.Failure"/>.</summary>
    public ConnectFailure? Failure { get; private init; }

    /// <summary>For <see cref="DetailTopic.Notice"/>.</summary>
    public NoticeAt? Notice { get; private init; }

    /// <summary>For <see cref="DetailTopic.Guide"/>: the name of its text.</summary>
    public string? Guide { get; private init; }

    /// <summary>Decides what is worth saying now.</summary>
    public static DetailSubject Of(ReadingPosition position)
    {
        if (position.Snapshot is not { } client) return default;
        if (position is { HasChosen: true, Explained: { } chosen }) return OfLine(chosen);
        if (!client.SessionShown)
            return client is { Mode: ClientMode.Prompt, Failure: { } failure } ? OfFailure(failure) : OfGuide(client);
        if (client.Session is not { } session) return OfGuide(client);
        if (session.Transfer is { UnderWay: true }) return new() { Topic = DetailTopic.Guide, Guide = "GuideSending" };
        return InSession(client, session, position.Explained) with { Typing = IsTyping(session) ? session : null };
    }

    /// <summary>Whether the same is to be said of <paramref name="other"/>, the language being the same.</summary>
    public bool IsSameAs(in DetailSubject other) =>
        Topic == other.Topic && Guide == other.Guide && Failure == other.Failure && Notice == other.Notice && IsSameTyping(Typing, other.Typing)
        && Line.Line == other.Line.Line && ReferenceEquals(Line.State, other.Line.State) && Line.Text.Span.SequenceEqual(other.Line.Text.Span);

    private static DetailSubject InSession(ClientSnapshot client, SessionSnapshot session, AnnotatedLine? newest)
    {
        if (session.End is { } end && end.Kind is not (SessionEndKind.ClosedByUser or SessionEndKind.Cancelled) && !IsFarewell(end, newest))
            return OfFailure(new ConnectFailure(session.Host, session.Port, end, session.Screen.Top));
        if (session.Notices is [.., var notice] && notice.Row >= (newest?.Row ?? long.MinValue))
            return new() { Topic = DetailTopic.Notice, Notice = notice };
        return newest is { } line ? OfLine(line) : OfGuide(client);
    }

    /// <summary>After QUIT's 221 or a 421 the reply says more than the end itself.</summary>
    private static bool IsFarewell(SessionEnd end, AnnotatedLine? last) =>
        end.Kind == SessionEndKind.ClosedByServer && last is { Line.Speaker: Speaker.Server, Line.Code: 221 or 421 };

    /// <summary>Between two header lines there is something to say before the next key already: what an empty line would end.</summary>
    private static bool IsTyping(SessionSnapshot session) =>
        session is { Phase: SessionPhase.Open, Kind: not SessionKind.Terminal }
        && (session.Typed.Length > 0 || session is { TypedAs: Speaker.Content, Message: { InHeaders: true, Lines: > 0 } });

    private static bool IsSameTyping(SessionSnapshot? a, SessionSnapshot? b) =>
        a is null || b is null ? a is null == b is null
        : a.Typed == b.Typed && a.TypedAs == b.TypedAs && a.Message == b.Message && ReferenceEquals(a.Dialogue, b.Dialogue);

    private static DetailSubject OfLine(in AnnotatedLine line) => new() { Topic = DetailTopic.Line, Line = line };

    private static DetailSubject OfFailure(ConnectFailure failure) => new() { Topic = DetailTopic.Failure, Failure = failure };

    private static DetailSubject OfGuide(ClientSnapshot client) => new()
    {
        Topic = DetailTopic.Guide,
        Guide = client.Mode switch
        {
            ClientMode.Connecting => "GuideConnecting",
            _ when client.Session is { Phase: SessionPhase.Open } session =>
                !client.SessionShown ? "GuidePromptInSession" : session.Kind == SessionKind.Terminal ? "GuideTerminal" : "GuideWaiting",
            _ => "GuidePrompt",
        },
    };
}

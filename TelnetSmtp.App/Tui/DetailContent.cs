// What the lower box says: the explained line, the command being typed, a failure, or what to do next at the prompt. Pure: snapshots and words in,
// headings and paragraphs out. Refuses to wrap and to draw (see DetailPages).
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Net;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.App.Tui;

/// <summary>Where a section stands: in a wide box in one of two columns, in a narrow one in this order.</summary>
internal enum DetailSide : byte
{
    /// <summary>What it is: left.</summary>
    Meaning,
    /// <summary>What to do: right, under the causes; in a narrow box it must not be pushed out of sight by them.</summary>
    Remedies,
    /// <summary>Why: right, first.</summary>
    Causes,
    /// <summary>Digits and sources: left, last.</summary>
    Reference,
}

/// <summary>A heading and what stands under it.</summary>
/// <param name="Heading">Empty for none.</param>
/// <param name="Items">Paragraphs.</param>
/// <param name="Bulleted">Whether each item gets a bullet.</param>
/// <param name="Side">Its place.</param>
internal sealed record DetailSection(string Heading, IReadOnlyList<string> Items, bool Bulleted, DetailSide Side);

/// <summary>All of it.</summary>
/// <param name="Title">For the frame.</param>
/// <param name="Class">For the colour of the title.</param>
/// <param name="Sections">In order.</param>
/// <param name="Summary">One line, for windows too small for the box.</param>
internal sealed record DetailContent(string Title, ReplyClass Class, IReadOnlyList<DetailSection> Sections, string Summary)
{
    public static DetailContent Empty { get; } = new("", ReplyClass.Unknown, [], "");

    /// <summary>Decides what is worth saying now: a line that the user chose, a command being typed, a failure, the newest line, the next step.</summary>
    public static DetailContent Of(ReadingPosition position, IPanelTexts texts, UiText words)
    {
        if (position.Snapshot is not { } client) return Empty;
        if (position is { HasChosen: true, Explained: { } chosen }) return OfLine(chosen, texts, words);
        if (!client.SessionShown)
            return client is { Mode: ClientMode.Prompt, Failure: { } failure } ? OfFailure(failure, texts, words) : Guide(client, words);
        if (client.Session is not { } session) return Guide(client, words);
        if (session is { Typed.Length: > 0, TypedAs: Speaker.Client } && texts.Advise(session) is { } advice) return OfAdvice(advice, words);
        if (session.End is { } end && end.Kind is not (SessionEndKind.ClosedByUser or SessionEndKind.Cancelled)
            && !IsFarewell(end, position.Explained))
            return OfFailure(new ConnectFailure(session.Host, session.Port, end, session.Screen.Top), texts, words);
        if (session.Notices is [.., var notice] && notice.Row >= (position.Explained?.Row ?? long.MinValue)) return OfNotice(notice, words);
        return position.Explained is { } line ? OfLine(line, texts, words) : Guide(client, words);
    }

    /// <summary>After QUIT's 221 or a 421 the reply says more than the end itself.</summary>
    private static bool IsFarewell(SessionEnd end, AnnotatedLine? last) =>
        end.Kind == SessionEndKind.ClosedByServer && last is { Line.Speaker: Speaker.Server, Line.Code: 221 or 421 };

    private static DetailContent OfLine(in AnnotatedLine line, IPanelTexts texts, UiText words)
    {
        var e = texts.Explain(line);
        var code = string.Join(' ', new[] { e.Code?.ToString(System.Globalization.CultureInfo.InvariantCulture), e.Enhanced }.Where(p => !string.IsNullOrEmpty(p)));
        var title = code.Length == 0 ? e.Meaning
            : string.IsNullOrEmpty(e.After) ? code
            : e.After == "CONNECT" ? words.Format("DetailGreeting", code)
            : words.Format("DetailAfter", code, e.After == "." ? words["EndOfMessage"] : e.After);
        return new DetailContent(title, e.Class, SectionsOf(e, words), code.Length == 0 ? e.Meaning : $"{code} {e.Meaning}");
    }

    private static DetailContent OfFailure(ConnectFailure failure, IPanelTexts texts, UiText words)
    {
        var e = texts.ExplainFailure(failure);
        return new DetailContent($"{failure.Host}:{failure.Port}: {e.Meaning}", ReplyClass.Permanent, SectionsOf(e with { Meaning = "" }, words), e.Meaning);
    }

    private static DetailContent OfAdvice(Advice advice, UiText words)
    {
        var sections = new List<DetailSection>();
        Add(sections, words["DetailSyntax"], advice.Syntax, false, DetailSide.Meaning);
        Add(sections, "", advice.Text.Length > 0 ? [advice.Text] : [], false, DetailSide.Meaning);
        Add(sections, words["DetailRemarks"], advice.Remarks, true, DetailSide.Remedies);
        Add(sections, "", Joined(advice.Sources), false, DetailSide.Reference);
        return new DetailContent(advice.Title, ReplyClass.Intermediate, sections,
            advice.Remarks.Count > 0 ? advice.Remarks[0] : advice.Syntax.Count > 0 ? advice.Syntax[0] : advice.Title);
    }

    private static DetailContent OfNotice(NoticeAt notice, UiText words)
    {
        var title = words[$"Notice{notice.Notice}"];
        string[] text = notice.Detail.Length == 0 ? [words[$"Notice{notice.Notice}Text"]] : [words[$"Notice{notice.Notice}Text"], notice.Detail];
        return new DetailContent(title, ReplyClass.Transient, [new DetailSection("", text, false, DetailSide.Meaning)], title);
    }

    private static DetailContent Guide(ClientSnapshot client, UiText words)
    {
        var topic = client.Mode switch
        {
            ClientMode.Connecting => "GuideConnecting",
            _ when client.Session is { Phase: SessionPhase.Open } => client.SessionShown ? "GuideWaiting" : "GuidePromptInSession",
            _ => "GuidePrompt",
        };
        var steps = words[topic + "Steps"].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new DetailContent(words[topic], ReplyClass.Unknown, [new DetailSection("", steps, steps.Length > 1, DetailSide.Meaning)], words[topic]);
    }

    private static List<DetailSection> SectionsOf(Explanation e, UiText words)
    {
        var sections = new List<DetailSection>();
        string[] opening = [.. new[] { e.Meaning, e.Text }.Where(t => t.Length > 0)];
        Add(sections, "", opening, false, DetailSide.Meaning);
        if (e.Digits.Count > 0) Add(sections, "", [string.Join(" · ", e.Digits.Select(d => $"{d.Digit} {d.Meaning}"))], false, DetailSide.Reference);
        if (e is { Expected: false, After: { Length: > 0 } after }) Add(sections, "", [words.Format("DetailUnexpected", after)], true, DetailSide.Meaning);
        Add(sections, "", e.Remarks, true, DetailSide.Meaning);
        Add(sections, words["DetailCauses"], e.Causes, true, DetailSide.Causes);
        Add(sections, words["DetailRemedies"], e.Remedies, true, DetailSide.Remedies);
        Add(sections, "", Joined(e.Sources), false, DetailSide.Reference);
        return sections;
    }

    private static string[] Joined(IReadOnlyList<string> sources) => sources.Count == 0 ? [] : [string.Join(", ", sources)];

    private static void Add(List<DetailSection> sections, string heading, IReadOnlyList<string> items, bool bulleted, DetailSide side)
    {
        if (items.Count > 0) sections.Add(new DetailSection(heading, items, bulleted, side));
    }
}

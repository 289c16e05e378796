// What the lower box says of its subject. Pure: a subject and words in, headings and paragraphs out. Refuses to choose the subject (see DetailSubject),
// to wrap and to draw (see DetailPages).
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Net;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.App.Tui;

/// <summary>Where a section stands: in a wide box in one of two columns, in a narrow one in this order.</summary>
internal enum DetailSide : byte
{
    /// <summary>What has just happened: right, first; in a narrow box before all else.</summary>
    News,
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
internal sealed record DetailSection(string Heading, IReadOnlyList<string> Items, bool Bulleted, DetailSide Side)
{
    /// <summary>Whether the items say what is wrong: their bullet is an exclamation mark.</summary>
    public bool IsWarning { get; init; }

    /// <summary>Whether each item is one row as it is (a table), cut where it is too long, not wrapped.</summary>
    public bool IsVerbatim { get; init; }

    /// <summary>Where in the first item the part begins that stands out, and its length; 0 for none.</summary>
    public int MarkStart { get; init; }

    public int MarkLength { get; init; }
}

/// <summary>All of it.</summary>
/// <param name="Title">For the frame.</param>
/// <param name="Class">For the colour of the title.</param>
/// <param name="Sections">In order.</param>
/// <param name="Summary">One line, for windows too small for the box.</param>
internal sealed record DetailContent(string Title, ReplyClass Class, IReadOnlyList<DetailSection> Sections, string Summary)
{
    public static DetailContent Empty { get; } = new("", ReplyClass.Unknown, [], "");

    /// <summary>Says what there is to say of <paramref name="subject"/>.</summary>
    public static DetailContent Of(in DetailSubject subject, IPanelTexts texts, UiText words)
    {
        if (subject.Typing is { } session && texts.Advise(session) is { } advice) return OfAdvice(advice, session.TypedAs, words);
        return subject switch
        {
            { Topic: DetailTopic.Line, Line: var line } => OfLine(line, texts, words),
            { Failure: { } failure } => OfFailure(failure, texts, words),
            { Notice: { } notice } => OfNotice(notice, words),
            { Guide: { } guide } => OfGuide(guide, words),
            _ => Empty,
        };
    }

    private static DetailContent OfLine(in AnnotatedLine line, IPanelTexts texts, UiText words) => OfReply(texts.Explain(line), words);

    /// <summary>Says all of an explanation.</summary>
    public static DetailContent OfReply(Explanation e, UiText words)
    {
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
        return new DetailContent($"{PromptAddress.Named(failure.Host, failure.Port)}: {e.Meaning}", ReplyClass.Permanent, SectionsOf(e with { Meaning = "" }, words), e.Meaning);
    }

    private static DetailContent OfAdvice(TypingAdvice advice, Speaker typedAs, UiText words)
    {
        var line = advice.Line;
        var sections = new List<DetailSection>();
        if (line.Syntax.Length > 0)
            sections.Add(new DetailSection(words["DetailSyntax"], [line.Syntax], false, DetailSide.Meaning) { MarkStart = line.MarkStart, MarkLength = line.MarkLength });
        if (line.Remarks.Count > 0)
            sections.Add(new DetailSection(words["DetailRemarks"], line.Remarks, true, DetailSide.Remedies) { IsWarning = true });
        Add(sections, words["DetailLikely"], NotEmpty(line.LikelyAnswer), false, DetailSide.Remedies);
        Add(sections, "", NotEmpty(advice.Text), false, DetailSide.Reference);
        Add(sections, words["DetailExample"], NotEmpty(advice.Example), false, DetailSide.Reference);
        Add(sections, "", Joined(advice.Sources), false, DetailSide.Reference);
        var title = advice.Title.Length > 0 ? advice.Title : words[typedAs switch
        {
            Speaker.Content => "TypingContent",
            Speaker.Credential => "TypingCredential",
            _ => "TypingCommand",
        }];
        return line.Remarks is [var gravest, ..]
            ? new DetailContent(title, ReplyClass.Transient, sections, $"! {gravest}")
            : new DetailContent(title, ReplyClass.Intermediate, sections, line.Syntax);
    }

    private static DetailContent OfNotice(NoticeAt notice, UiText words)
    {
        if (notice.Tls is { } tls) return TlsDetails.Of(tls, new TlsText(words.Language));
        var title = words[$"Notice{notice.Notice}"];
        string[] text = notice.Detail.Length == 0 ? [words[$"Notice{notice.Notice}Text"]] : [words[$"Notice{notice.Notice}Text"], notice.Detail];
        return new DetailContent(title, ReplyClass.Transient, [new DetailSection("", text, false, DetailSide.Meaning)], title);
    }

    private static DetailContent OfGuide(string topic, UiText words)
    {
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

    private static string[] NotEmpty(string? text) => string.IsNullOrEmpty(text) ? [] : [text];

    private static string[] Joined(IReadOnlyList<string> sources) => sources.Count == 0 ? [] : [string.Join(", ", sources)];

    private static void Add(List<DetailSection> sections, string heading, IReadOnlyList<string> items, bool bulleted, DetailSide side)
    {
        if (items.Count > 0) sections.Add(new DetailSection(heading, items, bulleted, side));
    }
}

// A record as one self-contained HTML page to send to a colleague: no scripts, nothing from outside, secrets masked, message data left out unless asked for.
// Light and dark, narrow and wide. Refuses to trust a record: every character of it is encoded.
using System.Globalization;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Records;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.App.Text;

/// <summary>Writes the page, streaming.</summary>
/// <param name="decoder">Explains the replies.</param>
/// <param name="language">Language of the page.</param>
/// <param name="title">The record's name.</param>
/// <param name="withContent">Whether message data is shown.</param>
/// <param name="write">Takes the page's text.</param>
internal sealed class AnnotatedPage(ReplyDecoder decoder, Language language, string title, bool withContent, Action<string> write) : IRecordHandler
{
    private const string Style = """
        .l{display:grid;grid-template-columns:3.5rem minmax(0,3fr) minmax(0,2fr);gap:0 1rem;border-top:1px solid var(--rule);padding:.15rem 0}
        .n{color:var(--faint);text-align:right;font-variant-numeric:tabular-nums}.t{font-family:ui-monospace,monospace;white-space:pre-wrap;overflow-wrap:anywhere}
        .client .t,.credential .t{font-weight:600}.note .t,.content .t{color:var(--faint)}.success .m,.intermediate .m{color:var(--ok)}.transient .m{color:var(--wait)}.permanent .m{color:var(--bad)}
        .s{background:var(--band);border-left:4px solid var(--ok);padding:.5rem 1rem;margin:1rem 0}.s.bad{border-color:var(--bad)}.s p{margin:.1rem 0}.r{color:var(--wait)}
        @media(max-width:45rem){.l{grid-template-columns:2.5rem minmax(0,1fr)}.m{grid-column:2}}
        """;

    private readonly RecordText _text = new(language);
    private long _hidden;

    /// <summary>The page's beginning.</summary>
    public void Begin() => write(HtmlPage.Begin(title, Style, language));

    /// <summary>The page's end.</summary>
    public void End()
    {
        SayHidden();
        write(HtmlPage.End);
    }

    public void Line(in RecordEntry entry)
    {
        var fact = entry.Fact;
        if (fact.Speaker == Speaker.Content && !withContent)
        {
            _hidden++;
            return;
        }
        SayHidden();
        var meaning = fact.Speaker == Speaker.Server ? decoder.Annotate(fact, entry.Text) : "";
        var remarks = fact.Oddities == LineOddities.None || fact.Speaker == Speaker.Note ? [] : decoder.Explain(fact, entry.Text, entry.Session?.State).Remarks;
        var names = fact is { Speaker: Speaker.Server, Code: > 0 } ? $"{fact.Speaker} {fact.Class}" : $"{fact.Speaker}";
        write(string.Create(CultureInfo.InvariantCulture, $"<div class=\"l {names.ToLowerInvariant()}\"><span class=n>{entry.Line}</span>"
            + $"<span class=t>{Encode(RecordText.Harmless(entry.Text))}</span><span class=m>{Encode(meaning)}"
            + $"{string.Concat(remarks.Select(remark => $"<br><span class=r>{Encode(remark)}</span>"))}</span></div>\n"));
    }

    public void Ended(RecordSession session)
    {
        if (!session.Spoken)
            return;
        SayHidden();
        write($"<section class=\"s{(session.Errors > 0 ? " bad" : "")}\">{string.Concat(_text.Summarise(session).Select(line => $"<p>{Encode(line)}</p>"))}</section>\n");
    }

    private void SayHidden()
    {
        if (_hidden > 0)
            write($"<div class=\"l content\"><span class=n></span><span class=t>{Encode(_hidden == 1 ? _text.Texts["ContentHiddenOne"] : _text.Texts.Format("ContentHidden", _hidden))}</span></div>\n");
        _hidden = 0;
    }

    private static string Encode(string text) => HtmlPage.Encode(text);
}

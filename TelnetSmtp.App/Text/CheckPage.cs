// The inbound test's tree as one self-contained HTML page: every node can be opened to its detail, advice and dialogue, without a script; what failed stands open.
// Light and dark, narrow and wide, fit for print. Refuses to trust a server: every character is encoded, controls are made harmless.
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using TelnetSmtp.Core.Checks;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.App.Text;

/// <summary>Writes the page.</summary>
/// <param name="language">The page's language.</param>
internal sealed class CheckPage(Language language)
{
    private const string Style = """
        .v{border-left:4px solid var(--rule);background:var(--band);padding:.5rem 1rem;margin:1rem 0}.v.pass{border-color:var(--ok)}.v.warn{border-color:var(--wait)}.v.fail{border-color:var(--bad)}
        details{border-top:1px solid var(--rule)}details details{margin-left:1.5rem}summary{padding:.25rem 0;cursor:pointer;overflow-wrap:anywhere}
        summary b{display:inline-block;width:1.4em;text-align:center}.pass>summary b{color:var(--ok)}.warn>summary b,.warn>summary .t{color:var(--wait)}.fail>summary b,.fail>summary .t{color:var(--bad)}
        .skip>summary .t{color:var(--faint)}.ms{color:var(--faint);font-variant-numeric:tabular-nums;white-space:nowrap}
        .d{margin:.1rem 0 .4rem 1.6rem;overflow-wrap:anywhere}.d p{margin:.2rem 0}.d pre{margin-left:0}.d ul{margin:.2rem 0;padding-left:1.2rem}
        pre{background:var(--band);margin:.4rem 0 .4rem 1.6rem;padding:.4rem .6rem;font:13px/1.4 ui-monospace,monospace;white-space:pre-wrap;overflow-wrap:anywhere}.c{font-weight:600}
        @media(max-width:45rem){details details{margin-left:.6rem}}@media print{details{break-inside:avoid-page}}
        """;

    private readonly UiText _text = new("Check", language);

    /// <summary>The whole page.</summary>
    /// <param name="report">A finished report.</param>
    /// <param name="at">When it was made.</param>
    public string Of(CheckReport report, DateTimeOffset at)
    {
        var page = new StringBuilder(HtmlPage.Begin(_text.Format("PageTitle", report.Target), Style, language));
        page.Append(CultureInfo.InvariantCulture, $"<p class=\"v {report.Verdict.Name()}\"><b>{CheckText.Symbol(report.Verdict)}</b> {Encode(_text[$"Verdict{report.Verdict}"])}<br>")
            .Append(CultureInfo.InvariantCulture, $"<span class=ms>{at:yyyy-MM-dd HH:mm:ss zzz}</span></p>\n");
        Append(page, report.Steps, true);
        return page.Append(HtmlPage.End).ToString();
    }

    private void Append(StringBuilder page, ImmutableArray<CheckStep> steps, bool host)
    {
        foreach (var step in steps)
        {
            // What is as it should be stays closed; the hosts stand open, so that their steps are seen.
            var open = host || step.Verdict >= Verdict.Warn ? " open" : "";
            page.Append(CultureInfo.InvariantCulture, $"<details class={step.Verdict.Name()}{open}><summary><b>{CheckText.Symbol(step.Verdict)}</b> <span class=t>{Encode(step.Title.In(language))}</span>")
                .Append(step.Elapsed == TimeSpan.Zero ? "" : string.Create(CultureInfo.InvariantCulture, $" <span class=ms>{Math.Ceiling(step.Elapsed.TotalMilliseconds):0} ms</span>"))
                .Append("</summary><div class=d>");
            if (step.Detail.In(language) is { Length: > 0 } detail)
                page.Append(CultureInfo.InvariantCulture, $"<p>{Encode(detail)}</p>");
            if (CheckText.OwnRemedies(step) is { IsEmpty: false } remedies)
                page.Append("<ul>").AppendJoin("", remedies.Select(remedy => $"<li>{Encode(remedy.In(language))}</li>")).Append("</ul>");
            var (before, behind) = CheckText.OwnDialogue(step);
            Append(page, before);
            page.Append("</div>\n");
            Append(page, step.Steps, false);
            Append(page, behind);
            page.Append("</details>\n");
        }
    }

    private static void Append(StringBuilder page, IEnumerable<CheckLine> dialogue)
    {
        var lines = string.Join('\n', dialogue.Select(line => line.FromServer ? Encode(line.Text) : $"<span class=c>{Encode(line.Text)}</span>"));
        if (lines.Length > 0)
            page.Append("<pre>").Append(lines).Append("</pre>\n");
    }

    private static string Encode(string text) => HtmlPage.Encode(CheckText.Harmless(text));
}

// The test's HTML page: whole, self-contained, every node with its dialogue, and deaf to what a server puts into it.
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Checks;
using TelnetSmtp.Core.Languages;
using Xunit;

namespace TelnetSmtp.Tests.Text;

public sealed class CheckPageTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);

    private static CheckLine Line(bool server, string text, int second) => new(server, text) { At = At.AddSeconds(second) };

    private static CheckReport Report { get; } = new("fabrikam.com",
    [
        new CheckStep(StepId.Mx, new("Look up", "Nachschlagen"), Verdict.Pass, new("10 mail1.", "10 mail1.")),
        new CheckStep(StepId.Exchanger, new("Test mail1", "mail1 prüfen"), Verdict.Fail, new("One failed.", "Einer schlug fehl."))
        {
            Dialogue = [Line(false, "QUIT", 9)],
            Remedies = [new("Repair it.", "Reparieren.")],
            Steps =
            [
                new CheckStep(StepId.Banner, new("Greeting", "Begrüßung"), Verdict.Fail, new("554 <script>alert(1)</script>\u0007", "554 <script>alert(1)</script>\u0007"))
                {
                    Dialogue = [Line(true, "554 <b>no</b> \e[31m", 1)],
                    Remedies = [new("Repair it.", "Reparieren.")],
                    Elapsed = TimeSpan.FromMilliseconds(12),
                },
                new CheckStep(StepId.Mail, new("Sender", "Absender"), Verdict.Pass, new("Ok", "Ok")),
            ],
        },
    ]);

    [Fact]
    public void The_page_is_whole_and_takes_nothing_from_outside()
    {
        var page = new CheckPage(Language.English).Of(Report, At);
        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en\">", page, StringComparison.Ordinal);
        Assert.EndsWith("</body></html>\n", page, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme:dark", page, StringComparison.Ordinal);
        foreach (var forbidden in (string[])["<script", "http://", "https://", "url(", "\e", "\u0007", "onclick"])
            Assert.DoesNotContain(forbidden, page, StringComparison.OrdinalIgnoreCase);
        foreach (var element in (string[])["details", "summary", "div", "pre", "ul", "p", "span"])
            Assert.Equal(Count(page, $"</{element}>"), Count(page, $"<{element}>") + Count(page, $"<{element} "));
    }

    [Fact]
    public void What_failed_stands_open_with_its_words_its_advice_and_its_dialogue()
    {
        var page = new CheckPage(Language.German).Of(Report, At);
        Assert.Contains("<details class=fail open><summary><b>✗</b> <span class=t>Begrüßung</span> <span class=ms>12 ms</span></summary>", page, StringComparison.Ordinal);
        Assert.Contains("<details class=pass><summary><b>✓</b> <span class=t>Absender</span></summary>", page, StringComparison.Ordinal);
        Assert.Contains("<pre>554 &lt;b&gt;no&lt;/b&gt; ?[31m</pre>", page, StringComparison.Ordinal);

        // The host repeats its part's advice for programs only, and its farewell stands behind its parts.
        Assert.Equal(1, Count(page, "<li>Reparieren.</li>"));
        Assert.True(page.IndexOf("<span class=c>QUIT</span>", StringComparison.Ordinal) > page.IndexOf("Absender", StringComparison.Ordinal));
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}

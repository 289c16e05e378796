// The test in the full screen, drawn headless: the tree grows, the choice follows until a person chooses, each node shows its dialogue, keys go where they belong.
using System.Text.RegularExpressions;
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Checks;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Net;
using TelnetSmtp.Core.Terminal;
using TelnetSmtp.Tests.Support;
using Terminal.Gui.Input;
using Xunit;

namespace TelnetSmtp.Tests.Tui;

public sealed class CheckPanelTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);

    private static CheckRequest Request(Language language) => new(CheckTarget.TryParse("fabrikam.com", out var target, out _) ? target : null!) { Language = language };

    private static CheckStep Step(string id, string title, Verdict verdict, string detail, params string[] said) => new(id, new LocalizedText(title, title), verdict, new LocalizedText(detail, detail))
    {
        Dialogue = [.. said.Select((line, i) => new CheckLine(line[0] == 'S', line[3..]) { At = At.AddMilliseconds(i) })],
    };

    private static CheckStep Relay { get; } = Step(StepId.Relay, "Relay", Verdict.Fail, "It relays.") with
    {
        Remedies = [new("Close it.", "Schließen.")],
        Steps =
        [
            Step(StepId.Relay, "Foreign recipient", Verdict.Fail, "Taken.", "C: RCPT TO:<relay-test@example.com>", "S: 250 Ok"),
            Step(StepId.Relay, "Source route", Verdict.Pass, "Refused.", "C: RCPT TO:<@a:b@c.d>", "S: 550 No"),
        ],
    };

    private static CheckView View(bool over, Language language, params CheckStep[] steps) => new(Request(language), new CheckReport("fabrikam.com",
    [
        Step(StepId.Mx, "Exchangers", Verdict.Pass, "10 mail1.fabrikam.com."),
        Step(StepId.Exchanger, "Test mail1", over ? Verdict.Fail : Verdict.Running, "One failed.") with { Steps = [.. steps] },
    ]), over);

    private static ScriptedClient Client(CheckView view) => new() { Mode = ClientMode.Checking, Check = view };

    private static CheckStep Greeting(Verdict verdict = Verdict.Pass) => Step(StepId.Banner, "Greeting", verdict, verdict == Verdict.Running ? "" : "Ready.", "S: 220 mail1.fabrikam.com");

    [Fact]
    public void While_it_runs_the_running_step_is_chosen_and_its_dialogue_stands_beside()
    {
        using var app = new HeadlessApp(Client(View(false, Language.English, Greeting(Verdict.Running))), 140, 40);
        Assert.Contains("… fabrikam.com: under way", app.Rows[0], StringComparison.Ordinal);
        Assert.True(app.RowOf("Greeting") > app.RowOf("Test mail1"), app.Text);
        Assert.True(app.RowOf("← 220 mail1.fabrikam.com") >= 0, app.Text);
        Assert.Contains("Esc stop", app.Rows[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void At_the_end_the_worst_is_chosen_and_says_what_to_do()
    {
        using var app = new HeadlessApp(Client(View(true, Language.English, Greeting(), Relay)), 140, 40);
        Assert.True(app.RowOf("→ RCPT TO:<relay-test@example.com>") >= 0, app.Text);
        Assert.True(app.RowOf("Taken.") >= 0, app.Text);
        Assert.True(app.RowOf("R again") >= 0, app.Text);
        app.Press(Key.CursorUp);
        Assert.True(app.RowOf("It relays.") >= 0 && app.RowOf("What to do") >= 0 && app.RowOf("Close it.") >= 0, app.Text);

        // A step's transcript has its parts' lines.
        Assert.True(app.RowOf("550 No") >= 0, app.Text);
    }

    [Fact]
    public void A_choice_stays_while_the_tree_grows_and_parts_fold()
    {
        var client = Client(View(false, Language.English, Greeting(Verdict.Running)));
        using var app = new HeadlessApp(client, 140, 40);
        app.Press(Key.Home);
        Assert.True(app.RowOf("10 mail1.fabrikam.com.") >= 0, app.Text);
        client.Check = View(true, Language.English, Greeting(), Relay) with { Request = client.Check!.Request };
        client.Touch();
        app.Draw();
        Assert.True(app.RowOf("10 mail1.fabrikam.com.") >= 0, app.Text);
        Assert.True(app.RowOf("Source route") >= 0, app.Text);
        app.Press(Key.End, Key.CursorLeft, Key.CursorLeft);
        Assert.True(app.RowOf("▸✗ Relay") >= 0 && app.RowOf("Source route") < 0, app.Text);
        app.Press(Key.CursorRight);
        Assert.True(app.RowOf("▾✗ Relay") >= 0 && app.RowOf("Source route") >= 0, app.Text);
    }

    [Fact]
    public void Enter_gives_the_dialogue_the_whole_width_and_Esc_takes_it_back_before_the_client_gets_it()
    {
        var client = Client(View(true, Language.English, Greeting(), Relay));
        using var app = new HeadlessApp(client, 140, 40);
        app.Press(Key.Enter);
        Assert.True(app.RowOf("Source route") < 0 && app.RowOf("RCPT TO:<relay-test@example.com>") >= 0, app.Text);
        app.Press(Key.Esc);
        Assert.True(app.RowOf("Source route") >= 0, app.Text);
        Assert.DoesNotContain(client.Pressed, key => key.Code == TelnetSmtp.Core.Terminal.KeyCode.Escape);
        app.Press(Key.Esc);
        Assert.Contains(client.Pressed, key => key.Code == TelnetSmtp.Core.Terminal.KeyCode.Escape);
        app.Press(new Key('r'));
        Assert.Contains(KeyStroke.Of('r'), client.Pressed);
    }

    [Theory]
    [InlineData(80, 24, Language.English)]
    [InlineData(80, 24, Language.German)]
    [InlineData(200, 60, Language.German)]
    [InlineData(50, 12, Language.English)]
    public void It_fits_every_size(int columns, int rows, Language language)
    {
        using var app = new HeadlessApp(Client(View(true, language, Greeting(), Relay)), columns, rows, language);
        Assert.True(app.RowOf("Foreign recipient") >= 0, app.Text);
        Assert.All(app.Rows, row => Assert.True(row.Length <= columns, row));
        if (columns >= 80)
            Assert.True(app.RowOf("RCPT TO:<relay-test@example.com>") >= 0 && app.RowOf("Taken.") >= 0, app.Text);
    }

    [Fact]
    public void Every_text_named_in_the_code_is_there_in_both_languages()
    {
        var named = ((string[])["CheckPanel.cs", "CheckDialog.cs"]).SelectMany(file => Regex.Matches(File.ReadAllText(Repository.PathOf("TelnetSmtp.App", "Tui", file)), "\"([A-Z][A-Za-z]+)\"\\s*[\\]),:]").Select(m => m.Groups[1].Value))
            .Except(["CheckPanel", "Tui"]).Distinct().ToArray();
        Assert.Contains("HintRunning", named);
        foreach (var language in Enum.GetValues<Language>())
            Assert.All(named, key => Assert.NotEmpty(new UiText("CheckPanel", language)[key]));
    }

    [Fact]
    public void Put_away_it_gives_the_prompt_back()
    {
        var client = Client(View(true, Language.English, Greeting(), Relay));
        using var app = new HeadlessApp(client, 140, 40);
        (client.Mode, client.Check) = (ClientMode.Prompt, null);
        client.Touch();
        app.Draw();
        app.Draw();
        Assert.True(app.RowOf("Microsoft Telnet>") >= 0 && app.RowOf("Foreign recipient") < 0, app.Text);
    }
}

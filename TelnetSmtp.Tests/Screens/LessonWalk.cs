// One walk through a lesson on a real screen: does what the step's file says, and sees that the screen says what the file says. Refuses to know any lesson.
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Learning;
using TelnetSmtp.Tests.Learning;
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Screens;

internal sealed class LessonWalk : IAsyncDisposable
{
    private readonly Lesson _lesson;
    private int _step;

    private LessonWalk(TmuxScreen screen, Lesson lesson, Language language, int step) =>
        (Screen, _lesson, Words, _step) = (screen, lesson, new UiText("Lessons", language), step);

    public TmuxScreen Screen { get; }

    public UiText Words { get; }

    public bool Finished => _step == _lesson.Steps.Count;

    private LessonStep Step => _lesson.Steps[_step];

    /// <summary>Opens the lesson in a terminal.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="language">The program's language.</param>
    /// <param name="folder">Home and data of the learner.</param>
    /// <param name="step">The step that it is known to begin with.</param>
    /// <param name="pace">How long its server lets the learner wait; null for as long as the lesson's own file says.</param>
    public static async Task<LessonWalk> StartAsync(string name, Language language, TemporaryFolder folder, int step = 0, LessonPace? pace = null)
    {
        var screen = await TmuxScreen.StartAppAsync(["learn", pace?.Quicken(name, folder) ?? name, "--lang", language == Language.German ? "de" : "en"], 140, 40,
            [new("HOME", folder.Root), new("XDG_DATA_HOME", folder.PathOf("data"))], folder.Root);
        var walk = new LessonWalk(screen, Lesson.BuiltIn.Single(lesson => lesson.Name == name), language, step);
        await walk.ReadyAsync();
        return walk;
    }

    /// <summary>Does the step and sees it praised and explained.</summary>
    public async Task DoStepAsync()
    {
        var done = Step;
        if (done.Mistakes.Any(mistake => mistake.Example.SequenceEqual(done.Answer))) await TypeUntilTakenAsync(done.Answer[^1]);
        else await TypeAsync(done.Answer, atOnce: done.Expect is { Early: true });
        if (done.IsQuestion) await Screen.SendTextAsync($"{done.Choices.ToList().FindIndex(choice => choice.Right) + 1}");
        if (done.Expect?.Point is { } point) await PointAsync(_lesson.Log!.Select(LessonPlayer.Spoken).First(line => LessonMatch.Fits(point, line)));
        _step++;
        await ReadyAsync();
        await Screen.WaitForAsync($"praise: {done.Done.In(Words.Language)}", rows => Shows(rows, Words["VerdictRight"])
            && (done.IsQuestion || Shows(rows, Beginning(done.Done))));
    }

    /// <summary>Makes each mistake that the step invites, sees it explained, and has the step set up anew; a misspelt command is always one of them.</summary>
    public async Task MakeMistakesAsync()
    {
        if (Step.IsQuestion)
        {
            var wrong = Step.Choices.ToList().FindIndex(choice => !choice.Right);
            await Screen.SendTextAsync($"{wrong + 1}");
            await ToldAsync(Beginning(Step.Choices[wrong].Say));
            return;
        }
        foreach (var mistake in Step.Mistakes)
        {
            if (Step.IsPointing) await PointAsync(mistake.Example[0].TrimEnd('*'));
            else await TypeAsync(mistake.Example, atOnce: mistake.When.Early is true);
            await ToldAsync(Beginning(mistake.Say));
            if (Step.IsPointing) continue;
            await Screen.SendKeysAsync("F6");
            await Screen.WaitForAsync("the step anew", rows => !Shows(rows, Words["VerdictWrong"]));
            await ReadyAsync();
        }
        // Last, because some of the mistakes above are mistakes only soon after the step's beginning.
        if (Step.Expect?.Command is not (null or "?" or "AUTH" or ".") && !Step.Offline)
        {
            await TypeAsync(["NOPE"]);
            await ToldAsync("NOPE");
        }
    }

    public ValueTask DisposeAsync() => Screen.DisposeAsync();

    private string Title => Finished
        ? Words.Format("TitleFinished", _lesson.Title.In(Words.Language))
        : Words.Format("Title", _lesson.Title.In(Words.Language), _step + 1, _lesson.Steps.Count);

    /// <summary>The step stands there with its task, and what is typed is judged.</summary>
    private Task<string[]> ReadyAsync() => Screen.WaitForAsync($"\"{Title}\" and its task", rows => Shows(rows, Title) && !Shows(rows, Beginning(Words["Preparing"]))
        && Shows(rows, Finished ? Words["Finished"] : Beginning(Step.Task)));

    private Task<string[]> ToldAsync(string words) => Screen.WaitForAsync($"\"{words}\" as a mistake", rows => Shows(rows, Words["VerdictWrong"]) && Shows(rows, words));

    /// <summary>Types lines; all in one go where the step is about not waiting.</summary>
    private async Task TypeAsync(IReadOnlyList<string> lines, bool atOnce = false)
    {
        if (atOnce) await Screen.SendTextAsync(string.Concat(lines.Select(line => line + "\r")));
        else foreach (var line in lines) await Screen.SendLineAsync(line);
    }

    /// <summary>A server that wants patience gets the same line again until it takes it. Each time its reply is waited for, or the next try would come too
    /// late for this step; the letter case tells one try from the one before, however far the screen has scrolled.</summary>
    private async Task TypeUntilTakenAsync(string line)
    {
        var (taken, lower) = (false, false);
        for (; !taken; lower = !lower)
        {
            var tried = lower ? line.ToLowerInvariant() : line;
            await Screen.SendLineAsync(tried);
            await Screen.WaitForAsync($"the reply to \"{tried}\"", rows =>
            {
                var session = ClientScreen.TerminalRows(rows);
                var last = Array.FindLastIndex(session, row => row.Equals(line, StringComparison.OrdinalIgnoreCase));
                if (last < 0 || session[last] != tried || session[last + 1] is not [var digit and >= '2' and <= '5', ..]) return false;
                taken = digit == '2';
                return true;
            });
        }
    }

    private async Task PointAsync(string line)
    {
        var rows = await Screen.SettleAsync();
        var row = Array.FindIndex(ClientScreen.TerminalRows(rows), text => text.StartsWith(line, StringComparison.Ordinal));
        Assert.True(row >= 0, $"\"{line}\" is not on the screen:\n{string.Join('\n', rows)}");
        await Screen.ClickAsync(3, row + 1);
        await Screen.SettleAsync();
        await Screen.SendKeysAsync("Enter");
    }

    private string Beginning(LocalizedText text) => Beginning(text.In(Words.Language));

    /// <summary>So much as stands on one row whatever the columns' width.</summary>
    private static string Beginning(string text)
    {
        const int most = 30;
        return text.Length <= most ? text : text[..text.LastIndexOf(' ', most)];
    }

    private static bool Shows(string[] rows, string text) => rows.Any(row => row.Contains(text, StringComparison.Ordinal));
}

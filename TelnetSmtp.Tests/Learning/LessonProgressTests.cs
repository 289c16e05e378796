// Progress: what is kept of a lesson, its file, and what happens where the file cannot be read or written.
using System.Text;
using TelnetSmtp.Core.Learning;
using TelnetSmtp.Core.Net;
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Learning;

public sealed class LessonProgressTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Lesson _lesson = Lesson.BuiltIn[0];

    private string File => _folder.PathOf("data", "telnetsmtp", "lessons.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_kept_is_there_again()
    {
        new LessonProgressFile(File).Keep(View(3));
        new LessonProgressFile(File).Keep(View(1, Lesson.BuiltIn[1]));
        var progress = new LessonProgressFile(File).Load();
        Assert.Equal(3, progress.StepOf(_lesson));
        Assert.Equal(1, progress.StepOf(Lesson.BuiltIn[1]));
        Assert.Equal(["lessons.json"], Directory.GetFiles(Path.GetDirectoryName(File)!).Select(Path.GetFileName));
    }

    [Fact]
    public void A_lesson_once_done_stays_done_and_begins_anew()
    {
        var file = new LessonProgressFile(File);
        file.Keep(View(_lesson.Steps.Count));
        Assert.Equal(0, file.Load().StepOf(_lesson));
        file.Keep(View(2));
        Assert.Equal((2, true), (file.Load().StepOf(_lesson), file.Load().Of(_lesson.Name)!.Completed));
        file.Reset();
        Assert.Null(file.Load().Of(_lesson.Name));
    }

    [Fact]
    public void A_lesson_that_has_changed_begins_anew() =>
        Assert.Equal(0, LessonProgress.Read(Encoding.UTF8.GetBytes("{ \"lessons\": { \"" + _lesson.Name + "\": { \"step\": 3, \"steps\": 99, \"completed\": false } } }"))!.StepOf(_lesson));

    [Theory]
    [InlineData("no json")]
    [InlineData("{ \"lessons\": { \"x\": 5 } }")]
    [InlineData("")]
    public void A_file_that_cannot_be_understood_is_put_aside(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, text);
        var file = new LessonProgressFile(File);
        Assert.Empty(file.Load().Lessons);
        Assert.Contains("lessons.json.broken", file.Problem!.En, StringComparison.Ordinal);
        Assert.Equal(text, System.IO.File.ReadAllText(File + ".broken"));
    }

    [Theory]
    [InlineData(LessonProgressFile.LargestFile, 1)]
    [InlineData(LessonProgressFile.LargestFile + 1, 0)]
    public void A_file_that_is_too_large_is_none(int octets, int lessons)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, "{ \"lessons\": { \"x\": { \"step\": 3, \"steps\": 9, \"completed\": false } } }".PadRight(octets));
        Assert.Equal(lessons, new LessonProgressFile(File).Load().Lessons.Count);
    }

    [Fact]
    public void Where_nothing_can_be_kept_that_is_told_and_the_lesson_goes_on()
    {
        System.IO.File.WriteAllText(_folder.PathOf("data"), "a file where the folder should be");
        var file = new LessonProgressFile(File);
        file.Keep(View(3));
        Assert.NotNull(file.Problem);
        var homeless = new LessonProgressFile("");
        homeless.Keep(View(3));
        Assert.Contains("HOME", homeless.Problem!.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LessonProgress.MaxLessons - 1, true)]
    [InlineData(LessonProgress.MaxLessons, false)]
    public void No_more_lessons_are_remembered_than_anybody_writes(int others, bool kept)
    {
        var progress = new LessonProgress { Lessons = LessonProgress.None.Lessons.AddRange(Enumerable.Range(0, others).Select(i => KeyValuePair.Create($"x{i}", new LessonStanding(0, 1, false)))) };
        Assert.Equal(kept, progress.With(View(1)).Of(_lesson.Name) is not null);
    }

    private LessonView View(int step, Lesson? lesson = null) => new(lesson ?? _lesson, step, 0, null, Connected: false);
}

// The quiz's progress on disk: it comes back, it is replaced whole, and what cannot be used is kept aside and told in one line.
using TelnetSmtp.App.Hosting;
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Learning;
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Hosting;

public sealed class QuizFileTests : IDisposable
{
    private static readonly UiText Texts = new("Quiz", Language.English);
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_was_saved_comes_back_and_nothing_else_is_left_in_the_folder()
    {
        var data = folder.PathOf("data");
        var file = new QuizFile(data);
        Assert.Empty(file.Load(Texts, out var note, out var keeps).Cards);
        Assert.Equal(("", true), (note, keeps));
        Assert.False(Directory.Exists(data));
        var progress = new QuizProgress();
        progress.Note("meaning/550", true, Now);
        Assert.Equal("", file.Save(progress, Texts));
        progress.Note("meaning/421", false, Now);
        Assert.Equal("", file.Save(progress, Texts));
        Assert.Equal(["meaning/421", "meaning/550"], new QuizFile(data).Load(Texts, out _, out _).Cards.Keys.Order(StringComparer.Ordinal));
        Assert.Equal([file.Path], Directory.EnumerateFileSystemEntries(data));
    }

    [Fact]
    public void A_damaged_file_is_kept_aside_and_told()
    {
        var file = new QuizFile(folder.Root);
        File.WriteAllText(file.Path, "{ \"version\": 1, \"cards\": [ {");
        Assert.Empty(file.Load(Texts, out var note, out var keeps).Cards);
        Assert.Equal($"The progress in {file.Path} cannot be used (it is damaged); it was kept as quiz.json.damaged, and the quiz begins anew.", note);
        Assert.True(keeps);
        Assert.True(File.Exists(folder.PathOf("quiz.json.damaged")));
        Assert.False(File.Exists(file.Path));
    }

    [Fact]
    public void A_file_at_the_cap_is_read_and_one_past_it_is_not()
    {
        var file = new QuizFile(folder.Root);
        var json = System.Text.Encoding.UTF8.GetString(new QuizProgress().Write());
        File.WriteAllText(file.Path, json.PadRight(QuizFile.SizeLimit));
        file.Load(Texts, out var note, out _);
        Assert.Equal("", note);
        File.WriteAllText(file.Path, json.PadRight(QuizFile.SizeLimit + 1));
        file.Load(Texts, out note, out _);
        Assert.Contains("(> 8 MiB)", note, StringComparison.Ordinal);
    }

    [Fact]
    public void A_place_that_is_no_folder_is_told_and_not_written_to()
    {
        File.WriteAllText(folder.PathOf("taken"), "x");
        var file = new QuizFile(folder.PathOf("taken"));
        Assert.StartsWith("Progress not saved: ", file.Save(new QuizProgress(), Texts), StringComparison.Ordinal);
        Assert.Equal("x", File.ReadAllText(folder.PathOf("taken")));
        Directory.CreateDirectory(Path.Join(folder.Root, "data", "quiz.json"));
        Assert.Empty(new QuizFile(folder.PathOf("data")).Load(Texts, out _, out _).Cards);
    }

    [Fact]
    public void Reset_forgets_once()
    {
        var file = new QuizFile(folder.PathOf("data"));
        Assert.True(file.Reset(Texts, out var told));
        Assert.Equal($"There is no progress to delete in {file.Path}.", told);
        file.Save(new QuizProgress(), Texts);
        Assert.True(file.Reset(Texts, out told));
        Assert.Equal($"The progress in {file.Path} was deleted; the quiz begins anew.", told);
        Assert.False(File.Exists(file.Path));
    }
}

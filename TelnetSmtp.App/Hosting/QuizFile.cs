// The quiz's progress on disk: `quiz.json` in the user's data folder. Written whole beside itself and then put in place, so that a crash or a full disk leaves
// the old one. A file that cannot be used is kept under another name, never overwritten. Refuses to know what stands in it (QuizProgress).
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Learning;

namespace TelnetSmtp.App.Hosting;

/// <summary>One learner's file.</summary>
/// <param name="folder">The data folder; made when first written to.</param>
internal sealed class QuizFile(string folder)
{
    /// <summary>Octets that are read: ten times what the cards that are kept can take.</summary>
    public const int SizeLimit = 8 * 1024 * 1024;

    private const string Name = "quiz.json", Unusable = "quiz.json.damaged", Unfinished = "quiz.json.new";

    /// <summary>The file's name with its folder.</summary>
    public string Path { get; } = System.IO.Path.Join(folder, Name);

    /// <summary>Reads the progress; a new one where there is none.</summary>
    /// <param name="texts">The topic Quiz.</param>
    /// <param name="note">What is to be told, empty for nothing.</param>
    /// <param name="keeps">Whether it may be saved again: not where a file stands that could not even be read.</param>
    public QuizProgress Load(UiText texts, out string note, out bool keeps)
    {
        (note, keeps) = ("", true);
        try
        {
            if (!File.Exists(Path)) return new QuizProgress();
            if (new FileInfo(Path).Length <= SizeLimit)
            {
                if (QuizProgress.Read(File.ReadAllBytes(Path), out var wrong) is { } progress) return progress;
                note = texts.Format("Damaged", Path, wrong!.In(texts.Language), Unusable);
            }
            else
            {
                note = texts.Format("Damaged", Path, $"> {SizeLimit / 1024 / 1024} MiB", Unusable);
            }
            File.Move(Path, System.IO.Path.Join(folder, Unusable), overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            (note, keeps) = (texts.Format("Unreadable", Path, e.Message), false);
        }
        return new QuizProgress();
    }

    /// <summary>Keeps the progress.</summary>
    /// <returns>What went wrong; empty for nothing.</returns>
    public string Save(QuizProgress progress, UiText texts)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var unfinished = System.IO.Path.Join(folder, Unfinished);
            using (var stream = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                stream.Write(progress.Write());
                stream.Flush(flushToDisk: true);
            }
            File.Move(unfinished, Path, overwrite: true);
            return "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return texts.Format("NotSaved", e.Message);
        }
    }

    /// <summary>Deletes the progress.</summary>
    /// <param name="texts">The topic Quiz.</param>
    /// <param name="told">What is to be told.</param>
    /// <returns>Whether there is none any more.</returns>
    public bool Reset(UiText texts, out string told)
    {
        try
        {
            told = texts.Format(File.Exists(Path) ? "Reset" : "ResetNothing", Path);
            File.Delete(Path);
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            told = texts.Format("ResetNothing", Path);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            told = texts.Format("ResetFailed", Path, e.Message);
            return false;
        }
    }
}

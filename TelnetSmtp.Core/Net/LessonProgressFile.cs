// The file in which progress is kept: in the user's own data folder, written beside and then moved into place, so that it is whole at any moment. A file that
// cannot be understood is put aside, never overwritten. Refuses to fail a lesson: what went wrong is told and the lesson goes on.
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Learning;

namespace TelnetSmtp.Core.Net;

/// <summary>Progress on disk.</summary>
/// <param name="path">The file; empty where the user has no data folder: nothing is kept then.</param>
public sealed class LessonProgressFile(string path)
{
    /// <summary>A thousand lessons take a tenth of it.</summary>
    public const int LargestFile = 1 << 20;

    private const string Folder = "telnetsmtp", Name = "lessons.json";

    /// <summary>The file itself.</summary>
    public string Path => path;

    /// <summary>Why progress is not kept; null where it is.</summary>
    public LocalizedText? Problem { get; private set; }

    /// <summary>The place of the present user's file: XDG_DATA_HOME or ~/.local/share, Application Support, %LOCALAPPDATA%.</summary>
    public static LessonProgressFile OfUser()
    {
        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return new LessonProgressFile(data.Length == 0 ? "" : System.IO.Path.Combine(data, Folder, Name));
    }

    /// <summary>What is kept.</summary>
    public LessonProgress Load()
    {
        if (path.Length == 0)
        {
            Problem = new("there is no data folder (HOME is not set)", "es gibt keinen Datenordner (HOME ist nicht gesetzt)");
            return LessonProgress.None;
        }
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
                return LessonProgress.None;
            if (file.Length <= LargestFile && LessonProgress.Read(File.ReadAllBytes(path)) is { } progress)
                return progress;
            File.Move(path, path + ".broken", overwrite: true);
            Problem = new($"{path} could not be understood; it is kept as {Name}.broken", $"{path} war nicht zu verstehen; die Datei heißt jetzt {Name}.broken");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Problem = new($"{path}: {e.Message}", $"{path}: {e.Message}");
        }
        return LessonProgress.None;
    }

    /// <summary>Keeps where <paramref name="view"/> stands. What another window kept meanwhile of other lessons stays.</summary>
    public void Keep(LessonView view) => Write(Load().With(view));

    /// <summary>Forgets all.</summary>
    public void Reset() => Write(LessonProgress.None);

    private void Write(LessonProgress progress)
    {
        if (path.Length == 0)
            return;
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            var beside = $"{path}.{Environment.ProcessId}";
            using (var stream = new FileStream(beside, FileMode.Create, FileAccess.Write))
            {
                stream.Write(progress.Write());
                stream.Flush(flushToDisk: true);
            }
            File.Move(beside, path, overwrite: true);
            Problem = null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Problem = new($"{path}: {e.Message}", $"{path}: {e.Message}");
        }
    }
}

// The window in a lesson: the lesson's keys, the list of lessons. Refuses to know what a lesson says (see LessonGuide).
using TelnetSmtp.Core.Terminal;

namespace TelnetSmtp.App.Tui;

internal sealed partial class MainWindow
{
    /// <summary>Shows the list of lessons where it was asked for, and why a lesson cannot be had. Runs a dialog: only from a key or a menu.</summary>
    internal void ShowLessons()
    {
        _note = _lesson?.Serve(App!, _words.Language) ?? _note;
        Refresh();
    }

    /// <summary>Opens the list; a session stays in sight.</summary>
    internal void AskLesson()
    {
        if (_lesson is null) return;
        _lesson.WantsList = true;
        ShowLessons();
    }

    private bool TakeForLesson(KeyStroke key)
    {
        if (_lesson?.Take(key, _position, InTerminalSession) is not true) return false;
        _note = "";
        ShowLessons();
        return true;
    }
}

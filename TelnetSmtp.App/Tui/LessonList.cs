// The list of lessons with how far each is: choose one, or leave the one under way. Refuses to begin anything itself.
using System.Collections.ObjectModel;
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Learning;
using Terminal.Gui.App;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace TelnetSmtp.App.Tui;

/// <summary>What was chosen: a lesson, to leave the one under way, or nothing.</summary>
internal readonly record struct LessonChosen(Lesson? Lesson, bool Leave = false);

/// <summary>The list in a dialog.</summary>
internal static class LessonList
{
    private const int SideMargin = 2, Edges = 2, Borders = 2, ButtonRows = 4; // a blank one, the button, its shadow and the dialog's

    /// <summary>Shows it.</summary>
    /// <param name="app">The application.</param>
    /// <param name="words">The lessons' texts.</param>
    /// <param name="progress">How far the lessons are.</param>
    /// <param name="current">The name of the lesson under way; null where there is none.</param>
    public static LessonChosen Show(IApplication app, UiText words, LessonProgress progress, string? current)
    {
        var lessons = Lesson.BuiltIn;
        var widest = app.Screen.Width - 2 * SideMargin;
        var rows = LessonRows.Of(lessons, progress, words, widest - Borders - Edges);
        var answer = default(LessonChosen);
        using var list = new ListView { X = 1, Width = Dim.Fill(1), Height = rows.Count };
        list.SetSource(new ObservableCollection<string>(rows));
        list.SelectedItem = LessonRows.NextOf(lessons, progress, current);
        using var dialog = new Dialog
        {
            Title = words["ListTitle"],
            Width = Math.Min(widest, rows.Max(row => row.Length) + Borders + 2 * SideMargin),
            Height = Math.Min(app.Screen.Height, rows.Count + Borders + ButtonRows),
        };
        using var close = new Button { Text = words["ListClose"] };
        using var leave = new Button { Text = words["ListLeave"] };
        using var begin = new Button { Text = words["ListBegin"], IsDefault = true };
        void End(LessonChosen chosen)
        {
            answer = chosen;
            app.RequestStop();
        }
        list.Accepting += (_, e) =>
        {
            e.Handled = true;
            End(new LessonChosen(lessons[list.SelectedItem ?? 0]));
        };
        begin.Accepting += (_, e) =>
        {
            e.Handled = true;
            End(new LessonChosen(lessons[list.SelectedItem ?? 0]));
        };
        leave.Accepting += (_, e) =>
        {
            e.Handled = true;
            End(new LessonChosen(null, Leave: true));
        };
        close.Accepting += (_, e) =>
        {
            e.Handled = true;
            End(default);
        };
        dialog.Add(list);
        dialog.AddButton(close);
        if (current is not null) dialog.AddButton(leave);
        dialog.AddButton(begin);
        list.SetFocus();
        app.Run(dialog);
        return answer;
    }
}

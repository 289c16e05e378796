// The few dialogs. Each asks one thing and says in one line what is wrong with the answer. Refuses to act on the answer.
using System.Reflection;
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Smtp;
using Terminal.Gui.App;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace TelnetSmtp.App.Tui;

/// <summary>Modal questions; each returns when it is answered.</summary>
internal static class Dialogs
{
    /// <summary>Columns of labels and fields.</summary>
    public const int Labels = 8, Fields = 36;

    /// <summary>Rows for what is wrong: the longest sentence about a domain takes three.</summary>
    private const int MessageRows = 3;

    /// <summary>Asks for the log's file. Null when the user changed their mind.</summary>
    public static string? AskLog(IApplication app, UiText words) => AskFile(app, words, words["LogTitle"], words["Start"]);

    /// <summary>Asks for a saved session. Null when the user changed their mind.</summary>
    public static string? AskRecord(IApplication app, UiText words) => AskFile(app, words, words["ReplayTitle"], words["ReplayStart"]);

    private static string? AskFile(IApplication app, UiText words, string title, string accept)
    {
        using var field = new TextField { X = Labels, Y = 1, Width = Fields };
        string? answer = null;
        Ask(app, words, title, accept, [(words["LogFile"], field)], () =>
        {
            if (field.Text.Trim().Length == 0) return words["LogFileMissing"];
            answer = field.Text.Trim();
            return null;
        });
        return answer;
    }

    /// <summary>Asks for a message file. Null when the user changed their mind.</summary>
    public static string? AskMessage(IApplication app, UiText words)
    {
        using var field = new TextField { X = Labels, Y = 1, Width = Fields };
        string? answer = null;
        Ask(app, words, words["SendTitle"], words["SendAccept"], [(words["SendFile"], field)], () =>
        {
            if (field.Text.Trim().Length == 0) return words["SendFileMissing"];
            answer = field.Text.Trim();
            return null;
        });
        return answer;
    }

    /// <summary>All reserved keys, from the table.</summary>
    /// <param name="app">The application.</param>
    /// <param name="words">The texts of the full screen.</param>
    /// <param name="first">Keys of what is under way (a lesson); they stand first.</param>
    public static void ShowKeys(IApplication app, UiText words, IReadOnlyList<(string Label, string Text)>? first = null)
    {
        List<(string Label, string Text)> keys = [.. first ?? [], ("Ctrl+]", words["KeysEscape"])];
        foreach (var topic in Keymap.Bindings.GroupBy(b => b.Topic))
            keys.Add((LabelOf([.. topic.Select(b => b.Label)]) + (topic.All(b => b.Scope != KeyScope.Always) ? "*" : ""), words[$"Keys{topic.Key}"]));
        var labels = keys.Max(key => key.Label.Length) + 2;
        string[] rows = [.. keys.Select(key => key.Label.PadRight(labels) + key.Text), words["KeysTerminalNote"], .. words["KeysRest"].Split('\n')];
        var lists = new DetailSection("", rows, false, DetailSide.Meaning) { IsVerbatim = true };
        SummaryDialog.Show(app, words, words["KeysTitle"], new DetailContent("", ReplyClass.Unknown, [lists], ""), rows.Max(row => row.Length));
    }

    /// <summary>Keys of one topic in one word: what stands before both is said once (Alt+↑/↓).</summary>
    private static string LabelOf(IReadOnlyList<string> labels)
    {
        var prefix = labels[0][..(labels[0].LastIndexOf('+') + 1)];
        return prefix.Length > 0 && labels.All(label => label.StartsWith(prefix, StringComparison.Ordinal) && label.LastIndexOf('+') < prefix.Length)
            ? prefix + string.Join('/', labels.Select(label => label[prefix.Length..]))
            : string.Join('/', labels);
    }

    public static void ShowAbout(IApplication app, UiText words)
    {
        var version = typeof(Dialogs).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";
        Show(app, words, words["AboutTitle"], words.Format("AboutText", version));
    }

    /// <summary>A few lines to read.</summary>
    internal static void Show(IApplication app, UiText words, string title, string text)
    {
        var lines = text.Split('\n');
        using var dialog = new Dialog { Title = title };
        using var label = new Label { Text = text, X = 1, Y = 0, Width = lines.Max(l => l.Length) + 1, Height = lines.Length };
        using var close = new Button { Text = words["Close"], IsDefault = true };
        dialog.Add(label);
        dialog.AddButton(close);
        app.Run(dialog);
    }

    /// <summary>Asks for the fields' contents until <paramref name="check"/> finds nothing wrong (null) or the user gives up.</summary>
    internal static void Ask(IApplication app, UiText words, string title, string accept, (string Label, TextField Field)[] fields, Func<string?> check,
        int labels = Labels, string note = "")
    {
        using var dialog = new Dialog { Title = title, Width = labels + Fields + 6 };
        foreach (var (label, field) in fields)
            dialog.Add(new Label { Text = label, X = 1, Y = field.Y }, field);
        using var wrong = new Label { X = 1, Y = fields.Length + 2, Width = Dim.Fill(1), Height = MessageRows, Text = note };
        wrong.TextFormatter.WordWrap = true;
        dialog.Add(wrong);
        using var cancel = new Button { Text = words["Cancel"] };
        using var ok = new Button { Text = accept, IsDefault = true };
        ok.Accepting += Submit;
        // Enter in a field is the button: left to the library it would press the button and then close the dialog, whatever was wrong.
        foreach (var (_, field) in fields)
            field.Accepting += Submit;
        cancel.Accepting += (_, e) =>
        {
            e.Handled = true;
            app.RequestStop();
        };
        dialog.AddButton(cancel);
        dialog.AddButton(ok);
        app.Run(dialog);

        void Submit(object? sender, CommandEventArgs e)
        {
            wrong.Text = check() ?? "";
            e.Handled = true;
            if (wrong.Text.Length == 0) app.RequestStop();
        }
    }
}

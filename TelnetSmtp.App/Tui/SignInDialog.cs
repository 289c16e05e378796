// Ctrl+A: asks for mechanism and user and gives the prompt line that signs in. Refuses to ask for the password: the prompt does, where it is wiped.
using TelnetSmtp.App.Text;
using Terminal.Gui.App;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace TelnetSmtp.App.Tui;

internal static class SignInDialog
{
    private const int Labels = 14, Fields = 40, Width = Labels + Fields + 6;

    /// <summary>The prompt line; null when the user changed their mind.</summary>
    /// <param name="app">The application.</param>
    /// <param name="words">Words.</param>
    /// <param name="mechanism">The one proposed.</param>
    /// <param name="encrypted">Whether TLS stands.</param>
    public static string? Ask(IApplication app, UiText words, string mechanism, bool encrypted)
    {
        using var dialog = new Dialog { Title = words["SignInTitle"], Width = Width };
        using var mechanismField = new TextField { Text = mechanism, X = Labels, Y = 1, Width = Fields };
        using var userField = new TextField { X = Labels, Y = 2, Width = Fields };
        using var hint = new Label { Text = words[encrypted ? "SignInHint" : "SignInPlaintext"], X = 1, Y = 4, Width = Dim.Fill(1), Height = 2 };
        using var wrong = new Label { X = 1, Y = 6, Width = Dim.Fill(1) };
        using var cancel = new Button { Text = words["Cancel"] };
        using var show = new Button { Text = words["SignInShow"] };
        using var send = new Button { Text = words["SignInSend"], IsDefault = true };
        dialog.Add(new Label { Text = words["SignInMechanism"], X = 1, Y = 1 }, mechanismField, new Label { Text = words["SignInUser"], X = 1, Y = 2 }, userField, hint, wrong);
        string? line = null;
        cancel.Accepting += (_, e) =>
        {
            e.Handled = true;
            app.RequestStop();
        };
        show.Accepting += (_, e) => e.Handled = Take(" show");
        send.Accepting += (_, e) => e.Handled = Take("");
        dialog.AddButton(cancel);
        dialog.AddButton(show);
        dialog.AddButton(send);
        userField.SetFocus();
        app.Run(dialog);
        return line;

        bool Take(string ending)
        {
            var (name, user) = (mechanismField.Text.Trim(), userField.Text.Trim());
            wrong.Text = user.Length == 0 ? words["SignInUserMissing"] : name.Contains(' ', StringComparison.Ordinal) || user.Contains(' ', StringComparison.Ordinal) ? words["SignInBlank"] : "";
            if (wrong.Text.Length > 0) return true;
            line = $"auth {name} {user}{ending}";
            app.RequestStop();
            return true;
        }
    }
}

// Ctrl+O: asks for a server. Where only the domain is known, one button asks DNS for its mail servers and lists them; choosing one fills it in. Says in one line
// what is wrong with an answer. Refuses to connect.
using System.Collections.ObjectModel;
using System.Globalization;
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Dns;
using TelnetSmtp.Core.Net;
using Terminal.Gui.App;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace TelnetSmtp.App.Tui;

/// <summary>The question.</summary>
internal static class OpenDialog
{
    private const int ListRows = 5, MessageRows = 3, MailPort = 25, PortColumns = 7;

    /// <summary>Asks for a server. Null when the user changed their mind.</summary>
    /// <param name="app">The application.</param>
    /// <param name="words">Words.</param>
    /// <param name="host">The host that stands there at first.</param>
    /// <param name="find">Finds a domain's mail servers.</param>
    public static (string Host, int Port)? Ask(IApplication app, UiText words, string host, Func<string, CancellationToken, Task<ExchangersFound>> find)
    {
        using var leaving = new CancellationTokenSource();
        using var dialog = new Dialog { Title = words["OpenTitle"], Width = Dialogs.Labels + Dialogs.Fields + 6 };
        using var hostField = new TextField { Text = host, X = Dialogs.Labels, Y = 1, Width = Dialogs.Fields };
        using var portField = new TextField { Text = Number(MailPort), X = Dialogs.Labels, Y = 2, Width = PortColumns };
        using var search = new Button { Text = words["OpenFind"], X = Dialogs.Labels + PortColumns + 2, Y = 2 };
        using var list = new ListView { X = 1, Y = 4, Width = Dim.Fill(1), Height = ListRows, Visible = false };
        using var message = new Label { X = 1, Y = 4, Width = Dim.Fill(1), Height = MessageRows, Text = words["OpenFindNote"] };
        message.TextFormatter.WordWrap = true;
        using var cancel = new Button { Text = words["Cancel"] };
        using var connect = new Button { Text = words["Connect"], IsDefault = true };
        (string, int)? answer = null;
        IReadOnlyList<MailExchanger> found = [];
        dialog.Add(new Label { Text = words["OpenHost"], X = 1, Y = 1 }, hostField, new Label { Text = words["OpenPort"], X = 1, Y = 2 }, portField, search, list, message);

        // Enter anywhere is the button; left to the library it would close the dialog, whatever was wrong.
        foreach (var view in (View[])[connect, hostField, portField, list])
            view.Accepting += Submit;
        cancel.Accepting += (_, e) =>
        {
            e.Handled = true;
            app.RequestStop();
        };
        search.Accepting += (_, e) =>
        {
            e.Handled = true;
            Say(words["OpenFinding"]);
            _ = FindAsync();
        };
        list.ValueChanged += (_, _) =>
        {
            if (list.SelectedItem is not { } index || index >= found.Count) return;
            hostField.Text = found[index].Host;
            portField.Text = Number(MailPort);
        };
        dialog.AddButton(cancel);
        dialog.AddButton(connect);
        app.Run(dialog);
        leaving.Cancel();
        return answer;

        void Submit(object? sender, CommandEventArgs e)
        {
            e.Handled = true;
            if (hostField.Text.Trim().Length == 0)
            {
                Say(words["OpenHostMissing"]);
            }
            else if (!int.TryParse(portField.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65535)
            {
                Say(words["OpenPortWrong"]);
            }
            else
            {
                answer = (hostField.Text.Trim(), port);
                app.RequestStop();
            }
        }

        void Say(string text)
        {
            list.Visible = false;
            message.Visible = true;
            message.Text = text;
        }

        async Task FindAsync()
        {
            var result = await find(hostField.Text.Trim(), leaving.Token).ConfigureAwait(false);
            app.Invoke(() =>
            {
                if (leaving.IsCancellationRequested) return;
                if (result.Problem is { } problem)
                {
                    Say(problem.In(words.Language));
                    return;
                }
                found = result.Exchangers;
                message.Visible = false;
                list.SetSource(new ObservableCollection<string>(found.Select(Row)));
                list.Visible = true;
                list.SetFocus();
                list.SelectedItem = 0;
            });
        }
    }

    private static string Row(MailExchanger exchanger) =>
        string.Create(CultureInfo.InvariantCulture, $"{exchanger.Preference,3}  {exchanger.Host}  {string.Join(", ", exchanger.Addresses)}");

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

// Asks what to test: a domain or a host, and a recipient if one matters. Says in one line what is wrong with the answer. Refuses to start the test.
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Checks;
using TelnetSmtp.Core.Languages;
using Terminal.Gui.App;
using Terminal.Gui.Views;

namespace TelnetSmtp.App.Tui;

/// <summary>The question.</summary>
internal static class CheckDialog
{
    private const int Labels = 19;

    /// <summary>Asks.</summary>
    /// <returns>The line for the prompt; null when the user changed their mind.</returns>
    public static string? Ask(IApplication app, Language language)
    {
        var texts = new UiText("CheckPanel", language);
        using var target = new TextField { X = Labels, Y = 1, Width = Dialogs.Fields };
        using var recipient = new TextField { X = Labels, Y = 2, Width = Dialogs.Fields };
        string? answer = null;
        Dialogs.Ask(app, new UiText("Tui", language), texts["AskTitle"], texts["AskStart"], [(texts["AskTarget"], target), (texts["AskRecipient"], recipient)], () =>
        {
            if (!CheckTarget.TryParse(target.Text, out _, out var problem)) return problem.In(language);
            var to = CheckRequest.Unbracketed(recipient.Text.Trim());
            if (to.Length > 0 && CheckRequest.FindProblem(to) is { } wrong) return wrong.In(language);
            answer = $"check {target.Text.Trim()} {to}".TrimEnd();
            return null;
        }, Labels, texts["AskNote"]);
        return answer;
    }
}

// What the prompt asks for that only a screen can show: handed to whoever shows it. Refuses to know what it looks like.
using TelnetSmtp.Core.Prompt;

namespace TelnetSmtp.Core.Net;

public sealed partial class Client
{
    /// <summary>Has <paramref name="action"/> shown, or says in one line why it cannot be.</summary>
    private void Show(PromptAction action)
    {
        var needsScreen = action is PromptAction.Replay ? PromptText.ReplayNeedsScreen : PromptText.NeedsScreen;
        if (_context.Show is not { } show) Print(needsScreen.In(_settings.Language));
        else if (show(action, _settings.Language) is { } wrong) Print($"{wrong}\n");
    }
}

// What the prompt asks for that only a screen can show: the client notes it, the user interface finds it in the next snapshot. Refuses to know what it looks like.
using TelnetSmtp.Core.Prompt;

namespace TelnetSmtp.Core.Net;

public sealed partial class Client
{
    private PromptAction? _asked;

    /// <summary>Asks the user interface for <paramref name="action"/>; one without a screen is told how to come to one.</summary>
    public void Ask(PromptAction action)
    {
        _asked = action;
        Listener?.Said(PromptText.NeedsScreen.In(_settings.Language));
        Touch();
    }
}

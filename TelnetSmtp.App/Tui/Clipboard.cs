// Copied text, to wherever there is a clipboard: the terminal's (OSC 52, works through ssh too) and the desktop's. Refuses to read either.
using System.Text;
using Terminal.Gui.App;

namespace TelnetSmtp.App.Tui;

/// <summary>The way out to the clipboard.</summary>
internal static class Clipboard
{
    /// <summary>Cap of OSC 52: xterm takes 100 000 characters of base 64, others less; longer text would be cut without a word.</summary>
    internal const int LongestText = 74_000;

    /// <summary>Copies <paramref name="text"/>.</summary>
    public static void Copy(IApplication app, string text)
    {
        if (Sequence(text) is { } sequence) app.Driver?.WriteRaw(sequence);
        if (app.Clipboard is { IsSupported: true } clipboard) clipboard.TrySetClipboardData(text);
    }

    /// <summary>The sequence that puts <paramref name="text"/> on the terminal's clipboard; null where it is too long.</summary>
    internal static string? Sequence(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return bytes.Length > LongestText ? null : $"\e]52;c;{Convert.ToBase64String(bytes)}\a";
    }
}

// The keys of a replay: one table, from which the hints and the help are made as well. What is not in it goes by the screen's own table (Keymap).
using TelnetSmtp.Core.Terminal;

namespace TelnetSmtp.App.Tui;

/// <summary>What a key does to a replay.</summary>
internal enum ReplayAction : byte
{
    None, Press, Forward, Back, NextError, PreviousError, ToStart, ToEnd, Faster, Slower, ByHand, Leave,
}

/// <summary>One row: the key, what it does, its name, the topic under which the help explains it.</summary>
internal readonly record struct ReplayKey(KeyStroke Key, ReplayAction Action, string Label, string Topic);

/// <summary>The table.</summary>
internal static class ReplayKeymap
{
    public static IReadOnlyList<ReplayKey> Keys { get; } =
    [
        new(KeyStroke.Of(' '), ReplayAction.Press, "Space", "Press"),
        new(new KeyStroke(KeyCode.Right), ReplayAction.Forward, "→", "Step"),
        new(new KeyStroke(KeyCode.Left), ReplayAction.Back, "←", "Step"),
        new(KeyStroke.Of('e'), ReplayAction.NextError, "e", "Error"),
        new(KeyStroke.Of('E'), ReplayAction.PreviousError, "E", "Error"),
        new(KeyStroke.Of('E', KeyModifiers.Shift), ReplayAction.PreviousError, "", "Error"),
        new(KeyStroke.Of('+'), ReplayAction.Faster, "+", "Speed"),
        new(KeyStroke.Of('-'), ReplayAction.Slower, "-", "Speed"),
        new(KeyStroke.Of('='), ReplayAction.Faster, "", "Speed"),
        new(KeyStroke.Of('h'), ReplayAction.ByHand, "h", "ByHand"),
        new(new KeyStroke(KeyCode.Home), ReplayAction.ToStart, "Home", "Ends"),
        new(new KeyStroke(KeyCode.End), ReplayAction.ToEnd, "End", "Ends"),
        new(new KeyStroke(KeyCode.Escape), ReplayAction.Leave, "Esc", "Leave"),
        new(KeyStroke.Of('q'), ReplayAction.Leave, "q", "Leave"),
    ];

    private static readonly Dictionary<KeyStroke, ReplayAction> ByKey = Keys.ToDictionary(key => key.Key, key => key.Action);

    /// <summary>What <paramref name="key"/> does.</summary>
    public static ReplayAction Find(KeyStroke key) => ByKey.GetValueOrDefault(key);
}

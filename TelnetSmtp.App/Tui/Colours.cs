// Which colour means what, and how a cell of the emulated terminal becomes an attribute of the library. Quiet by intent: the terminal's own
// foreground and background everywhere, base colours only, so that light and dark schemes of the user both hold.
using TelnetSmtp.App.Hosting;
using TelnetSmtp.Core.Smtp;
using TelnetSmtp.Core.Terminal;
using Terminal.Gui.Drawing;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace TelnetSmtp.App.Tui;

/// <summary>Attributes by role.</summary>
internal static class Colours
{
    public static readonly Attribute Text = new(Color.None, Color.None);
    public static readonly Attribute Faint = new(TerminalPalette.At(8), Color.None);
    public static readonly Attribute Heading = new(Color.None, Color.None, TextStyle.Bold);
    public static readonly Attribute Frame = Faint;
    public static readonly Attribute Match = new(TerminalPalette.At(0), TerminalPalette.At(3));
    public static readonly Attribute Status = new(Color.None, Color.None, TextStyle.Reverse);

    private static readonly Attribute Success = new(TerminalPalette.At(2), Color.None);
    private static readonly Attribute Intermediate = new(TerminalPalette.At(6), Color.None);
    private static readonly Attribute Transient = new(TerminalPalette.At(3), Color.None, TextStyle.Bold);
    private static readonly Attribute Permanent = new(TerminalPalette.At(1), Color.None, TextStyle.Bold);
    /// <summary>What the client says.</summary>
    public static readonly Attribute Command = new(TerminalPalette.At(4), Color.None);

    /// <summary>The colour of what a reply's class says.</summary>
    public static Attribute Of(ReplyClass replyClass) => replyClass switch
    {
        ReplyClass.Success => Success,
        ReplyClass.Intermediate => Intermediate,
        ReplyClass.Transient => Transient,
        ReplyClass.Permanent => Permanent,
        _ => Text,
    };

    /// <summary>Symbol and colour of a line: the two say the same, so that either is enough.</summary>
    public static (string Symbol, Attribute Attribute) Of(in DialogueLine line) => line switch
    {
        { Speaker: Speaker.Client or Speaker.Credential } => ("→", Command),
        { Speaker: not Speaker.Server } => (" ", Faint),
        { Position: ReplyPosition.Middle or ReplyPosition.Last, Class: var c } => (" ", Of(c)),
        { Class: ReplyClass.Success } => ("✓", Success),
        { Class: ReplyClass.Intermediate } => ("→", Intermediate),
        { Class: ReplyClass.Transient } => ("!", Transient),
        { Class: ReplyClass.Permanent } => ("✗", Permanent),
        _ => ("?", Text),
    };

    /// <summary>The same attribute, standing out.</summary>
    public static Attribute Chosen(in Attribute attribute) => attribute with { Style = attribute.Style ^ TextStyle.Reverse };

    /// <summary>A cell's style as the library's attribute.</summary>
    /// <param name="style">The style.</param>
    /// <param name="reverseVideo">DECSCNM: the whole screen is inverse.</param>
    public static Attribute Of(in CellStyle style, bool reverseVideo)
    {
        var attributes = style.Attributes;
        var text = TextStyle.None;
        if ((attributes & CellAttributes.Bold) != 0) text |= TextStyle.Bold;
        if ((attributes & CellAttributes.Faint) != 0) text |= TextStyle.Faint;
        if ((attributes & CellAttributes.Italic) != 0) text |= TextStyle.Italic;
        if ((attributes & (CellAttributes.Underline | CellAttributes.DoubleUnderline)) != 0) text |= TextStyle.Underline;
        if ((attributes & CellAttributes.Blink) != 0) text |= TextStyle.Blink;
        if ((attributes & CellAttributes.Strikeout) != 0) text |= TextStyle.Strikethrough;
        if ((attributes & CellAttributes.Inverse) != 0 ^ reverseVideo) text |= TextStyle.Reverse;
        return new Attribute(Of(style.Foreground), Of(style.Background), text);
    }

    private static Color Of(CellColor colour) => colour switch
    {
        { IsPalette: true } => TerminalPalette.At(colour.Index),
        { IsRgb: true } => new Color(colour.Red, colour.Green, colour.Blue),
        _ => Color.None,
    };
}

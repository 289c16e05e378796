// The modes that decide what keys, pastes and the mouse turn into: the server's wishes, as one value.
namespace TelnetSmtp.Core.Terminal;

/// <summary>What the server asked of the keyboard.</summary>
/// <param name="CursorKeys">DECCKM: cursor keys send SS3 instead of CSI.</param>
/// <param name="ApplicationKeypad">DECKPAM: the keypad sends SS3 sequences instead of digits.</param>
/// <param name="NewLine">LNM: Enter sends CR LF.</param>
/// <param name="BracketedPaste">Mode 2004: pasted text stands between CSI 200~ and CSI 201~.</param>
/// <param name="Vt52">VT52 mode: ESC and a letter.</param>
/// <param name="Mouse">Which mouse events are asked for.</param>
/// <param name="MouseEncoding">How they are written.</param>
public readonly record struct KeyModes(bool CursorKeys, bool ApplicationKeypad, bool NewLine, bool BracketedPaste, bool Vt52, MouseTracking Mouse,
    MouseEncoding MouseEncoding);

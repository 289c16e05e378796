// What the stream itself may switch in its own reading. Shared by the parser, which obeys it, and the interpreter, which sets it.
namespace TelnetSmtp.Core.Terminal;

/// <summary>How octets are read.</summary>
public sealed class ParserModes
{
    /// <summary>UTF-8 (ESC % G). Off (ESC % @): each octet is a character, and 80–9F are C1 controls.</summary>
    public bool Utf8 { get; set; } = true;

    /// <summary>VT52's escape sequences (DECANM reset).</summary>
    public bool Vt52 { get; set; }
}

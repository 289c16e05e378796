// The control characters by their ECMA-48 names, and the packing of a control function's identity into one number. Names only.
namespace TelnetSmtp.Core.Terminal;

/// <summary>C0 and C1 characters (ECMA-48 8.2).</summary>
internal static class ControlCodes
{
    public const byte Nul = 0x00, Enq = 0x05, Bel = 0x07, Bs = 0x08, Ht = 0x09, Lf = 0x0A, Vt = 0x0B, Ff = 0x0C, Cr = 0x0D, So = 0x0E, Si = 0x0F,
        Can = 0x18, Sub = 0x1A, Esc = 0x1B, Del = 0x7F;

    public const byte Dcs = 0x90, Sos = 0x98, Csi = 0x9B, St = 0x9C, Osc = 0x9D, Pm = 0x9E, Apc = 0x9F;
}

/// <summary>A control function is named by its private marker, its intermediates and its final byte, each byte of the name eight bits further left
/// than the next: <c>CSI ? Pm $ p</c> is <c>'?' &lt;&lt; 16 | '$' &lt;&lt; 8 | 'p'</c>.</summary>
public static class FunctionName
{
    /// <summary>Private marker and two intermediates; a longer name is no function that anyone defined.</summary>
    public const int MaximumCollected = 3;

    public const int Private = '?' << 8, Secondary = '>' << 8, Tertiary = '=' << 8;

    /// <summary>The name with one byte more.</summary>
    public static int Append(int name, byte next) => (name << 8) | next;
}

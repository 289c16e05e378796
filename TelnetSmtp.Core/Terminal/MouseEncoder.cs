// A mouse event into bytes, only where the server asked for such events (xterm's modes 9, 1000, 1002, 1003; 1006 for the form).
using System.Buffers;
using System.Text;

namespace TelnetSmtp.Core.Terminal;

/// <summary>Buttons; the wheel counts as buttons that are only ever pressed.</summary>
public enum MouseButton : byte
{
    None, Left, Middle, Right, WheelUp, WheelDown,
}

/// <summary>What happened.</summary>
public enum MouseAction : byte
{
    Press, Release, Move,
}

/// <summary>One event. <paramref name="Column"/> and <paramref name="Row"/> are zero-based cells; for a move, <paramref name="Button"/> is the one held.</summary>
public readonly record struct MouseStroke(MouseAction Action, MouseButton Button, int Column, int Row, KeyModifiers Modifiers = KeyModifiers.None);

/// <summary>Encodes mouse events.</summary>
public static class MouseEncoder
{
    /// <summary>The last position that the old form can tell: 223 of one byte, less 32.</summary>
    private const int LegacyLimit = 223;

    private const int ReleaseCode = 3, MotionFlag = 32, WheelFlag = 64, Offset = 32;

    /// <summary>Writes <paramref name="stroke"/>; gives false, and writes nothing, where the server did not ask for it or cannot be told of it.</summary>
    public static bool Encode(MouseStroke stroke, KeyModes modes, IBufferWriter<byte> output)
    {
        if (!IsAsked(stroke, modes.Mouse) || stroke.Column < 0 || stroke.Row < 0)
            return false;
        var code = Code(stroke, modes);
        if (modes.MouseEncoding == MouseEncoding.Sgr)
        {
            Encoding.ASCII.GetBytes($"\e[<{code};{stroke.Column + 1};{stroke.Row + 1}{(stroke.Action == MouseAction.Release ? 'm' : 'M')}", output);
            return true;
        }

        if (stroke.Column >= LegacyLimit || stroke.Row >= LegacyLimit)
            return false;
        output.Write([ControlCodes.Esc, (byte)'[', (byte)'M', (byte)(code + Offset), (byte)(stroke.Column + 1 + Offset), (byte)(stroke.Row + 1 + Offset)]);
        return true;
    }

    private static bool IsAsked(MouseStroke stroke, MouseTracking tracking) => tracking switch
    {
        MouseTracking.Press => stroke.Action == MouseAction.Press,
        MouseTracking.Click => stroke.Action != MouseAction.Move,
        MouseTracking.Drag => stroke.Action != MouseAction.Move || stroke.Button != MouseButton.None,
        MouseTracking.Any => true,
        _ => false,
    };

    private static int Code(MouseStroke stroke, KeyModes modes)
    {
        var code = stroke.Button switch
        {
            MouseButton.Left => 0,
            MouseButton.Middle => 1,
            MouseButton.Right => 2,
            MouseButton.WheelUp => WheelFlag,
            MouseButton.WheelDown => WheelFlag + 1,
            _ => ReleaseCode,
        };
        if (stroke.Action == MouseAction.Release && modes.MouseEncoding == MouseEncoding.Legacy)
            code = ReleaseCode;
        if (stroke.Action == MouseAction.Move)
            code += MotionFlag;
        if (modes.Mouse == MouseTracking.Press)
            return code;
        return code + ((stroke.Modifiers & KeyModifiers.Shift) != 0 ? 4 : 0) + ((stroke.Modifiers & KeyModifiers.Alt) != 0 ? 8 : 0)
            + ((stroke.Modifiers & KeyModifiers.Control) != 0 ? 16 : 0);
    }
}

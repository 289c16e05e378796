// The answers that a server may ask for, and no others: DA1, DA2, DSR, DECRQM, DECRQSS for what is kept, DECRQCRA (ECMA-48 8.3.24, 8.3.35; VT420
// and VT510 manuals). Refuses to send back any text of the server's, and to queue more than a cap: what a server could have us say, it could have
// us type into its shell.
using System.Buffers;
using System.Globalization;
using System.Text;

namespace TelnetSmtp.Core.Terminal;

/// <summary>Writes answers into a queue that the session empties.</summary>
internal sealed class Reports(TerminalState state, ModeSwitches modes, RectangleEditing rectangles)
{
    /// <summary>Answer bytes queued at most; past it answers are dropped. A test suite's longest burst takes some hundred.</summary>
    public const int Capacity = 4096;

    private const string DeviceStatusOk = "0n";

    private readonly ArrayBufferWriter<byte> _queue = new(256);

    /// <summary>Moves the queued answers to <paramref name="output"/>.</summary>
    public void Take(IBufferWriter<byte> output)
    {
        output.Write(_queue.WrittenSpan);
        _queue.ResetWrittenCount();
    }

    /// <summary>DA1 and DECID. As xterm's VT420: 132 columns, selective erase, national sets, windowing rectangles, colour; vt100: a VT100 with AVO.</summary>
    public void PrimaryAttributes() => Csi(state.Type == EmulationType.Vt100 ? "?1;2c" : "?64;1;6;9;15;21;22;28c");

    /// <summary>DA2: a VT420 that knows what xterm's patch 314 knew (by this number vim chooses the SGR mouse), no ROM cartridge.</summary>
    public void SecondaryAttributes() => Csi(state.Type == EmulationType.Vt100 ? ">0;0;0c" : ">41;314;0c");

    /// <summary>VT52's ESC Z.</summary>
    public void Vt52Identity() => Send("\e/Z");

    /// <summary>DSR.</summary>
    public void DeviceStatus(int question)
    {
        if (question == 5)
            Csi(DeviceStatusOk);
        else if (question == 6)
            Csi(CursorPosition() + "R");
    }

    /// <summary>DEC's DSR: fixed answers that there is no printer, locator or macro, and the cursor's place.</summary>
    public void DecDeviceStatus(SequenceParameters parameters)
    {
        switch (parameters[0])
        {
            case 6:
                Csi($"?{CursorPosition()};1R");
                break;
            case 15:
                Csi("?13n");
                break;
            case 25:
                Csi("?21n");
                break;
            case 26:
                Csi("?27;1;0;0n");
                break;
            case 53 or 55:
                Csi("?53n");
                break;
            case 56:
                Csi("?57;0n");
                break;
            case 62:
                Csi("0*{");
                break;
            case 63:
                Dcs(string.Create(CultureInfo.InvariantCulture, $"{parameters[1]}!~0000"));
                break;
            case 75:
                Csi("?70n");
                break;
            case 85:
                Csi("?83n");
                break;
        }
    }

    /// <summary>DECRQM.</summary>
    public void Mode(int mode, bool isPrivate)
    {
        if (state.Modes.ConformanceLevel < 3)
            return;
        var status = isPrivate ? modes.PrivateStatus(mode) : modes.AnsiStatus(mode);
        Csi(string.Create(CultureInfo.InvariantCulture, $"{(isPrivate ? "?" : "")}{mode};{(int)status}$y"));
    }

    /// <summary>DECRQSS: the setting that <paramref name="name"/> names, or that it is not known; the name itself never comes from the server's text.</summary>
    public void Setting(ReadOnlySpan<byte> name, bool truncated)
    {
        var setting = truncated || name.Length > 2 ? null : Encoding.Latin1.GetString(name) switch
        {
            "m" => StyleText.Of(state.Cursor.Pen.Style) + "m",
            "r" => string.Create(CultureInfo.InvariantCulture, $"{state.Margins.Top + 1};{state.Margins.Bottom + 1}r"),
            "s" => string.Create(CultureInfo.InvariantCulture, $"{state.Margins.Left + 1};{state.Margins.Right + 1}s"),
            " q" => string.Create(CultureInfo.InvariantCulture, $"{(int)state.CursorShape + 1} q"),
            "\"q" => (state.Cursor.Pen.IsProtected ? "1" : "0") + "\"q",
            "\"p" => string.Create(CultureInfo.InvariantCulture, $"6{state.Modes.ConformanceLevel};{(state.Modes.EightBitAnswers ? 0 : 1)}\"p"),
            "*x" => string.Create(CultureInfo.InvariantCulture, $"{state.Modes.AttributeExtent}*x"),
            "t" => string.Create(CultureInfo.InvariantCulture, $"{state.Rows}t"),
            // There is no status line (DECSSDT 0), so that all goes to the main display (DECSASD 0).
            "$~" => "0$~",
            "$}" => "0$}",
            "$|" => string.Create(CultureInfo.InvariantCulture, $"{state.Columns}$|"),
            "*|" => string.Create(CultureInfo.InvariantCulture, $"{state.Rows}*|"),
            _ => null,
        };
        Dcs(setting is null ? "0$r" : "1$r" + setting);
    }

    /// <summary>DECRQCRA.</summary>
    public void Checksum(SequenceParameters parameters) =>
        Dcs(string.Create(CultureInfo.InvariantCulture, $"{parameters[0]}!~{rectangles.Checksum(parameters):X4}"));

    private string CursorPosition()
    {
        var area = state.AddressArea;
        return string.Create(CultureInfo.InvariantCulture, $"{state.Cursor.Row - area.Top + 1};{state.Cursor.Column - area.Left + 1}");
    }

    private void Csi(string text) => Send((state.Modes.EightBitAnswers ? "\u009B" : "\e[") + text);

    private void Dcs(string text) => Send(state.Modes.EightBitAnswers ? "\u0090" + text + "\u009C" : "\eP" + text + "\e\\");

    private void Send(string answer)
    {
        if (_queue.WrittenCount + answer.Length <= Capacity)
            Encoding.Latin1.GetBytes(answer, _queue);
    }
}

// What a parser tells: characters, controls, sequences, strings, in the order of the bytes. Implemented by ScreenInterpreter and by debugging tools.
namespace TelnetSmtp.Core.Terminal;

/// <summary>Receives what <see cref="AnsiParser"/> reads. Spans and parameters are valid during the call only.</summary>
public interface IAnsiHandler
{
    /// <summary>A run of printable ASCII, 20–7E.</summary>
    void Print(ReadOnlySpan<byte> ascii);

    /// <summary>One Unicode scalar value from U+00A0 up; U+FFFD for each malformed UTF-8 part. Without UTF-8, an octet of A0–FF.</summary>
    void Print(int scalar);

    /// <summary>A C0 control other than ESC.</summary>
    void Execute(byte control);

    /// <summary>ESC, intermediates, final; or a C1 control as its twin. See <see cref="FunctionName"/>.</summary>
    void Escape(int function);

    /// <summary>CSI … final.</summary>
    void ControlSequence(int function, SequenceParameters parameters);

    /// <summary>DCS … final, data, ST. <paramref name="truncated"/>: the data was longer than <see cref="AnsiParser.StringCapacity"/>.</summary>
    void DeviceControl(int function, SequenceParameters parameters, ReadOnlySpan<byte> data, bool truncated);

    /// <summary>OSC, SOS, PM or APC (told by its C1 octet), data, ST.</summary>
    void ControlString(byte introducer, ReadOnlySpan<byte> data, bool truncated);

    /// <summary>VT52's ESC Y: zero-based row and column.</summary>
    void Vt52Address(int row, int column);
}

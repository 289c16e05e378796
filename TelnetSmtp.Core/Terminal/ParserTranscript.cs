// Writes down every call of the parser, one line each: the handler for debugging and for tests. Obeys nothing.
using System.Globalization;
using System.Text;

namespace TelnetSmtp.Core.Terminal;

/// <summary>A handler that gives each event as a line of text to <paramref name="line"/>, neighbouring characters as one. Call <see cref="Flush"/> at the end.</summary>
public sealed class ParserTranscript(Action<string> line) : IAnsiHandler
{
    /// <summary>Characters in one line at most, so that text without controls takes no more memory than this.</summary>
    public const int LongestText = 4096;

    private readonly StringBuilder _text = new();

    public void Print(ReadOnlySpan<byte> ascii)
    {
        while (!ascii.IsEmpty)
        {
            var count = Math.Min(ascii.Length, LongestText - _text.Length);
            _text.Append(Encoding.ASCII.GetString(ascii[..count]));
            ascii = ascii[count..];
            FlushIfFull();
        }
    }

    public void Print(int scalar)
    {
        _text.Append(new Rune(scalar));
        FlushIfFull();
    }

    public void Execute(byte control) => Line(string.Create(CultureInfo.InvariantCulture, $"control {control:X2}"));

    public void Escape(int function) => Line("escape " + Name(function));

    public void ControlSequence(int function, SequenceParameters parameters) => Line("csi " + Name(function) + Numbers(parameters));

    public void DeviceControl(int function, SequenceParameters parameters, ReadOnlySpan<byte> data, bool truncated) =>
        Line("dcs " + Name(function) + Numbers(parameters) + Data(data, truncated));

    public void ControlString(byte introducer, ReadOnlySpan<byte> data, bool truncated) => Line(introducer switch
    {
        ControlCodes.Osc => "osc",
        ControlCodes.Sos => "sos",
        ControlCodes.Pm => "pm",
        _ => "apc",
    } + Data(data, truncated));

    public void Vt52Address(int row, int column) => Line(string.Create(CultureInfo.InvariantCulture, $"address {row},{column}"));

    /// <summary>Gives the characters that are still gathered.</summary>
    public void Flush()
    {
        if (_text.Length == 0)
            return;
        var text = _text.ToString();
        _text.Clear();
        line($"print \"{text}\"");
    }

    private void FlushIfFull()
    {
        if (_text.Length >= LongestText)
            Flush();
    }

    private void Line(string text)
    {
        Flush();
        line(text);
    }

    private static string Name(int function)
    {
        var name = new StringBuilder();
        for (var shift = 24; shift >= 0; shift -= 8)
            if ((byte)(function >> shift) is var octet and not 0)
                name.Append((char)octet);
        return name.ToString().Replace(" ", "SP", StringComparison.Ordinal);
    }

    private static string Numbers(SequenceParameters parameters)
    {
        var numbers = new StringBuilder();
        for (var i = 0; i < parameters.Count; i++)
        {
            numbers.Append(i == 0 ? ' ' : parameters.IsSubparameter(i) ? ':' : ';');
            if (!parameters.IsOmitted(i))
                numbers.Append(CultureInfo.InvariantCulture, $"{parameters[i]}");
        }

        return numbers.ToString();
    }

    private static string Data(ReadOnlySpan<byte> data, bool truncated)
    {
        var text = new StringBuilder(" \"");
        foreach (var character in Encoding.UTF8.GetString(data))
        {
            if (char.IsControl(character))
                text.Append(CultureInfo.InvariantCulture, $"\\x{(int)character:X2}");
            else
                text.Append(character);
        }

        return text.Append(truncated ? "\" truncated" : "\"").ToString();
    }
}

// Finds out the format by the first lines, holding them back until one tells, then reads them with it. Also for what stands inside another format, such as
// swaks in a typescript. Bounded: after so many lines without a sign the record is read as plain text.
using TelnetSmtp.Core.Records.Formats;

namespace TelnetSmtp.Core.Records;

/// <summary>Holds back, decides, delegates.</summary>
/// <param name="formats">In the order in which they are asked.</param>
/// <param name="known">The format, where it was named.</param>
internal sealed class SniffingReader(IReadOnlyList<RecordFormat> formats, RecordFormat? known = null) : IFormatReader
{
    /// <summary>Lines that are looked at: the headers of a mail that holds a transcript are fewer.</summary>
    public const int MaxHeld = 100;

    /// <summary>Bytes that are held back.</summary>
    public const int MaxHeldBytes = 1 << 18;

    private readonly List<(long Number, byte[] Line)> _held = [];
    private IFormatReader? _reader = known?.Open();
    private int _heldBytes, _passed;

    /// <summary>The format; null until it is known.</summary>
    public RecordFormat? Format { get; private set; } = known;

    /// <summary>Whether a record that no format knows is to be refused.</summary>
    public bool Refuses { get; set; }

    /// <summary>Whether it was.</summary>
    public bool Refused { get; private set; }

    public void Read(long number, ReadOnlySpan<byte> line, IFoundLines found)
    {
        if (Refused)
            return;
        if (_reader is not null)
        {
            _reader.Read(number, line, found);
            return;
        }
        foreach (var format in formats)
            if (format.Recognises(line))
            {
                Hold(number, line);
                Decide(format, found);
                return;
            }
        Hold(number, line);
        if (_held.Count + _passed >= MaxHeld || _heldBytes >= MaxHeldBytes)
            DecidePlain(found);
    }

    /// <summary>Nothing more is coming for now. What is held back is handed over: as notes where nobody says it in a dialogue, so that the format can still
    /// be found out, else as plain text.</summary>
    public void Settle(IFoundLines found)
    {
        if (_reader is not null || _held.Count == 0 || Refuses)
            return;
        if (_held.Exists(held => UnlabelledLines.OpensDialogue(held.Line)))
        {
            DecidePlain(found);
            return;
        }
        foreach (var (number, line) in _held)
            found.Found(new FoundLine { Number = number, Text = line });
        _passed += _held.Count;
        _held.Clear();
    }

    public void Finish(IFoundLines found)
    {
        if (_reader is null && !Refused)
            DecidePlain(found);
        _reader?.Finish(found);
    }

    /// <summary>What is no text is not read, unless its format was named.</summary>
    public void Refuse()
    {
        if (_reader is not null)
            return;
        Refused = true;
        _held.Clear();
    }

    private void Hold(long number, ReadOnlySpan<byte> line)
    {
        _held.Add((number, line.ToArray()));
        _heldBytes += line.Length;
    }

    private void DecidePlain(IFoundLines found)
    {
        Refused = Refuses;
        if (Refused)
            _held.Clear();
        else
            Decide(PlainFormat.Format, found);
    }

    private void Decide(RecordFormat format, IFoundLines found)
    {
        Format = format;
        _reader = format.Open();
        foreach (var (number, line) in _held)
            _reader.Read(number, line, found);
        _held.Clear();
    }
}

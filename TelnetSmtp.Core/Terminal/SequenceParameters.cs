// The numbers of a control sequence (ECMA-48 5.4.1) with their sub-parameters (ITU T.416 13.1.8). Data with rules of its own; knows no function.
namespace TelnetSmtp.Core.Terminal;

/// <summary>The parameters of the sequence being read. One instance serves a parser for ever; a handler reads it during the call and keeps nothing.</summary>
public sealed class SequenceParameters
{
    /// <summary>Parameters and sub-parameters kept; those past it are dropped, as xterm drops them past 30. A full SGR with two direct colours takes 12.</summary>
    public const int Maximum = 32;

    /// <summary>The largest value; higher ones count as this. DEC's terminals stop at 16383, xterm at 65535.</summary>
    public const int LargestValue = 65535;

    private const int Omitted = -1;

    private readonly int[] _values = new int[Maximum];
    private uint _subparameters;
    private bool _full;

    /// <summary>How many there are; a sequence without any has none, <c>CSI ; H</c> has two.</summary>
    public int Count { get; private set; }

    /// <summary>The number at <paramref name="index"/>, 0 where it is omitted or there is none.</summary>
    public int this[int index] => index < Count ? Math.Max(_values[index], 0) : 0;

    /// <summary>The number at <paramref name="index"/>, or <paramref name="otherwise"/> where it is 0, omitted or absent: the rule of most functions.</summary>
    public int OrDefault(int index, int otherwise = 1)
    {
        var value = this[index];
        return value == 0 ? otherwise : value;
    }

    /// <summary>Whether nothing stands at <paramref name="index"/>.</summary>
    public bool IsOmitted(int index) => index >= Count || _values[index] == Omitted;

    /// <summary>Whether the number at <paramref name="index"/> follows a colon, and so belongs to the one before.</summary>
    public bool IsSubparameter(int index) => index < Count && (_subparameters & (1u << index)) != 0;

    public void Clear()
    {
        Count = 0;
        _subparameters = 0;
        _full = false;
    }

    /// <summary>Takes one byte of 30–3B: a digit, <c>:</c> or <c>;</c>.</summary>
    public void Add(byte octet)
    {
        if (_full)
            return;
        if (Count == 0)
        {
            Count = 1;
            _values[0] = Omitted;
        }

        if (octet < ':')
        {
            ref var value = ref _values[Count - 1];
            value = Math.Min(Math.Max(value, 0) * 10 + (octet - '0'), LargestValue);
        }
        else if (Count == Maximum)
        {
            _full = true;
        }
        else
        {
            if (octet == ':')
                _subparameters |= 1u << Count;
            _values[Count++] = Omitted;
        }
    }
}

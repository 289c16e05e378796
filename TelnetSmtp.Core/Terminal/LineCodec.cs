// The compact form of a line in the scrollback: runs of one style, ASCII a byte a cell. Knows cells and bytes, no rows and no screen.
//
// A line: flags (1: wrapped), then runs to its end. A run: kind, [style: foreground, background, attributes], count, cells.
// In a run of ASCII a cell is its character. In any other a cell is a number (7 bits a byte, low first): symbol << 2 | form; a cluster is
// followed by its text's length and UTF-8.
using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace TelnetSmtp.Core.Terminal;

/// <summary>Packs and unpacks lines.</summary>
internal sealed class LineCodec
{
    private const byte WrappedFlag = 1;
    private const byte AsciiRun = 1, StyledRun = 2;
    private const int StyleBytes = 10, LongestNumber = 5;
    private const int SingleForm = 0, WideForm = 1, RightHalfForm = 2, ClusterForm = 3, WideClusterFlag = 1;

    private byte[] _buffer = new byte[512];
    private int _length;

    /// <summary>The packed line, valid until the next call. Blank cells at its end are left out.</summary>
    public ReadOnlySpan<byte> Pack(ReadOnlySpan<GridCell> cells, bool wrapped, GraphemeTable graphemes)
    {
        while (!cells.IsEmpty && cells[^1].IsBlank)
            cells = cells[..^1];
        _length = 0;
        Reserve(1);
        _buffer[_length++] = wrapped ? WrappedFlag : (byte)0;
        while (!cells.IsEmpty)
        {
            var run = RunLength(cells, out var ascii);
            PackRun(cells[..run], ascii, graphemes);
            cells = cells[run..];
        }

        return _buffer.AsSpan(0, _length);
    }

    /// <summary>The same for a line of ASCII without style.</summary>
    public ReadOnlySpan<byte> Pack(ReadOnlySpan<byte> ascii, bool wrapped)
    {
        _length = 0;
        Reserve(2 + LongestNumber + ascii.Length);
        _buffer[_length++] = wrapped ? WrappedFlag : (byte)0;
        if (!ascii.IsEmpty)
        {
            _buffer[_length++] = AsciiRun;
            PackNumber((uint)ascii.Length);
            ascii.CopyTo(_buffer.AsSpan(_length));
            _length += ascii.Length;
        }

        return _buffer.AsSpan(0, _length);
    }

    /// <summary>Unpacks the published form.</summary>
    public static ScreenLine Unpack(ReadOnlySpan<byte> packed)
    {
        var cells = new List<Cell>(packed.Length);
        var reader = new Reader(packed);
        while (reader.Next(out var cell, out var cluster))
        {
            var width = cell.Extent switch { CellExtent.WideLeft => (byte)2, CellExtent.WideRight => (byte)0, _ => (byte)1 };
            var scalar = cluster is null ? cell.Symbol : Rune.GetRuneAt(cluster, 0).Value;
            cells.Add(new Cell(scalar, width, cell.Style, cluster));
        }

        return cells.Count == 0 && !reader.Wrapped ? ScreenLine.Blank : new ScreenLine(cells.ToArray(), reader.Wrapped);
    }

    /// <summary>Unpacks into a row of the living screen.</summary>
    public static void Unpack(ReadOnlySpan<byte> packed, ScreenRow row, GraphemeTable graphemes)
    {
        var cells = new List<GridCell>(packed.Length);
        var reader = new Reader(packed);
        while (reader.Next(out var cell, out var cluster))
        {
            if (cluster is not null)
                cell.Symbol = graphemes.Add(cluster) ?? Rune.GetRuneAt(cluster, 0).Value;
            cells.Add(cell);
        }

        row.Restore(cells.ToArray(), reader.Wrapped);
    }

    private static int RunLength(ReadOnlySpan<GridCell> cells, out bool ascii)
    {
        ascii = IsAscii(cells[0]);
        var length = 1;
        while (length < cells.Length && cells[length].SameStyle(cells[0]) && IsAscii(cells[length]) == ascii)
            length++;
        return length;
    }

    private static bool IsAscii(in GridCell cell) => (uint)cell.Symbol < 0x80 && cell.Extent == CellExtent.Single;

    private void PackRun(ReadOnlySpan<GridCell> cells, bool ascii, GraphemeTable graphemes)
    {
        var styled = !cells[0].IsDefaultStyle;
        Reserve(1 + StyleBytes + LongestNumber + cells.Length);
        _buffer[_length++] = (byte)((ascii ? AsciiRun : 0) | (styled ? StyledRun : 0));
        if (styled)
            PackStyle(cells[0]);
        PackNumber((uint)cells.Length);
        if (ascii)
        {
            var target = _buffer.AsSpan(_length, cells.Length);
            for (var i = 0; i < cells.Length; i++)
                target[i] = (byte)cells[i].Symbol;
            _length += cells.Length;
        }
        else
        {
            foreach (ref readonly var cell in cells)
                PackCell(cell, graphemes);
        }
    }

    private void PackStyle(in GridCell cell)
    {
        var style = _buffer.AsSpan(_length, StyleBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(style, cell.Foreground.Packed);
        BinaryPrimitives.WriteUInt32LittleEndian(style[4..], cell.Background.Packed);
        BinaryPrimitives.WriteUInt16LittleEndian(style[8..], (ushort)cell.Attributes);
        _length += StyleBytes;
    }

    private void PackCell(in GridCell cell, GraphemeTable graphemes)
    {
        Reserve(2 * LongestNumber);
        if (cell.Symbol < GraphemeTable.FirstSymbol)
        {
            var form = cell.Extent switch { CellExtent.WideLeft => WideForm, CellExtent.WideRight => RightHalfForm, _ => SingleForm };
            PackNumber(((uint)cell.Symbol << 2) | (uint)form);
            return;
        }

        var text = graphemes[cell.Symbol];
        PackNumber(((cell.Extent == CellExtent.WideLeft ? WideClusterFlag : 0u) << 2) | ClusterForm);
        var bytes = Encoding.UTF8.GetByteCount(text);
        PackNumber((uint)bytes);
        Reserve(bytes);
        _length += Encoding.UTF8.GetBytes(text, _buffer.AsSpan(_length));
    }

    private void PackNumber(uint number)
    {
        for (; number >= 0x80; number >>= 7)
            _buffer[_length++] = (byte)(number | 0x80);
        _buffer[_length++] = (byte)number;
    }

    private void Reserve(int bytes)
    {
        if (_length + bytes > _buffer.Length)
            Array.Resize(ref _buffer, (int)BitOperations.RoundUpToPowerOf2((uint)(_length + bytes)));
    }

    /// <summary>Walks the cells of a packed line.</summary>
    private ref struct Reader
    {
        private ReadOnlySpan<byte> _rest;
        private GridCell _style;
        private uint _left;
        private bool _ascii;

        public Reader(ReadOnlySpan<byte> packed)
        {
            Wrapped = (packed[0] & WrappedFlag) != 0;
            _rest = packed[1..];
        }

        public bool Wrapped { get; }

        public bool Next(out GridCell cell, out string? cluster)
        {
            cluster = null;
            cell = default;
            if (_left == 0 && !BeginRun())
                return false;
            _left--;
            if (_ascii)
            {
                cell = _style.With(_rest[0]);
                _rest = _rest[1..];
                return true;
            }

            var number = Number();
            var value = (int)(number >> 2);
            cell = (number & 3) switch
            {
                WideForm => _style.With(value, CellExtent.WideLeft),
                RightHalfForm => _style.With(value, CellExtent.WideRight),
                ClusterForm => _style.With(0, value == WideClusterFlag ? CellExtent.WideLeft : CellExtent.Single),
                _ => _style.With(value),
            };
            if ((number & 3) == ClusterForm)
            {
                var bytes = (int)Number();
                cluster = Encoding.UTF8.GetString(_rest[..bytes]);
                _rest = _rest[bytes..];
            }

            return true;
        }

        private bool BeginRun()
        {
            if (_rest.IsEmpty)
                return false;
            var kind = _rest[0];
            _rest = _rest[1..];
            _style = default;
            if ((kind & StyledRun) != 0)
            {
                _style.Foreground = new CellColor(BinaryPrimitives.ReadUInt32LittleEndian(_rest));
                _style.Background = new CellColor(BinaryPrimitives.ReadUInt32LittleEndian(_rest[4..]));
                _style.Attributes = (CellAttributes)BinaryPrimitives.ReadUInt16LittleEndian(_rest[8..]);
                _rest = _rest[StyleBytes..];
            }

            _ascii = (kind & AsciiRun) != 0;
            _left = Number();
            return true;
        }

        private uint Number()
        {
            uint number = 0;
            for (var shift = 0; ; shift += 7)
            {
                var octet = _rest[0];
                _rest = _rest[1..];
                number |= (uint)(octet & 0x7F) << shift;
                if (octet < 0x80)
                    return number;
            }
        }
    }
}

// Splits a terminal stream into characters, controls and sequences and assigns no meaning to any of them (ECMA-48 5; the states: AnsiTransitions).
// A push parser: bytes in at any chunking, calls out, partial state kept within. Refuses to fail: what is no sequence is swallowed.
using System.Buffers;
using System.Text;

namespace TelnetSmtp.Core.Terminal;

/// <summary>The parser. Gives the same calls for the same bytes however they are cut, but for the cuts within runs of ASCII.</summary>
public sealed class AnsiParser(IAnsiHandler handler, ParserModes modes)
{
    /// <summary>Bytes of an OSC, DCS, SOS, PM or APC string that are kept; the rest is swallowed. The longest that is answered (DECRQSS) has four.</summary>
    public const int StringCapacity = 1024;

    private const int ReplacementCharacter = 0xFFFD, FirstPrintableHigh = 0xA0;

    private readonly SequenceParameters _parameters = new();
    private readonly byte[] _string = new byte[StringCapacity];
    private readonly byte[] _partialScalar = new byte[4];
    private ParserState _state;
    private int _partialLength;
    private int _collected, _function;
    private int _stringLength;
    private byte _stringIntroducer;
    private bool _stringTruncated;
    private int _vt52Row;

    /// <summary>Forgets a sequence or character that has only begun.</summary>
    public void Reset()
    {
        _state = ParserState.Ground;
        _partialLength = 0;
    }

    /// <summary>Reads <paramref name="bytes"/>.</summary>
    public void Feed(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length)
        {
            if (_partialLength > 0)
            {
                at += ContinueScalar(bytes[at]);
                continue;
            }

            if (_state == ParserState.Ground)
            {
                var rest = bytes[at..];
                var run = rest.IndexOfAnyExceptInRange((byte)0x20, (byte)0x7E);
                if (run != 0)
                {
                    handler.Print(run < 0 ? rest : rest[..run]);
                    if (run < 0)
                        return;
                    at += run;
                }
            }

            var octet = bytes[at];
            if (octet < 0x80 || !modes.Utf8)
            {
                Step(octet);
                at++;
            }
            else
            {
                at += BeginScalar(bytes[at..]);
            }
        }
    }

    private int BeginScalar(ReadOnlySpan<byte> bytes)
    {
        switch (Rune.DecodeFromUtf8(bytes, out var rune, out var consumed))
        {
            case OperationStatus.Done:
                Take(rune.Value);
                return consumed;
            case OperationStatus.NeedMoreData:
                bytes.CopyTo(_partialScalar);
                _partialLength = bytes.Length;
                return bytes.Length;
            default:
                Take(ReplacementCharacter);
                return consumed;
        }
    }

    /// <summary>Adds one octet to a character that a chunk's end has cut. Gives 1 if it belonged there, 0 if it is to be read anew.</summary>
    private int ContinueScalar(byte octet)
    {
        _partialScalar[_partialLength] = octet;
        switch (Rune.DecodeFromUtf8(_partialScalar.AsSpan(0, _partialLength + 1), out var rune, out _))
        {
            case OperationStatus.Done:
                _partialLength = 0;
                Take(rune.Value);
                return 1;
            case OperationStatus.NeedMoreData:
                _partialLength++;
                return 1;
            default:
                _partialLength = 0;
                Take(ReplacementCharacter);
                return 0;
        }
    }

    private void Take(int scalar)
    {
        if (scalar < FirstPrintableHigh)
            Step((byte)scalar);
        else if (_state == ParserState.Ground)
            handler.Print(scalar);
        else if (_state is ParserState.ControlString or ParserState.DcsPassthrough)
            PutScalar(new Rune(scalar));
    }

    private void PutScalar(Rune rune)
    {
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var octet in utf8[..rune.EncodeToUtf8(utf8)])
            PutString(octet);
    }

    private void Step(byte octet)
    {
        var from = _state;
        var entry = AnsiTransitions.Entries[AnsiTransitions.Index(from, octet)];
        _state = AnsiTransitions.Next(entry);
        switch (AnsiTransitions.Action(entry))
        {
            case ParserAction.Print:
                PrintOctet(octet);
                break;
            case ParserAction.Execute:
                handler.Execute(octet);
                break;
            case ParserAction.Clear:
                Clear();
                break;
            case ParserAction.Collect:
                Collect(octet);
                break;
            case ParserAction.Param:
                _parameters.Add(octet);
                break;
            case ParserAction.EscapeDispatch:
                if (_collected <= FunctionName.MaximumCollected)
                    handler.Escape(FunctionName.Append(_function, octet));
                break;
            case ParserAction.C1Dispatch:
                handler.Escape(octet - 0x40);
                break;
            case ParserAction.CsiDispatch:
                if (_collected <= FunctionName.MaximumCollected)
                    handler.ControlSequence(FunctionName.Append(_function, octet), _parameters);
                break;
            case ParserAction.DcsStart:
                Collect(octet);
                StartString(ControlCodes.Dcs);
                break;
            case ParserAction.StringStart:
                StartString((byte)(octet < 0x80 ? octet + 0x40 : octet));
                break;
            case ParserAction.StringPut:
                StringPut(octet);
                break;
            case ParserAction.StringEnd:
                EndString();
                Clear();
                break;
            case ParserAction.StringCancel:
                handler.Execute(octet);
                break;
            case ParserAction.Vt52Coordinate:
                _vt52Row = octet - 0x20;
                break;
            case ParserAction.Vt52Dispatch:
                handler.Vt52Address(_vt52Row, octet - 0x20);
                break;
        }
    }

    private void PrintOctet(byte octet)
    {
        if (octet < 0x80)
            handler.Print([octet]);
        else
            handler.Print((int)octet);
    }

    private void Clear()
    {
        _parameters.Clear();
        _collected = 0;
        _function = 0;
        if (_state == ParserState.Escape && modes.Vt52)
            _state = ParserState.Vt52Escape;
    }

    private void Collect(byte octet)
    {
        _collected++;
        _function = FunctionName.Append(_function, octet);
    }

    private void StartString(byte introducer)
    {
        _stringIntroducer = introducer;
        _stringLength = 0;
        _stringTruncated = false;
    }

    private void StringPut(byte octet)
    {
        if (octet == ControlCodes.Bel && _stringIntroducer == ControlCodes.Osc)
        {
            _state = ParserState.Ground;
            EndString();
        }
        else
        {
            PutString(octet);
        }
    }

    private void PutString(byte octet)
    {
        if (_stringLength < StringCapacity)
            _string[_stringLength++] = octet;
        else
            _stringTruncated = true;
    }

    private void EndString()
    {
        var data = _string.AsSpan(0, _stringLength);
        if (_stringIntroducer != ControlCodes.Dcs)
            handler.ControlString(_stringIntroducer, data, _stringTruncated);
        else if (_collected <= FunctionName.MaximumCollected + 1)
            handler.DeviceControl(_function, _parameters, data, _stringTruncated);
    }
}

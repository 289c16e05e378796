// How an SMTP session is shown: text as it is, and every control character as a symbol instead of being obeyed, so that a bare LF, a lone CR or an
// ESC in a reply is seen. Obeyed are only CR LF, HT and BS (which local echo needs); a lone LF is shown and then begins a new line.
using System.Buffers;
using System.Text;

namespace TelnetSmtp.Core.Terminal;

/// <summary>Reads bytes and prints them, controls made visible. The same screen at any chunking.</summary>
internal sealed class VisibleControls(IAnsiHandler screen)
{
    private const int FirstControlPicture = 0x2400, DeletePicture = 0x2421, ReplacementCharacter = 0xFFFD;

    private readonly byte[] _partial = new byte[4];
    private int _partialLength;
    private bool _afterCr;

    /// <summary>Forgets a character or line end that has only begun.</summary>
    public void Reset()
    {
        _partialLength = 0;
        _afterCr = false;
    }

    public void Feed(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_partialLength > 0)
            {
                bytes = bytes[ContinueScalar(bytes[0])..];
                continue;
            }

            if (_afterCr)
            {
                _afterCr = false;
                if (bytes[0] == ControlCodes.Lf)
                {
                    screen.Execute(ControlCodes.Cr);
                    screen.Execute(ControlCodes.Lf);
                    bytes = bytes[1..];
                    continue;
                }

                Show(ControlCodes.Cr);
            }

            var run = bytes.IndexOfAnyExceptInRange((byte)0x20, (byte)0x7E);
            if (run != 0)
            {
                screen.Print(run < 0 ? bytes : bytes[..run]);
                if (run < 0)
                    return;
                bytes = bytes[run..];
            }

            bytes = bytes[(bytes[0] < 0x80 ? Control(bytes[0]) : BeginScalar(bytes))..];
        }
    }

    private int Control(byte octet)
    {
        switch (octet)
        {
            case ControlCodes.Cr:
                _afterCr = true;
                break;
            case ControlCodes.Lf:
                Show(octet);
                screen.Execute(ControlCodes.Cr);
                screen.Execute(ControlCodes.Lf);
                break;
            case ControlCodes.Ht or ControlCodes.Bs:
                screen.Execute(octet);
                break;
            default:
                Show(octet);
                break;
        }

        return 1;
    }

    private void Show(byte control) => screen.Print(control == ControlCodes.Del ? DeletePicture : FirstControlPicture + control);

    private int BeginScalar(ReadOnlySpan<byte> bytes)
    {
        var status = Rune.DecodeFromUtf8(bytes, out var rune, out var consumed);
        if (status == OperationStatus.NeedMoreData)
        {
            bytes.CopyTo(_partial);
            _partialLength = bytes.Length;
            return bytes.Length;
        }

        Print(status == OperationStatus.Done ? rune.Value : ReplacementCharacter);
        return consumed;
    }

    private int ContinueScalar(byte octet)
    {
        _partial[_partialLength] = octet;
        var status = Rune.DecodeFromUtf8(_partial.AsSpan(0, _partialLength + 1), out var rune, out _);
        if (status == OperationStatus.NeedMoreData)
        {
            _partialLength++;
            return 1;
        }

        _partialLength = 0;
        Print(status == OperationStatus.Done ? rune.Value : ReplacementCharacter);
        return status == OperationStatus.Done ? 1 : 0;
    }

    /// <summary>C1 controls have no pictures in Unicode, and what turns or hides text (U+202E, U+200B) is not to be seen at all: they are shown by name,
    /// <c>&lt;U+009B&gt;</c>.</summary>
    private void Print(int scalar)
    {
        if (scalar is >= 0x80 and <= 0x9F || CharacterPrinter.IsHidden(scalar))
            screen.Print(Encoding.ASCII.GetBytes($"<U+{scalar:X4}>"));
        else
            screen.Print(scalar);
    }
}

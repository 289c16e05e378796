// The keyboard's bytes on Unix: blocks in poll(2), reads in big pieces, decodes UTF-8 across reads, times a lone ESC, wakes the loop. Raw mode is set by
// the base class.
// Refuses to parse keys (the library does) and to run on Windows. Replaces the stock input, which sleeps 20 ms between looks and tears
// characters that straddle its 256-byte reads.
using System.Collections.Concurrent;
using System.Text;
using Terminal.Gui.Drivers;

namespace TelnetSmtp.App.Hosting;

/// <summary>Input that wakes the loop.</summary>
/// <param name="wake">Called from the input thread after characters were queued.</param>
/// <param name="gone">Called from the input thread when the terminal is gone for good.</param>
internal sealed class FastInput(Action wake, Action gone) : AnsiInput, IInput<char>
{
    /// <summary>Cap of one read: a paste of a long message comes in a few pieces, and no more than this is held undecoded.</summary>
    private const int ReadSize = 64 * 1024;

    /// <summary>Milliseconds. Bounds how long the end of the program waits for this thread.</summary>
    private const int LookAtCancellationEvery = 50;

    /// <summary>Milliseconds after which an ESC that nothing followed was the key: a sequence comes in one piece, or in two over a network. As the
    /// library's own parser has it.</summary>
    private const int EscapeIsAlone = 50;

    private ConcurrentQueue<char>? _queue;

    void IInput<char>.Initialize(ConcurrentQueue<char> inputQueue)
    {
        _queue = inputQueue;
        Initialize(inputQueue);
    }

    void IInput<char>.Run(CancellationToken runCancellationToken)
    {
        if (!IsAttachedToTerminal)
        {
            Run(runCancellationToken);
            return;
        }
        var decoder = new Utf8Pieces();
        var keys = new EscapeKeys(_queue!);
        var bytes = new byte[ReadSize];
        while (!runCancellationToken.IsCancellationRequested)
        {
            if (!Posix.WaitForInput(Posix.StandardInput, keys.IsHolding ? EscapeIsAlone : LookAtCancellationEvery))
            {
                if (!keys.IsHolding) continue;
                keys.Flush();
                wake();
                continue;
            }
            var n = Posix.Read(Posix.StandardInput, bytes);
            if (n < 0) continue;
            if (n == 0)
            {
                gone();
                runCancellationToken.WaitHandle.WaitOne();
                return;
            }
            keys.Feed(decoder.Decode(bytes.AsSpan(0, n)));
            wake();
        }
    }
}

/// <summary>Decodes UTF-8 that arrives in pieces cut anywhere; what is invalid becomes U+FFFD, once each.</summary>
internal sealed class Utf8Pieces
{
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private char[] _characters = [];

    /// <returns>The characters that <paramref name="bytes"/> complete; valid until the next call.</returns>
    public ReadOnlySpan<char> Decode(ReadOnlySpan<byte> bytes)
    {
        var room = Encoding.UTF8.GetMaxCharCount(bytes.Length);
        if (_characters.Length < room) _characters = new char[room];
        return _characters.AsSpan(0, _decoder.GetChars(bytes, _characters, flush: false));
    }
}

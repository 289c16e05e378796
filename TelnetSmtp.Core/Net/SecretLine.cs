// A secret being typed at the prompt: kept in one array that is wiped, shown nowhere. Pure. Refuses to be printed.
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Terminal;

namespace TelnetSmtp.Core.Net;

internal sealed class SecretLine(SecretUse use) : IDisposable
{
    /// <summary>Most characters: tokens of XOAUTH2 have some 2000 to 4000, and an AUTH line at most 12288 octets (RFC 4954 4.).</summary>
    public const int MaxLength = 8192;

    private readonly char[] _text = new char[MaxLength];
    private int _length;

    internal enum State : byte
    {
        Typing, Done, Cancelled, TooLong,
    }

    /// <summary>What it is for.</summary>
    public SecretUse Use => use;

    /// <summary>What was typed; gone with <see cref="Dispose"/>.</summary>
    public ReadOnlyMemory<char> Text => _text.AsMemory(0, _length);

    /// <summary>Takes a key.</summary>
    public State Press(KeyStroke key)
    {
        switch (key)
        {
            case { Code: KeyCode.Enter or KeyCode.KeypadEnter }:
                return State.Done;
            case { Code: KeyCode.Escape } or { Code: KeyCode.Character, Control: true, Character.Value: 'c' }:
                return State.Cancelled;
            case { Code: KeyCode.Character, Control: true, Character.Value: 'u' }:
                Dispose();
                break;
            case { Code: KeyCode.Backspace } when _length > 0:
                _length -= _length > 1 && char.IsLowSurrogate(_text[_length - 1]) ? 2 : 1;
                _text.AsSpan(_length).Clear();
                break;
            case { Code: KeyCode.Character, Control: false, Alt: false } when key.Character.Value >= ' ':
                if (_length + key.Character.Utf16SequenceLength > MaxLength) return State.TooLong;
                _length += key.Character.EncodeToUtf16(_text.AsSpan(_length));
                break;
        }
        return State.Typing;
    }

    /// <summary>Wipes it.</summary>
    public void Dispose()
    {
        _text.AsSpan().Clear();
        _length = 0;
    }
}

/// <summary>What a secret is asked for.</summary>
internal abstract record SecretUse
{
    private SecretUse()
    {
    }

    /// <summary>To sign in with.</summary>
    public sealed record SignIn(PromptAction.SignIn Asked) : SecretUse;

    /// <summary>To open the client's own certificate with, as <paramref name="Wanted"/> name it.</summary>
    public sealed record Certificate(TlsSettings Wanted) : SecretUse;
}

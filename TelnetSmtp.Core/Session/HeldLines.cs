// Lines pasted or piped, each held until the reply to the line before it has come (RFC 5321 4.1: a client without PIPELINING waits).
// Message data flows without waiting. Refuses to hold what a person types key by key.
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Session;

internal sealed class HeldLines
{
    /// <summary>Most characters held: a pasted message of the usual size limits, far above what anybody pastes into an SMTP dialogue.</summary>
    public const int MaxCharacters = 64 * 1024 * 1024;

    private readonly Queue<string> _lines = new();
    private int _characters;

    public int Count => _lines.Count;

    /// <summary>Holds a line; false where the cap is reached.</summary>
    public bool Add(string line)
    {
        if (line.Length > MaxCharacters - _characters) return false;
        _lines.Enqueue(line);
        _characters += line.Length;
        return true;
    }

    /// <summary>The next line, if it may go now.</summary>
    public bool TryRelease(SessionKind kind, SmtpDialogue dialogue, out string line)
    {
        line = "";
        if (_lines.Count == 0 || !MayGo(kind, dialogue.State, dialogue.Awaited)) return false;
        line = _lines.Dequeue();
        _characters -= line.Length;
        return true;
    }

    public void Clear()
    {
        _lines.Clear();
        _characters = 0;
    }

    /// <summary>Before the greeting nothing may go; a server that is no SMTP server is not waited for; message data needs no reply.</summary>
    internal static bool MayGo(SessionKind kind, DialogueState state, Speaker awaited) => kind switch
    {
        SessionKind.Terminal => true,
        SessionKind.Unknown => false,
        _ => awaited == Speaker.Content ? state.Phase == DialoguePhase.Content : state.Unanswered.IsEmpty && state.Phase != DialoguePhase.TlsHandshake,
    };
}

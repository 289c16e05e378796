// What of typed, pasted and piped text is a secret, at the moment at which it is typed: lines that wait for a reply have no dialogue yet that could tell, so
// an AUTH among them is followed by hand. Rather one line masked too many than a secret written. RFC 4954 4.
using System.Buffers;
using System.Text;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Records;

/// <summary>Masks the inputs of one session for its record. Asked before the session takes an input.</summary>
/// <param name="session">The session.</param>
internal sealed class TypedSecrets(TelnetSession session)
{
    /// <summary>What stands for a secret's characters of one to four octets: the echo has a star for each octet. No star itself: a lone one would cancel the exchange.</summary>
    private static readonly string[] Stands = ["", "x", "\u00A4", "\u203B", "\U0001D54F"];

    /// <summary>What a paste takes for line ends (String.ReplaceLineEndings).</summary>
    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n\f\u0085\u2028\u2029");

    private readonly StringBuilder _behind = new();
    private int _due;

    /// <summary>A character that is about to be typed, or what stands for it.</summary>
    public string Character(Rune character)
    {
        if (session.TypedHeld == 0)
            return Hidden(session.TypedLine, character.ToString(), session.SecretStart);
        var hidden = _due > 0 ? Standing(character.ToString()) : Hidden(_behind.ToString(), character.ToString(), Opening);
        _behind.Append(character.ToString());
        return hidden;
    }

    /// <summary>Enter or Backspace is about to be pressed.</summary>
    public void Key(bool enter)
    {
        if (enter && session.TypedHeld > 0)
            Follow(_behind.ToString());
        if (enter || session.TypedHeld == 0)
            _behind.Clear();
        else if (_behind.Length > 0)
            _behind.Length--;
    }

    /// <summary>Text that is about to be pasted, or sent as whole lines.</summary>
    public string Text(string text)
    {
        if (!session.Settings.Masking)
            return text;
        var waiting = session.TypedHeld > 0;
        if (!waiting)
            _due = session.Dialogue.Awaited == Speaker.Credential ? Math.Max(1, session.Dialogue.CredentialsDue) : 0;
        var content = !waiting && session.Dialogue.State.Phase == DialoguePhase.Content;
        var before = waiting ? _behind.ToString() : session.TypedLine;
        _behind.Clear();
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            lines[i] = content ? line : _due > 0 && before + line != "*" ? Standing(line) : Hidden(before, line, Opening);
            content &= line != ".";
            if (i < lines.Length - 1)
                Follow(before + line);
            else if (waiting)
                _behind.Append(before).Append(line);
            before = "";
        }
        return Joined(lines, text);
    }

    private void Follow(string line)
    {
        if (_due > 0)
        {
            _due = line == "*" ? 0 : _due - 1;
            return;
        }
        var command = SmtpCommand.Parse(Encoding.UTF8.GetBytes(line));
        if (command.Verb == SmtpVerb.Auth)
            _due = AuthSteps.LinesDue(command);
    }

    private int Opening(string line) => session.Settings.Masking ? SecretMask.SecretStart(Speaker.Client, Encoding.UTF8.GetBytes(line)) : -1;

    private static string Hidden(string before, string added, Func<string, int> secretStart)
    {
        var whole = before + added;
        var start = secretStart(whole);
        if (start < 0)
            return added;
        // Where the secret begins is told in octets.
        var shown = Math.Max(0, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(whole).AsSpan(0, start)).Length - before.Length);
        return string.Concat(added.AsSpan(0, Math.Min(shown, added.Length)), Standing(added.AsSpan(Math.Min(shown, added.Length))));
    }

    /// <summary>Control characters stay: the echo shows them in a secret, too.</summary>
    private static string Standing(ReadOnlySpan<char> secret)
    {
        var stands = new StringBuilder(secret.Length);
        foreach (var rune in secret.EnumerateRunes())
            stands.Append(rune.Value is < ' ' or '\x7F' ? rune.ToString() : Stands[rune.Utf8SequenceLength]);
        return stands.ToString();
    }

    /// <summary>The lines with the line ends that <paramref name="text"/> had between them.</summary>
    private static string Joined(string[] lines, ReadOnlySpan<char> text)
    {
        var joined = new StringBuilder(text.Length);
        foreach (var line in lines)
        {
            joined.Append(line);
            if (text.IndexOfAny(LineEnds) is not (>= 0 and var at))
                break;
            var end = text[at..].StartsWith("\r\n") ? 2 : 1;
            joined.Append(text.Slice(at, end));
            text = text[(at + end)..];
        }
        return joined.ToString();
    }
}

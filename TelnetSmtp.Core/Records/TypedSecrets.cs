// What of typed, pasted and piped text is a secret, at the moment at which it is typed: lines that wait for a reply have no dialogue yet that could tell, so
// an AUTH among them is followed by hand. Rather one line masked too many than a secret written. RFC 4954 4.
using System.Text;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Records;

/// <summary>Masks the inputs of one session for its record. Asked before the session takes an input.</summary>
/// <param name="session">The session.</param>
internal sealed class TypedSecrets(TelnetSession session)
{
    /// <summary>Stands for each character of a secret. No star: a lone one would cancel the exchange.</summary>
    public const char Stand = 'x';

    private readonly StringBuilder _behind = new();
    private int _due;

    /// <summary>A character that is about to be typed, or what stands for it.</summary>
    public string Character(Rune character)
    {
        if (session.TypedHeld == 0)
            return Hidden(session.TypedLine, character.ToString(), session.SecretStart);
        var hidden = _due > 0 ? Stand.ToString() : Hidden(_behind.ToString(), character.ToString(), Opening);
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
            lines[i] = content ? line : _due > 0 && before + line != "*" ? new string(Stand, line.Length) : Hidden(before, line, Opening);
            content &= line != ".";
            if (i < lines.Length - 1)
                Follow(before + line);
            else if (waiting)
                _behind.Append(before).Append(line);
            before = "";
        }
        return string.Join('\n', lines);
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
        return string.Concat(added.AsSpan(0, Math.Min(shown, added.Length)), new string(Stand, added.Length - Math.Min(shown, added.Length)));
    }
}

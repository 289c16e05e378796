// What a recording tool wrote, as a replay shows it: one faint line, marked, without control characters, of Exchange's rows only what they say. Refuses to
// interpret it.
using System.Text;

namespace TelnetSmtp.Core.Records;

/// <summary>Notes on the screen.</summary>
public static class ReplayNote
{
    /// <summary>What a note begins with.</summary>
    public const string Mark = "# ";

    /// <summary>Characters of a note that are shown: more would push the dialogue off the screen.</summary>
    public const int MaxLength = 160;

    /// <summary>The line, ended by a line end, in the faint style (SGR 2).</summary>
    public static string Of(ReadOnlySpan<byte> note)
    {
        var text = Encoding.UTF8.GetString(Said(note));
        var line = new StringBuilder("\e[2m").Append(Mark);
        foreach (var rune in text.EnumerateRunes().Take(MaxLength))
            line.Append(Rune.IsControl(rune) ? "?" : rune.ToString());
        if (text.Length > MaxLength)
            line.Append('…');
        return line.Append("\e[0m\r\n").ToString();
    }

    /// <summary>Exchange: event, data and context of the nine fields.</summary>
    private static ReadOnlySpan<byte> Said(ReadOnlySpan<byte> note)
    {
        if (note.Length <= 20 || note[10] != (byte)'T' || note.IndexOf((byte)',') is not (> 18 and < 40))
            return note;
        const int before = 6;
        var rest = note;
        for (var i = 0; i < before; i++)
        {
            var comma = rest.IndexOf((byte)',');
            if (comma < 0)
                return note;
            rest = rest[(comma + 1)..];
        }
        return rest.TrimEnd((byte)',');
    }
}

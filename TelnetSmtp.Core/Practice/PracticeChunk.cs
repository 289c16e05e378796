// A BDAT chunk while its octets come in (RFC 3030 2). Values only.
using System.Globalization;

namespace TelnetSmtp.Core.Practice;

/// <summary>One chunk.</summary>
/// <param name="Octets">As BDAT announced.</param>
/// <param name="IsLast">LAST.</param>
internal sealed record PracticeChunk(long Octets, bool IsLast)
{
    /// <summary>Octets that are still to come.</summary>
    public long Left { get; set; } = Octets;

    /// <summary>The reply that the chunk gets whatever it holds; null: none.</summary>
    public PracticeReply? Refusal { get; init; }

    public ScenarioRule? Rule { get; init; }

    /// <summary><c>octets [LAST]</c>; null: it is not that.</summary>
    public static PracticeChunk? Parse(string argument)
    {
        var words = argument.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length is 1 or 2 && words[0].Length <= 18 && long.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var octets)
            && (words.Length == 1 || words[1].Equals("LAST", StringComparison.OrdinalIgnoreCase)) ? new(octets, words.Length == 2) : null;
    }
}

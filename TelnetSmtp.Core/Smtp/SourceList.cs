// Joins the sources of several rows to one list: each document once, its sections together (`RFC 5321 §4.2.2, §4.3.2`). Text only.
namespace TelnetSmtp.Core.Smtp;

/// <summary>Sources in the order in which they are first named.</summary>
internal sealed class SourceList
{
    private readonly List<(string Document, List<string> Sections)> _sources = [];

    /// <summary>Adds what a row's <c>source</c> names, separated by semicolons; null for none.</summary>
    public void Add(string? sources)
    {
        foreach (var source in (sources ?? "").Split("; ", StringSplitOptions.RemoveEmptyEntries))
        {
            var section = source.IndexOf(" §", StringComparison.Ordinal);
            var document = section < 0 ? source : source[..section];
            var known = _sources.Find(s => s.Document == document).Sections;
            if (known is null)
                _sources.Add((document, known = []));
            foreach (var one in section < 0 ? [] : source[(section + 1)..].Split(", "))
                if (!known.Contains(one))
                    known.Add(one);
        }
    }

    public IReadOnlyList<string> ToList() =>
        [.. _sources.Select(s => s.Sections.Count == 0 ? s.Document : $"{s.Document} {string.Join(", ", s.Sections)}")];
}

// Collects what there is to say about a line that is being typed, in the order of the checks, and the code that the gravest of it will most likely bring.
using System.Globalization;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Smtp;

/// <summary>Remarks on one line, in one language.</summary>
internal sealed class AdviceFindings(Catalogue catalogue, Language language)
{
    private readonly List<string> _remarks = [];

    public Language Language => language;

    public Catalogue Catalogue => catalogue;

    public IReadOnlyList<string> Remarks => _remarks;

    /// <summary>The answer to the first finding that has one: servers stop at the first fault. Null while nothing is wrong.</summary>
    public int? Answer { get; private set; }

    public void Add(AdviceId id, params ReadOnlySpan<object?> values)
    {
        var row = catalogue.Advice(id);
        var words = row.Text.In(language);
        _remarks.Add(values.IsEmpty ? words : string.Format(CultureInfo.InvariantCulture, words, values));
        Answer ??= row.Answer;
    }

    /// <summary>As <see cref="Add"/>, with another answer than the table's: some servers differ.</summary>
    public void AddAnswered(AdviceId id, int answer)
    {
        Answer ??= answer;
        Add(id);
    }
}

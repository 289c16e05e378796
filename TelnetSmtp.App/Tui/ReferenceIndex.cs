// All that the catalogue knows, as one list in one language, and the search in it. Pure. A search is words that must all be found; what begins with them stands
// before what merely holds them. Refuses to draw.
using System.Globalization;
using System.Text;
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.App.Tui;

/// <summary>The tables, in the order in which they stand in the list.</summary>
internal enum ReferenceGroup : byte
{
    All, Code, Enhanced, Command, Keyword, Parameter, Mechanism, Text,
}

/// <summary>One row of the reference.</summary>
/// <param name="Group">Its table.</param>
/// <param name="Name">Code, keyword, command, or a server's words; as it is on the wire.</param>
/// <param name="Meaning">A few words.</param>
/// <param name="Words">What a search looks in beyond these.</param>
/// <param name="Content">All there is to say.</param>
internal sealed record ReferenceEntry(ReferenceGroup Group, string Name, string Meaning, string Words, Func<DetailContent> Content);

/// <summary>The list.</summary>
internal sealed class ReferenceIndex
{
    private readonly Catalogue _catalogue;
    private readonly ReplyDecoder _decoder;
    private readonly Language _language;
    private readonly UiText _words, _panel;

    public ReferenceIndex(Catalogue catalogue, Language language)
    {
        (_catalogue, _language, _decoder) = (catalogue, language, new ReplyDecoder(catalogue, language));
        (_words, _panel) = (new UiText("Reference", language), new UiText("Tui", language));
        Entries = [.. Codes(), .. Enhanced(), .. Commands(), .. Keywords(), .. Parameters(), .. Mechanisms(), .. Texts()];
    }

    /// <summary>All entries.</summary>
    public IReadOnlyList<ReferenceEntry> Entries { get; }

    /// <summary>The entries of a table in which every word of <paramref name="search"/> is found, the best first.</summary>
    public IReadOnlyList<ReferenceEntry> Find(string search, ReferenceGroup table)
    {
        var wanted = search.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return
        [
            .. from entry in Entries
               where table is ReferenceGroup.All || entry.Group == table
               let ranks = Array.ConvertAll(wanted, word => Rank(entry, word))
               where Array.TrueForAll(ranks, rank => rank >= 0)
               orderby ranks.DefaultIfEmpty(0).Max()
               select entry,
        ];
    }

    /// <summary>The entry that a line of a session is about: its code, its keyword, its command; null where there is none.</summary>
    public ReferenceEntry? Of(in AnnotatedLine line)
    {
        var fact = line.Line;
        if (fact.Speaker != Speaker.Server)
            return Named(ReferenceGroup.Command, _catalogue.Command(fact.Verb)?.Command);
        if (fact is { Verb: SmtpVerb.Ehlo or SmtpVerb.Lhlo, Position: ReplyPosition.Middle or ReplyPosition.Last })
        {
            var words = Encoding.UTF8.GetString(line.Text.Span[Math.Min(fact.TextStart, line.Text.Length)..]).Split([' ', '='], 2);
            if (Named(ReferenceGroup.Keyword, words[0]) is { } keyword) return keyword;
        }
        return Named(ReferenceGroup.Code, fact.Code.ToString(CultureInfo.InvariantCulture)) ?? Named(ReferenceGroup.Enhanced, General(fact.Enhanced.ToString()));
    }

    private ReferenceEntry? Named(ReferenceGroup group, string? name) =>
        name is null ? null : Entries.FirstOrDefault(e => e.Group == group && e.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>How well a word fits: 0 the name itself, 1 its beginning, 2 in name or meaning, 3 elsewhere, -1 not at all.</summary>
    private static int Rank(ReferenceEntry entry, string word)
    {
        if (entry.Group == ReferenceGroup.Enhanced) word = General(word);
        if (entry.Name.Equals(word, StringComparison.OrdinalIgnoreCase)) return 0;
        if (entry.Name.StartsWith(word, StringComparison.OrdinalIgnoreCase)) return 1;
        if (entry.Name.Contains(word, StringComparison.OrdinalIgnoreCase) || entry.Meaning.Contains(word, StringComparison.OrdinalIgnoreCase)) return 2;
        return entry.Words.Contains(word, StringComparison.OrdinalIgnoreCase) ? 3 : -1;
    }

    /// <summary><c>5.1.1</c> is looked up as <c>X.1.1</c>: the table has every class in one row.</summary>
    private static string General(string status) => status is [>= '2' and <= '5', '.', ..] ? "X" + status[1..] : status;

    private IEnumerable<ReferenceEntry> Codes() =>
        from row in _catalogue.ReplyCodes
        select new ReferenceEntry(ReferenceGroup.Code, row.Code.ToString(CultureInfo.InvariantCulture), row.Meaning.In(_language), row.Explanation.In(_language),
            () => DetailContent.OfReply(_decoder.Explain(row.Code, default, SmtpVerb.None, ""), _panel));

    private IEnumerable<ReferenceEntry> Enhanced() =>
        from row in _catalogue.EnhancedCodes
        let parts = row.Code.Split('.')
        let status = new EnhancedStatus((byte)row.Classes.Max(), ushort.Parse(parts[1], CultureInfo.InvariantCulture), ushort.Parse(parts[2], CultureInfo.InvariantCulture))
        select new ReferenceEntry(ReferenceGroup.Enhanced, row.Code, row.Meaning.In(_language), row.Explanation.In(_language),
            () => DetailContent.OfReply(_decoder.Explain(0, status, SmtpVerb.None, ""), _panel));

    private IEnumerable<ReferenceEntry> Commands() =>
        from row in _catalogue.Commands
        let line = new DialogueLine(Speaker.Client, Catalogue.VerbNamed(row.Command), 0, default, ReplyPosition.Only, LineOddities.None, 0, 0)
        select new ReferenceEntry(ReferenceGroup.Command, row.Command, row.Meaning.In(_language), row.Explanation.In(_language),
            () => DetailContent.OfReply(_decoder.Explain(line, Encoding.UTF8.GetBytes(row.Example), null), _panel));

    private IEnumerable<ReferenceEntry> Keywords() =>
        from row in _catalogue.Keywords
        let line = new DialogueLine(Speaker.Server, SmtpVerb.Ehlo, 250, default, ReplyPosition.Middle, LineOddities.None, 4, 0)
        select new ReferenceEntry(ReferenceGroup.Keyword, row.Keyword, row.Meaning.In(_language), row.Explanation.In(_language),
            () => DetailContent.OfReply(_decoder.Explain(line, Encoding.UTF8.GetBytes("250-" + row.Keyword), null), _panel) with { Title = row.Keyword });

    private IEnumerable<ReferenceEntry> Parameters() =>
        from row in _catalogue.Parameters
        select new ReferenceEntry(ReferenceGroup.Parameter, row.Parameter, row.Meaning.In(_language), $"{string.Join(' ', row.Commands)} {row.Keyword}", () => Content(
            $"{row.Parameter} ({string.Join(", ", row.Commands)})", row.Meaning.In(_language),
            [_words.Format("Syntax", row.Syntax), _words.Format("Needs", row.Keyword), .. row.Example is { } example ? [_words.Format("Example", example)] : Array.Empty<string>()], row.Source));

    private IEnumerable<ReferenceEntry> Mechanisms() =>
        from row in _catalogue.Mechanisms
        select new ReferenceEntry(ReferenceGroup.Mechanism, row.Mechanism, row.SafetyNote.In(_language), "AUTH SASL " + row.TypableNote.In(_language), () => Content(
            row.Mechanism, row.SafetyNote.In(_language), [row.TypableNote.In(_language)], row.Source,
            new DetailSection(_words["Steps"], row.Steps.In(_language), true, DetailSide.Remedies)));

    private IEnumerable<ReferenceEntry> Texts() =>
        from row in _catalogue.KnownTexts.Rows
        let read = SmtpReplyParser.Parse(Encoding.UTF8.GetBytes(row.Example))
        select new ReferenceEntry(ReferenceGroup.Text, row.Example, row.Meaning.In(_language), $"{string.Join(' ', row.Software)} {row.Explanation.In(_language)}",
            () => DetailContent.OfReply(_decoder.Explain(read.Code, read.Enhanced, SmtpVerb.None, row.Example[Math.Min(read.TextStart, row.Example.Length)..]), _panel));

    private static DetailContent Content(string title, string meaning, IReadOnlyList<string> facts, string source, params ReadOnlySpan<DetailSection> more) => new(title,
        ReplyClass.Unknown, [new("", [meaning], false, DetailSide.Meaning), new("", facts, false, DetailSide.Meaning), .. more, new("", [source], false, DetailSide.Reference)], meaning);
}

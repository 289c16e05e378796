// All cards, made from the catalogue's tables and the quiz's own. Wrong choices are rows of the same table, those with the same digits first, because a
// choice that looks foreign teaches nothing; rows that are too alike (quiz.json) are left out, because they would be right too. RFC 5321 4.2, RFC 3463.
using System.Globalization;
using System.Text;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Learning;

/// <summary>The cards. Immutable.</summary>
public sealed class QuizDeck
{
    // The order in which kinds and rows come in: what everyone meets first, first.
    private const int CoreMeanings = 0, CoreCodes = 1, Transcripts = 2, KnownLines = 3, OtherCodes = 4, UsualEnhanced = 5, OtherEnhanced = 6;

    // Words by which the table marks codes that are registered but that no server sends.
    private const string Unused = "(unused)";

    private readonly Catalogue _catalogue;
    private readonly QuizTables _tables;

    private QuizDeck(Catalogue catalogue, QuizTables tables)
    {
        (_catalogue, _tables) = (catalogue, tables);
        Cards = [.. ReplyCards(), .. EnhancedCards(), .. LineCards(), .. TranscriptCards()];
    }

    /// <summary>All cards; of one level, those first that are met most often.</summary>
    public IReadOnlyList<QuizCard> Cards { get; }

    /// <summary>Makes the deck of a catalogue.</summary>
    public static QuizDeck Of(Catalogue catalogue) => new(catalogue, QuizTables.Read());

    private IEnumerable<QuizCard> ReplyCards()
    {
        var rows = _catalogue.ReplyCodes.Where(r => !r.Meaning.En.Contains(Unused, StringComparison.Ordinal)).OrderBy(r => Place(_tables.Core, r.Code)).ToArray();
        foreach (var row in rows)
        {
            var code = Text(row.Code);
            var isCore = Array.IndexOf(_tables.Core, row.Code) >= 0;
            var reply = new QuizReply(row.Code, default, SmtpVerb.None, "");
            var others = rows.Where(r => r.Code != row.Code && !_tables.AreAlike(Text(r.Code), code)).ToArray();
            yield return new($"meaning/{code}", code, QuizKind.CodeToMeaning, isCore ? CoreMeanings : OtherCodes, [Same(code)], reply,
                new(code, row.Meaning), Tiers(others, r => Nearness(r.Code, row.Code), r => new QuizChoice(Text(r.Code), r.Meaning)));
            yield return new($"code/{code}", code, QuizKind.MeaningToCode, isCore ? CoreCodes : OtherCodes, Described(row.Meaning, row.Explanation), reply,
                new(code, Same(code)), Tiers(others, r => Nearness(r.Code, row.Code), r => new QuizChoice(Text(r.Code), Same(Text(r.Code)))));
        }
    }

    private IEnumerable<QuizCard> EnhancedCards()
    {
        // Detail 0 says "other": there is nothing to know of it.
        var rows = _catalogue.EnhancedCodes.Select(r => (Row: r, Status: StatusOf(r))).Where(r => r.Status.Detail != 0)
            .OrderBy(r => Place(_tables.Usual, r.Row.Code)).ToArray();
        foreach (var (row, status) in rows)
        {
            var level = Array.IndexOf(_tables.Usual, row.Code) >= 0 ? UsualEnhanced : OtherEnhanced;
            var reply = new QuizReply(0, status, SmtpVerb.None, "");
            var others = rows.Where(r => r.Row.Code != row.Code && Array.IndexOf(r.Row.Classes, (int)status.Class) >= 0 && !_tables.AreAlike(r.Row.Code, row.Code)).ToArray();
            int Distance((EnhancedStatusEntry Row, EnhancedStatus Status) r) => r.Status.Subject == status.Subject ? 0 : 1;
            LocalizedText Shown(EnhancedStatus s) => Same((s with { Class = status.Class }).ToString());
            yield return new($"meaning/{row.Code}", row.Code, QuizKind.CodeToMeaning, level, [Shown(status)], reply, new(row.Code, row.Meaning),
                Tiers(others, Distance, r => new QuizChoice(r.Row.Code, r.Row.Meaning)));
            yield return new($"code/{row.Code}", row.Code, QuizKind.MeaningToCode, level, Described(row.Meaning, row.Explanation), reply, new(row.Code, Shown(status)),
                Tiers(others, Distance, r => new QuizChoice(r.Row.Code, Shown(r.Status))));
        }
    }

    private IEnumerable<QuizCard> LineCards()
    {
        var texts = _catalogue.KnownTexts.Rows.ToDictionary(r => r.Id);
        var rows = (from topic in _tables.Topics from id in topic.Texts select (topic.Topic, Row: texts[id])).ToArray();
        foreach (var (topic, row) in rows)
        {
            var reply = ReplyOf(row.Example, SmtpVerb.None);
            yield return new($"line/{row.Id}", row.Id, QuizKind.LineToRemedy, KnownLines, [Same(row.Example)], reply, Remedy(topic, row),
                Tiers(rows.Where(r => r.Topic != topic), r => Nearness(ReplyOf(r.Row.Example, SmtpVerb.None).Code, reply.Code), r => Remedy(r.Topic, r.Row)));
        }
    }

    private IEnumerable<QuizCard> TranscriptCards()
    {
        foreach (var row in _tables.Transcripts)
        {
            var after = row.After.Length == 0 ? SmtpVerb.Unknown : Catalogue.VerbNamed(row.After);
            QuizChoice Line(int number) => new(Text(number), Same($"{Text(number)}  {row.Lines[number - 1][2..]}"));
            var clients = Enumerable.Range(1, row.Lines.Length).Where(n => row.Lines[n - 1].StartsWith("C ", StringComparison.Ordinal) && n != row.Fault);
            yield return new($"fault/{row.Id}", $"fault/{row.Id}", QuizKind.FaultyLine, Transcripts, [.. row.Lines.Select(Same)],
                ReplyOf(row.Lines[row.Refusal - 1][2..], after), Line(row.Fault), Tiers(clients, n => n < row.Refusal ? 0 : 1, Line),
                new LocalizedList([row.Why.En, row.Next.En], [row.Why.De, row.Next.De]));
        }
    }

    private static QuizChoice Remedy(string topic, KnownTextEntry row) =>
        new(topic, new(row.Causes.En[0], row.Causes.De[0]), new(row.Remedies.En[0], row.Remedies.De[0]));

    private static IReadOnlyList<IReadOnlyList<QuizChoice>> Tiers<T>(IEnumerable<T> rows, Func<T, int> distance, Func<T, QuizChoice> choice) =>
        [.. rows.GroupBy(distance).OrderBy(g => g.Key).Select(g => (IReadOnlyList<QuizChoice>)[.. g.Select(choice)])];

    /// <summary>Where <paramref name="row"/> stands in a list; behind all others where it does not.</summary>
    private static int Place<T>(T[] list, T row) => Array.IndexOf(list, row) is var at and >= 0 ? at : int.MaxValue;

    /// <summary>0 for the same first and second digit, 1 for the same first, 2 for the same second, 3 for neither.</summary>
    private static int Nearness(int code, int other) => code / 10 == other / 10 ? 0 : code / 100 == other / 100 ? 1 : code / 10 % 10 == other / 10 % 10 ? 2 : 3;

    /// <summary>A meaning with its explanation, unless that names a code: it would give the answer away.</summary>
    private static LocalizedText[] Described(LocalizedText meaning, LocalizedText explanation) =>
        NamesCode(explanation.En) || NamesCode(explanation.De) ? [meaning] : [meaning, explanation];

    private static bool NamesCode(string text)
    {
        for (var i = 0; i + 2 < text.Length; i++)
            if (text[i] is (>= '2' and <= '5') or 'X' && (char.IsAsciiDigit(text[i + 1]) && char.IsAsciiDigit(text[i + 2]) || text[i + 1] == '.' && char.IsAsciiDigit(text[i + 2])))
                return true;
        return false;
    }

    private static QuizReply ReplyOf(string line, SmtpVerb after)
    {
        var bytes = Encoding.UTF8.GetBytes(line);
        var read = SmtpReplyParser.Parse(bytes, after);
        return new(read.Code, read.Enhanced, after, Encoding.UTF8.GetString(bytes.AsSpan(read.TextStart)));
    }

    /// <summary>The code with the gravest class that the registry allows.</summary>
    private static EnhancedStatus StatusOf(EnhancedStatusEntry row)
    {
        var parts = row.Code.Split('.');
        return new((byte)row.Classes.Max(), ushort.Parse(parts[1], CultureInfo.InvariantCulture), ushort.Parse(parts[2], CultureInfo.InvariantCulture));
    }

    private static LocalizedText Same(string text) => new(text, text);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

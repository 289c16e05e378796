// A question as rows: pure, a question and a width in, text with roles out. Where there is no room for all of an answered question, what no longer matters is
// left out. Refuses to colour.
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Learning;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.App.Tui;

/// <summary>What a row is.</summary>
internal enum QuizRole : byte
{
    Text, Question, Code, Client, Server, Choice, Chosen, Right, Wrong, Faint,
}

/// <summary>One row.</summary>
/// <param name="Text">Without blanks at its end.</param>
/// <param name="Role">What it is.</param>
/// <param name="Choice">Index of the choice that it belongs to; -1 for none.</param>
internal readonly record struct QuizRow(string Text, QuizRole Role, int Choice = -1);

/// <summary>Where the learner stands with a question.</summary>
/// <param name="Question">It.</param>
/// <param name="Chosen">Index of the choice under the cursor, or that was answered; -1 for none.</param>
/// <param name="Answered">Whether it was answered.</param>
internal sealed record QuizView(QuizQuestion Question, int Chosen, bool Answered)
{
    /// <summary>Whether the answer was right.</summary>
    public bool IsRight => Answered && Chosen == Question.Right;
}

/// <summary>Makes the rows.</summary>
internal static class QuizPage
{
    private const string Indent = "  ", Cursor = "▸", RightMark = "✓", WrongMark = "✗";

    /// <summary>All rows; where they are more than <paramref name="room"/> without the empty ones, and of an answered question at last only those that still
    /// matter.</summary>
    public static IReadOnlyList<QuizRow> Of(QuizView view, UiText words, int width, int room)
    {
        var rows = Make(view, words, width, all: true);
        if (rows.Count > room) rows.RemoveAll(row => row.Text.Length == 0);
        return rows.Count <= room || !view.Answered ? rows : Make(view, words, width, all: false);
    }

    private static List<QuizRow> Make(QuizView view, UiText words, int width, bool all)
    {
        var (card, language) = (view.Question.Card, words.Language);
        var rows = new List<QuizRow>();
        Wrap(rows, Indent, words[$"Ask{card.Kind}"], width, QuizRole.Question);
        if (all) Blank(rows);
        if (card.Kind == QuizKind.FaultyLine)
        {
            Transcript(rows, view, width, all);
            return rows;
        }
        foreach (var (index, line) in card.Prompt.Index())
            if (all || index == 0)
                Wrap(rows, Indent + Indent, line.In(language), width, PromptRole(card, index));
        if (all) Blank(rows);
        foreach (var (index, choice) in view.Question.Choices.Index())
        {
            if (!all && index != view.Question.Right && index != view.Chosen) continue;
            Choice(rows, choice, index, view, language, width);
            if (all && choice.Next is not null && index + 1 < view.Question.Choices.Count) Blank(rows);
        }
        if (all) Blank(rows);
        return rows;
    }

    private static QuizRole PromptRole(QuizCard card, int index) => card.Kind switch
    {
        QuizKind.LineToRemedy => QuizRole.Server,
        _ => index == 0 ? QuizRole.Code : QuizRole.Text,
    };

    private static void Choice(List<QuizRow> rows, QuizChoice choice, int index, QuizView view, Language language, int width)
    {
        var role = RoleOf(index, view);
        Wrap(rows, $"{Mark(role)} {index + 1}  ", choice.Text.In(language), width, role, index);
        if (choice.Next is { } next)
            Wrap(rows, "     → ", next.In(language), width, role, index);
    }

    /// <summary>The lines that can be chosen have their number; of an answered one without room, only those from fault to refusal stand.</summary>
    private static void Transcript(List<QuizRow> rows, QuizView view, int width, bool all)
    {
        var choices = view.Question.Choices;
        var fault = int.Parse(view.Question.Card.Right.Key, System.Globalization.CultureInfo.InvariantCulture);
        foreach (var (at, line) in view.Question.Card.Prompt.Index())
        {
            var index = choices.ToList().FindIndex(c => c.Key == (at + 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
            var isClient = line.En.StartsWith('C');
            if (!all && at + 1 != fault && (isClient || !IsRefusal(line.En, view))) continue;
            var role = index >= 0 ? RoleOf(index, view) : isClient ? QuizRole.Client : QuizRole.Server;
            var number = index >= 0 ? $"{index + 1}" : " ";
            Wrap(rows, $"{(index >= 0 ? Mark(role) : " ")} {number}  {(isClient ? "→" : "←")} ", line.En[2..], width, role, index);
        }
        if (all) Blank(rows);
    }

    private static bool IsRefusal(string line, QuizView view) =>
        line.EndsWith(view.Question.Card.Reply.Words, StringComparison.Ordinal)
        && line.AsSpan(2).StartsWith(view.Question.Card.Reply.Code.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static QuizRole RoleOf(int index, QuizView view) => view switch
    {
        { Answered: true } when index == view.Question.Right => QuizRole.Right,
        { Answered: true } when index == view.Chosen => QuizRole.Wrong,
        { Answered: true } => QuizRole.Faint,
        _ => index == view.Chosen ? QuizRole.Chosen : QuizRole.Choice,
    };

    private static string Mark(QuizRole role) => role switch
    {
        QuizRole.Right => RightMark,
        QuizRole.Wrong => WrongMark,
        QuizRole.Chosen => Cursor,
        _ => " ",
    };

    private static void Blank(List<QuizRow> rows) => rows.Add(new("", QuizRole.Text));

    /// <summary>Wraps at blanks; rows after the first stand under the text of the first.</summary>
    private static void Wrap(List<QuizRow> rows, string lead, string text, int width, QuizRole role, int choice = -1)
    {
        var leadWidth = Graphemes.Width(lead);
        var section = new DetailSection("", [text], false, DetailSide.Meaning);
        var pages = DetailPages.Of(new DetailContent("", ReplyClass.Unknown, [section], ""), Math.Max(1, width - leadWidth - 1));
        foreach (var (index, row) in pages.Left.Index())
            rows.Add(new((index == 0 ? lead : new string(' ', leadWidth)) + row.Text, role, choice));
    }
}

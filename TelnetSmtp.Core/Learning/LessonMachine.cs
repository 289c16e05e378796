// Plays a lesson: lines of the dialogue and events in, the lesson's standing out. Pure: no clock, no session, no screen. What a line is was said by the
// dialogue machine (SmtpDialogue); here it is only compared with what the step asks for. Refuses to send anything.
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Learning;

/// <summary>One lesson under way. Not thread-safe.</summary>
public sealed class LessonMachine
{
    /// <summary>Commands without a reply that are remembered: more than anybody types ahead; beyond it the oldest is forgotten.</summary>
    public const int MaxPending = 100;

    private readonly List<(SmtpVerb Verb, string Typed, bool Early)> _pending = [];
    private readonly HashSet<LessonFact> _facts = [];
    private LessonExchange? _greeting;
    private int _greetedAt; // the step at which it came

    /// <summary>Begins or goes on.</summary>
    /// <param name="lesson">Which.</param>
    /// <param name="step">The step to begin with; out of range: the first.</param>
    public LessonMachine(Lesson lesson, int step = 0)
    {
        ArgumentNullException.ThrowIfNull(lesson);
        View = new LessonView(lesson, step >= 0 && step <= lesson.Steps.Count ? step : 0, 0, null, Connected: false);
    }

    public LessonView View { get; private set; }

    private LessonExpectation? Expect => View.Current?.Expect;

    /// <summary>A line of the dialogue.</summary>
    /// <param name="line">What it is.</param>
    /// <param name="text">Its text, secrets masked.</param>
    /// <param name="state">The dialogue after it.</param>
    public void Line(in DialogueLine line, string text, DialogueState state)
    {
        switch (line.Speaker)
        {
            case Speaker.Content: Content(text); break;
            case Speaker.Client or Speaker.Credential: Sent(line.Verb, text, state.Unanswered.Length > 1); break;
            case Speaker.Server when line is { Code: > 0, Position: ReplyPosition.Only or ReplyPosition.Last }: Answered(line, text); break;
        }
    }

    /// <summary>Something outside of the dialogue holds from now on, or no longer.</summary>
    public void Set(LessonFact fact, bool holds)
    {
        if (holds == _facts.Contains(fact))
            return;
        if (holds) _facts.Add(fact);
        else _facts.Remove(fact);
        if (fact == LessonFact.Connected)
        {
            _pending.Clear();
            _greeting = null;
            View = View with { Connected = holds };
        }
        PassFacts();
    }

    /// <summary>Something outside of the dialogue happened.</summary>
    public void Happened(LessonFact fact)
    {
        if (Expect?.Client == fact && fact != LessonFact.None)
            Done();
        else if (Mistake(expected => expected.Client == fact) is { } mistake)
            Wrong(mistake);
    }

    /// <summary>An answer of the question was chosen, from 1.</summary>
    /// <returns>Whether there is such a question and answer.</returns>
    public bool Choose(int number)
    {
        if (View.Current is not { IsQuestion: true } step || number < 1 || number > step.Choices.Count)
            return false;
        var choice = step.Choices[number - 1];
        if (choice.Right) Advance(new LessonJudgement(LessonVerdict.Right, Joined(choice.Say, step.Done)));
        else View = View with { Judgement = new LessonJudgement(LessonVerdict.Wrong, choice.Say) };
        return true;
    }

    /// <summary>A line of the session was pointed at.</summary>
    /// <returns>Whether the step asks for one.</returns>
    public bool Point(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Expect?.Point is not { } wanted)
            return false;
        if (LessonMatch.Fits(wanted, text)) Done();
        else Wrong(Mistake(expected => expected.Point is { } point && LessonMatch.Fits(point, text)) ?? LessonJudgements.OtherLine(text));
        return true;
    }

    /// <summary>Shows one hint more.</summary>
    public void Hint()
    {
        if (!View.Finished)
            View = View with { Hints = Math.Min(View.Hints + 1, LessonView.MostHints) };
    }

    /// <summary>Leaves the step undone.</summary>
    public void Skip()
    {
        if (!View.Finished)
            Advance(null);
    }

    /// <summary>Begins the step anew.</summary>
    public void Again() => View = View with { Hints = 0, Judgement = null };

    private void Content(string text)
    {
        if (Expect?.Content is not { } wanted)
            return;
        if (LessonMatch.Fits(wanted, text)) Done();
        else Wrong(Mistake(expected => expected.Content is { } content && LessonMatch.Fits(content, text)) ?? LessonJudgements.OtherContent(text));
    }

    private void Sent(SmtpVerb verb, string text, bool early)
    {
        // An answer to a challenge belongs to the AUTH before it, as does the `*` that cancels.
        if (verb == SmtpVerb.None || (verb == SmtpVerb.Auth && !text.TrimStart().StartsWith("AUTH", StringComparison.OrdinalIgnoreCase)
            && !text.TrimStart().StartsWith("X-EXPS", StringComparison.OrdinalIgnoreCase)))
            return;
        if (_pending.Count == MaxPending)
            _pending.RemoveAt(0);
        _pending.Add((verb, text, early));
    }

    private void Answered(in DialogueLine line, string text)
    {
        var verb = line.Verb;
        var isChallenge = verb == SmtpVerb.Auth && line.Class == ReplyClass.Intermediate;
        var sent = (Verb: verb, Typed: "", Early: false);
        if (verb != SmtpVerb.Connect)
        {
            // A command that set the step up was not seen; its reply counts all the same (the second half of an AUTH).
            var at = _pending.FindIndex(pending => pending.Verb == verb);
            if (at >= 0)
                sent = _pending[at];
            if (at >= 0 && !isChallenge)
                _pending.RemoveAt(at);
        }
        var exchange = new LessonExchange(verb, sent.Typed, sent.Early, line.Code, text);
        if (verb == SmtpVerb.Connect)
            (_greeting, _greetedAt) = (exchange, View.Step);
        Judge(exchange, isChallenge);
    }

    private void Judge(in LessonExchange exchange, bool isChallenge)
    {
        if (View.Current is not { } step)
            return;
        var seen = exchange;
        if (step.Expect is { Command: not null } wanted && LessonMatch.Gap(wanted, seen) == LessonGap.None) Done();
        else if (Mistake(expected => expected.Command is not null && LessonMatch.Gap(expected, seen) == LessonGap.None) is { } mistake) Wrong(mistake);
        else if (!isChallenge && LessonJudgements.Of(step, exchange) is { } judgement) View = View with { Judgement = judgement };
    }

    private LocalizedText? Mistake(Func<LessonExpectation, bool> isIt) => View.Current?.Mistakes.FirstOrDefault(mistake => isIt(mistake.When))?.Say;

    private void Wrong(LocalizedText text) => View = View with { Judgement = new LessonJudgement(LessonVerdict.Wrong, text) };

    private void Done() => Advance(new LessonJudgement(LessonVerdict.Right, View.Current!.Done));

    private void Advance(LessonJudgement? judgement)
    {
        View = View with { Step = View.Step + 1, Hints = 0, Judgement = judgement };
        PassFacts();
    }

    /// <summary>What is asked for holds already.</summary>
    private void PassFacts()
    {
        if (Expect is { } expect && (_facts.Contains(expect.Client) || IsGreeted(expect)))
            Done();
    }

    /// <summary>Who connected while a step before still worked at the prompt has done what a step asks for that wants the greeting.</summary>
    private bool IsGreeted(LessonExpectation expect) => _greeting is { } greeting && LessonMatch.Gap(expect, greeting) == LessonGap.None
        && View.Lesson.Steps.Take(_greetedAt..(View.Step + 1)).All(step => step.Offline);

    private static LocalizedText Joined(LocalizedText first, LocalizedText second) => new($"{first.En} {second.En}", $"{first.De} {second.De}");
}

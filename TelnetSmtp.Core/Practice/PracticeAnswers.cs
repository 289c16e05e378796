// Turns a reply into what the host does: the waits before it, the octets (whole or in pieces), and hanging up behind it. Refuses to choose replies.
namespace TelnetSmtp.Core.Practice;

internal static class PracticeAnswers
{
    /// <summary>The actions of one reply.</summary>
    /// <param name="scenario">Its delays.</param>
    /// <param name="reply">The reply; null: none is sent.</param>
    /// <param name="rule">The rule that had its say, null: none.</param>
    /// <param name="magic">What the address asked for.</param>
    public static List<PracticeAction> For(Scenario scenario, PracticeReply? reply, ScenarioRule? rule, MagicAddress magic = default)
    {
        var actions = new List<PracticeAction>();
        var wait = TimeSpan.FromMilliseconds(scenario.Delays.ReplyMs + (reply is { IsError: true } ? scenario.Delays.ErrorMs : 0L) + (rule?.DelayMs ?? 0)) + magic.Delay;
        if (wait > TimeSpan.Zero)
            actions.Add(new PracticeAction.Wait(wait));
        if (reply is not null)
            AddOctets(actions, reply.ToBytes(rule?.BareLf ?? false), rule);
        switch (Later(rule?.Then ?? RuleEnd.GoOn, magic.End))
        {
            case RuleEnd.Drop:
                actions.Add(new PracticeAction.Drop());
                break;
            // RFC 5321 3.8: behind 221 and 421 the server closes.
            case RuleEnd.Close:
            case RuleEnd.GoOn when reply is { Code: 221 or 421 }:
                actions.Add(new PracticeAction.Close());
                break;
        }
        return actions;
    }

    public static bool Ends(IReadOnlyList<PracticeAction> actions) => actions.Count > 0 && actions[^1] is PracticeAction.Close or PracticeAction.Drop;

    private static void AddOctets(List<PracticeAction> actions, byte[] octets, ScenarioRule? rule)
    {
        var piece = rule is { PieceOctets: > 0 } ? rule.PieceOctets : octets.Length;
        for (var at = 0; at < octets.Length; at += piece)
        {
            if (at > 0 && rule!.PieceMs > 0)
                actions.Add(new PracticeAction.Wait(TimeSpan.FromMilliseconds(rule.PieceMs)));
            actions.Add(new PracticeAction.Send(octets.AsMemory(at, Math.Min(piece, octets.Length - at))));
        }
    }

    private static RuleEnd Later(RuleEnd one, RuleEnd other) => one > other ? one : other;
}

// What a replay and its list of sessions say: times on the clock, the status line's parts, a session's verdict. Pure: facts in, words out.
using System.Globalization;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Records;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.App.Text;

/// <summary>Words of replays in one language.</summary>
internal sealed class ReplayText(Language language)
{
    /// <summary>Waits that are told; shorter ones are over before they are read.</summary>
    private static readonly TimeSpan TellingWait = TimeSpan.FromSeconds(1);

    /// <summary>The texts.</summary>
    public UiText Words { get; } = new("Replay", language);

    /// <summary><c>0:03.2</c>, <c>1:02:03</c>: time from the beginning.</summary>
    public string Clock(TimeSpan time)
    {
        var culture = Cultures.Of(language);
        var tenths = (long)(time.TotalSeconds * 10);
        var (hours, minutes, seconds) = (tenths / 36_000, tenths / 600 % 60, tenths % 600 / 10m);
        return hours > 0 ? string.Create(CultureInfo.InvariantCulture, $"{hours}:{minutes:00}:{(long)seconds:00}") : string.Create(culture, $"{minutes}:{seconds:00.0}");
    }

    /// <summary>What stands before and behind the time line: the record's clock, or steps where it has none.</summary>
    public (string Elapsed, string Total) Ends(ReplayPlayer player) => player.Script.HasTimes
        ? (Clock(player.RealNow), Clock(player.Script.RealLength))
        : (player.Step.ToString(CultureInfo.InvariantCulture), player.Script.Steps.Count.ToString(CultureInfo.InvariantCulture));

    /// <summary>The parts of the status line, the most needful first.</summary>
    public IEnumerable<string> Status(ReplayPlayer player)
    {
        var culture = Cultures.Of(language);
        yield return Words[player.Playing ? "Playing" : player.AtEnd ? "AtEnd" : player.ByHand ? "ByHand" : "Paused"];
        if (player is { Waiting: { Real: var real } wait } && real >= TellingWait && !player.ByHand)
            yield return wait.Shortened ? Words.Format("WaitsShortened", DurationText.Of(real, language), DurationText.Of(wait.Played, language)) : Words.Format("Waits", DurationText.Of(real, language));
        if (!player.ByHand) yield return Words.Format("Speed", player.Speed.ToString("0.##", culture));
        yield return Words.Format("Step", player.Step, player.Script.Steps.Count);
        if (player.Script.Cut) yield return Words.Format("Cut", player.Script.Events.Count);
        if (!player.Script.HasTimes) yield return Words["Steady"];
    }

    /// <summary>The key hints for a row of so many columns.</summary>
    public string Hint(ReplayPlayer player, int width)
    {
        const int roomy = 120;
        return width < roomy ? Words["HintShort"] : Words[player.ByHand ? "HintByHand" : "HintLong"];
    }

    /// <summary>What came of a session, in two or three words.</summary>
    public string Verdict(in SessionFacts session) => session.Over ? Words[$"Verdict{session.Verdict}"] : Words["Unread"];

    /// <summary>When a session began; with its date where there is one and room for it.</summary>
    public static string Began(in SessionFacts session, bool dated) => session.Began is not { } began ? ""
        : began.ToString(dated && began.Year > 1 ? "yyyy-MM-dd HH:mm:ss" : "HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The first error with the command that it answered.</summary>
    public static string Error(in SessionFacts session) => session.FirstError.Length == 0 ? ""
        : session.FirstErrorVerb is SmtpVerb.None or SmtpVerb.Unknown or SmtpVerb.Connect or SmtpVerb.DataEnd ? session.FirstError
        : $"{session.FirstErrorVerb.Name()}: {session.FirstError}";
}

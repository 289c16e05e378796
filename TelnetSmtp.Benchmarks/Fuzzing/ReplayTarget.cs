// Target replay: a saved session of any format, asciicasts of our own and of others above all, is listed, loaded and played. Rules: the steps hold every event in
// order, times never run backwards, and step by step the same is seen as at one go, also behind a way back.
// Input: the file.
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Records;
using TelnetSmtp.Tests.Records;

namespace TelnetSmtp.Benchmarks.Fuzzing;

internal static class ReplayTarget
{
    /// <summary>Sessions of one file that are played, and steps of one that are gone by one: enough for what differs, and quick.</summary>
    private const int MostSessions = 3, MostSteps = 100;

    public static void Run(byte[] input)
    {
        var index = new SessionIndex();
        index.Push(input);
        index.Finish();
        for (var i = 0; i < Math.Min(index.Count, MostSessions); i++)
        {
            _ = index[i];
            var recorder = new ReplayRecorder(session => session.Number == i + 1);
            var reader = new RecordReader(recorder);
            reader.Push(input);
            reader.Finish();
            if (recorder.Script(i + 1) is { } script)
                Play(script);
            using var stream = new MemoryStream(input);
            if (index.Format == "asciicast" && TimedRecordSession.Read(stream, index.PlaceOf(i).Line, i + 1, default) is { } own)
                Play(own);
        }
    }

    private static void Play(ReplayScript script)
    {
        var next = 0;
        var due = TimeSpan.Zero;
        foreach (var step in script.Steps)
        {
            FuzzRule.Holds(step.First == next && step.Count > 0 && step.Due >= due, "the steps hold every event in order");
            (next, due) = (step.End, step.Due);
        }
        FuzzRule.Holds(next == script.Events.Count, "the steps hold every event");
        FuzzRule.Holds(script.Events.Zip(script.Events.Skip(1)).All(pair => pair.First.Due <= pair.Second.Due && pair.First.Wait.Played >= TimeSpan.Zero), "times never run backwards");
        var player = new ReplayPlayer(script, TimeProvider.System, new ClientSettings(), 80, 24);
        player.GoTo(int.MaxValue);
        FuzzRule.Holds(player.AtEnd || script.Steps.Count == 0, "the end is reached");
        var end = SnapshotText.Of(player.Snapshot);
        player.GoTo(script.Steps.Count - MostSteps);
        while (player.Coming is not null)
            player.Forward();
        FuzzRule.Same(end, SnapshotText.Of(player.Snapshot), "the end by steps");
    }
}

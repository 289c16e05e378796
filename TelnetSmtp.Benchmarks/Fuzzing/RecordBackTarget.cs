// Target record-back: a session is lived through while its timed record is written, and the record is read back. Rule: the session that is played from it goes
// through the very states that the first one went through, input for input, as far as nothing was masked: one line too many may be, and then the screens differ.
// What stands for a secret is as long as it is; each line of the record is JSON.
// Input: settings (two octets), then a SessionScript.
using System.Globalization;
using System.Text.Json;
using TelnetSmtp.Core.Records;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Terminal;
using TelnetSmtp.Tests.Records;

namespace TelnetSmtp.Benchmarks.Fuzzing;

internal static class RecordBackTarget
{
    public static void Run(byte[] input)
    {
        var reader = new FuzzInput(input);
        var settings = SessionScript.Settings(reader.Octet(), reader.Octet());
        var happened = SessionScript.Read(reader.Rest, recorded: true);
        var session = new TelnetSession("mail1.fabrikam.com", 25, settings, 80, 24);
        var writer = new TimedRecordWriter(happened[0].At);
        var recorder = new SessionRecorder(session, writer);
        var played = new RecordedSession();
        DateTimeOffset start = default;
        var masked = false;
        foreach (var what in happened)
        {
            recorder.Before(what);
            recorder.After(what, session.Apply(what));
            var (any, typed) = Play(recorder.Take(), played, ref start);
            FuzzRule.Holds(any, "each input stands in the record");
            var said = Typed(what);
            FuzzRule.Holds(typed.Length == said.Length, "what stands for a secret is as long as it is");
            masked |= typed != said;
            if (!masked)
                FuzzRule.Same(SnapshotText.Of(session.Snapshot()), SnapshotText.Of(played.Session!.Snapshot()), $"after {what.GetType().Name} the session");
        }
    }

    /// <summary>The text that a record holds of an input.</summary>
    private static string Typed(SessionInput what) => what switch
    {
        SessionInput.Pasted pasted => pasted.Text,
        SessionInput.LineTyped line => line.Line + "\n",
        SessionInput.TextSent text => text.Text,
        SessionInput.Pressed { Key: { Code: KeyCode.Character, Modifiers: KeyModifiers.None } key } when key.Character.Value >= ' ' => key.Character.ToString(),
        SessionInput.Pressed { Key: { Code: KeyCode.Enter, Modifiers: KeyModifiers.None } } => "\r",
        _ => "",
    };

    private static (bool Any, string Typed) Play(ReadOnlySpan<byte> lines, RecordedSession played, ref DateTimeOffset start)
    {
        var (any, typed) = (false, "");
        while (lines.IndexOf((byte)'\n') is >= 0 and var end)
        {
            var json = new Utf8JsonReader(lines[..end]);
            lines = lines[(end + 1)..];
            using var line = JsonDocument.ParseValue(ref json);
            var (seconds, code, data) = (line.RootElement[0].GetDouble(), line.RootElement[1].GetString()!, line.RootElement[2].GetString()!);
            if (data.StartsWith("clock ", StringComparison.Ordinal))
                start = DateTimeOffset.Parse(data[6..], CultureInfo.InvariantCulture).AddSeconds(-seconds);
            if (code == "i")
                typed += data;
            any |= played.Play(start.AddSeconds(seconds), code, data) is not null;
        }
        return (any, typed);
    }
}

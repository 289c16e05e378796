// Everything that a snapshot shows, written down as text, so that a difference between two lives of a session is seen at once. The fuzzing's targets compile it
// too. Refuses to write what only counts (the version), and to know a test library.
using System.Text;
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Session;

namespace TelnetSmtp.Tests.Records;

internal static class SnapshotText
{
    /// <summary>Everything that a snapshot shows.</summary>
    public static string Of(SessionSnapshot now)
    {
        var screen = ScreenText.Of(now.Screen, ansi: false);
        var annotations = Enumerable.Range(0, now.Annotations.Count).Select(i => now.Annotations[i])
            .Select(a => $"{a.Row} {a.Line} {a.At:O} {Encoding.UTF8.GetString(a.Text.Span)}");
        var state = now.Dialogue;
        return string.Join('\n',
        [
            screen, $"cursor {now.Screen.Cursor} {now.Screen.Columns}x{now.Screen.Rows}", .. annotations,
            $"{now.Host}:{now.Port} {now.Remote} {now.Phase} {now.Kind} echo {now.LocalEcho} held {now.Held} typed {now.TypedAs} '{now.Typed}'",
            $"{state.Phase} '{state.ServerName}' {state.Software} tls {state.Tls} auth {state.Authenticated} from {state.ReversePath} id {state.QueueId}",
            $"unanswered {string.Join(' ', state.Unanswered)} next {string.Join(' ', state.Next)} to {string.Join(' ', state.Recipients)}",
            $"offers {string.Join(' ', state.Capabilities?.Keywords ?? [])} before {string.Join(' ', state.CapabilitiesBeforeTls?.Keywords ?? [])}",
            $"{now.Tls?.Protocol} {now.Tls?.Cipher} {now.Tls?.Subject} {string.Join(' ', now.Tls?.Problems ?? [])} {now.End} {string.Join(' ', now.Notices.Select(notice => $"{notice.Row} {notice.Notice} {notice.Detail}"))}",
            $"{now.Settings} {now.Summary.Verdict} {now.Summary.Slowest}", $"{now.Message}",
        ]);
    }
}

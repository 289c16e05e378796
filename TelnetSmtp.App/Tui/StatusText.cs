// The words of the status line. Pure. Refuses to draw: what does not fit is left out whole, the least needful first.
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Net;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.App.Tui;

/// <summary>One part of the status line.</summary>
/// <param name="Text">The words.</param>
/// <param name="Rank">Where there is no room, the parts of the highest rank go first.</param>
internal readonly record struct StatusPart(string Text, int Rank);

/// <summary>The status line's text.</summary>
internal static class StatusText
{
    private const string Between = " · ";

    /// <summary>Left part, in at most <paramref name="room"/> columns as long as one part is left.</summary>
    public static string Of(ClientSnapshot client, UiText words, SummaryText summaries, int room)
    {
        var parts = Parts(client, words, summaries).ToList();
        while (parts.Count > 1 && Graphemes.Width(string.Join(Between, parts.Select(p => p.Text))) > room)
            parts.Remove(parts.MaxBy(p => p.Rank));
        return string.Join(Between, parts.Select(p => p.Text));
    }

    /// <summary>Right part: the one key to know.</summary>
    public static string Hint(ClientSnapshot client, UiText words) => client.Mode switch
    {
        ClientMode.Session when client.Settings.Escape is { } escape => words.Format("HintPrompt", EscapeLabel(escape)),
        ClientMode.Session => words["HintMenu"],
        ClientMode.Connecting or ClientMode.LookingUp => words["HintCancel"],
        ClientMode.AnyKey => words["HintAnyKey"],
        _ when client.Session is { Phase: SessionPhase.Open } => words["HintReturn"],
        _ => words["HintHelp"],
    };

    private static IEnumerable<StatusPart> Parts(ClientSnapshot client, UiText words, SummaryText summaries)
    {
        if (client.Mode == ClientMode.Connecting)
        {
            yield return new(words["StatusConnecting"], 0);
        }
        else if (client.Session is not { } session)
        {
            yield return new(words["StatusNotConnected"], 0);
        }
        else if (session.Phase != SessionPhase.Open)
        {
            var decided = session.Summary.Verdict != TransactionVerdict.None;
            yield return new(session.End is { } end ? words[$"End{end.Kind}"] : words["StatusConnecting"], decided ? 1 : 0);
            if (decided) yield return new(summaries.Verdict(session.Summary), 0);
        }
        else
        {
            yield return new(session.Kind == SessionKind.Terminal ? words.Format("StatusTerminal", $"{session.Host}:{session.Port}") : words["StatusConnected"], 0);
            if (session.Transfer is { UnderWay: true, Message: var message } transfer)
                yield return new(words.Format("StatusSending", message.Name, message.Figures.Octets == 0 ? 100 : Math.Min(100, transfer.Sent * 100 / message.Figures.Octets)), 0);
            else if (session.Held > 0) yield return new(words.Format(session.Held == 1 ? "StatusHeldOne" : "StatusHeld", session.Held), 0);
            if (session.Handshaking) yield return new(words["StatusHandshake"], 0);
            else yield return new(session.Tls is { } tls ? tls.Protocol : words["StatusPlaintext"], 3);
            yield return new(words[session.LocalEcho ? "StatusEchoOn" : "StatusEchoOff"], 5);
            if (client.Settings.LineEdit) yield return new(words["StatusLineEdit"], 4);
        }
        if (client.Session is { } logged && logged.Notices.Any(n => n.Notice == SessionNotice.LogFailed)) yield return new(words["StatusLogFailed"], 2);
        else if (client.LogFile is { } log) yield return new(words.Format("StatusLog", Path.GetFileName(log)), 6);
        if (client.Session is { } recorded && recorded.Notices.Any(n => n.Notice == SessionNotice.RecordFailed)) yield return new(words["StatusRecordFailed"], 2);
        else if (client.RecordFile is { } record) yield return new(words.Format("StatusRecord", Path.GetFileName(record)), 6);
        if (client.Session is not { Phase: SessionPhase.Open } open) yield break;
        if (open.Unsent > 0) yield return new(words.Format("StatusUnsent", open.Unsent), 2);
        if (open.Kind != SessionKind.Terminal && Next(open.Dialogue, words) is { } next) yield return new(next, 1);
    }

    private static string? Next(DialogueState dialogue, UiText words)
    {
        const int most = 3; // more would be a list to study, not a hint
        if (dialogue.Phase == DialoguePhase.Content) return words["NextContent"];
        if (!dialogue.Unanswered.IsDefaultOrEmpty) return words.Format("StatusWaiting", NameOf(dialogue.Unanswered[0], words));
        if (dialogue.Next.IsDefaultOrEmpty) return null;
        var names = dialogue.Next.Take(most).Select(v => NameOf(v, words)).Where(n => n.Length > 0).ToArray();
        return names.Length == 0 ? null : words.Format("StatusNext", string.Join(words["Or"], names));
    }

    private static string NameOf(SmtpVerb verb, UiText words) => verb switch
    {
        SmtpVerb.Connect => words["Greeting"],
        SmtpVerb.DataEnd => words["EndOfMessage"],
        _ => verb.Name(),
    };

    /// <summary>`Ctrl+]` for 0x1D.</summary>
    internal static string EscapeLabel(char escape) => escape < ' ' ? $"Ctrl+{(char)(escape + '@')}" : escape.ToString();
}

// A failed handshake in words: the catalogue's explanation of its kind, with what the server said and what is wrong with its certificate. One place for
// the full screen and for plain mode. Refuses to find out the kind (Net.HandshakeFailure).
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.App.Text;

/// <summary>Explains <see cref="TlsFailure"/>.</summary>
internal static class TlsFailureText
{
    /// <summary>Stage and event as in failure-reasons.json.</summary>
    public static (string Stage, string Event) Name(TlsFailure? failure) =>
        failure is null or { Kind: TlsFailureKind.Other } ? ("STARTTLS", "handshake failed") : ("TLS", $"{failure.Kind}");

    /// <summary>The explanation of its kind, completed.</summary>
    public static Explanation Complete(Explanation explanation, TlsFailure failure, Language language)
    {
        if (failure.Facts is { } facts)
        {
            var words = new TlsText(language);
            return explanation with { Remarks = [.. words.Verdict(facts).Skip(1), .. words.Sections(facts).SelectMany(s => s.Lines)], Remedies = [.. words.Remedies(facts), .. explanation.Remedies] };
        }
        if (failure.Said.Length == 0) return explanation;
        var key = failure.Kind switch
        {
            TlsFailureKind.PlaintextAnswer or TlsFailureKind.PlaintextGreeting => "FailedSaid",
            TlsFailureKind.Version when failure.Said.Contains('v', StringComparison.Ordinal) => "FailedVersion",
            _ => "FailedAlert",
        };
        return explanation with { Remarks = [.. explanation.Remarks, new UiText("Tls", language).Format(key, failure.Said)] };
    }
}

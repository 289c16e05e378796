// Explains what happened to a connection rather than to a command: refused, timed out, reset, no greeting, no TLS. Causes from failure-reasons.json;
// for an attempt that failed the general list stands first (service, firewalls, name or address, port), then what the particular error tells.
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Smtp;

/// <summary>Explains connection failures in one language.</summary>
internal sealed class FailureExplainer(Catalogue catalogue, Phrases phrases, Language language)
{
    /// <summary>The row with the causes that every failed attempt shares.</summary>
    private const string AnyFailure = "connect failed";

    public Explanation Explain(string stage, string socket)
    {
        var row = catalogue.Failure(stage, socket) ?? catalogue.Failure("ANY", socket);
        var general = stage == "CONNECT" && socket != AnyFailure ? catalogue.Failure(stage, AnyFailure) : null;
        if ((row ?? general) is not { } first)
            return new(null, null, ReplyClass.Unknown, phrases[Phrase.UnknownFailure], phrases[Phrase.UnknownFailureText], [], null, null,
                [phrases[Phrase.UnknownFailureText]], [phrases[Phrase.UnknownFailureNext]], ["RFC 9293 §3.9.1"], []);
        return new(null, null, ReplyClass.Unknown, first.Meaning?.In(language) ?? socket, first.Explanation?.In(language) ?? first.Causes.In(language)[0], [],
            stage, null, Joined(general?.Causes, row?.Causes), Joined(row?.Remedies, general?.Remedies), Sources(row, general), [])
        {
            Acts = first.Acts ?? ActingParty.Network,
            Retry = RetryAdvice.AfterChange,
        };
    }

    private List<string> Joined(LocalizedList? first, LocalizedList? second) =>
        [.. (first ?? LocalizedList.Empty).In(language), .. (second ?? LocalizedList.Empty).In(language).Except((first ?? LocalizedList.Empty).In(language))];

    private static IReadOnlyList<string> Sources(params ReadOnlySpan<FailureReasonEntry?> rows)
    {
        var sources = new SourceList();
        foreach (var row in rows)
            sources.Add(row?.Source);
        return sources.ToList();
    }
}

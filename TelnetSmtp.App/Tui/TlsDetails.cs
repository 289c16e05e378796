// A TLS handshake for the lower box and for its dialog: the verdict and what to do first, the facts beside or below. Pure. Refuses to word anything
// (see TlsText).
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.App.Tui;

internal static class TlsDetails
{
    public static DetailContent Of(TlsFacts facts, TlsText words)
    {
        var trusted = facts.Problems.Count == 0;
        var remedies = words.Remedies(facts);
        List<DetailSection> sections =
        [
            new(words.TrustHeading, words.Verdict(facts), false, DetailSide.Meaning),
            new("", [words.Next], false, DetailSide.Meaning),
        ];
        foreach (var section in words.Sections(facts))
            sections.Add(new DetailSection(section.Heading, section.Lines, false, DetailSide.Causes));
        if (remedies.Count > 0) sections.Insert(1, new DetailSection(words.RemediesHeading, remedies, true, DetailSide.Meaning));
        return new DetailContent(words.Summary(facts), trusted ? ReplyClass.Success : ReplyClass.Transient, sections, words.Summary(facts));
    }
}

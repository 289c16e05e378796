// What plain mode says of TLS: lines of their own, each readable without a heading above it.
using TelnetSmtp.App.Cli;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Session;
using Xunit;

namespace TelnetSmtp.Tests.Cli;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData(Language.English, "  # Would it be trusted? No. The session goes on because this is a test; a strict client would hang up:\n  # It is self-signed: ")]
    [InlineData(Language.German, "  # Würde ihm vertraut? Nein. ")]
    public void A_verdict_stands_with_its_question(Language language, string text) =>
        Assert.Contains(text, PlainText.Of(new TlsFacts("TLSv1.3", "TLS_AES_256_GCM_SHA384", "CN=mx", [$"{TrustProblem.SelfSigned}"]), language), StringComparison.Ordinal);

    [Fact]
    public void A_good_certificate_answers_it_with_yes() =>
        Assert.Contains("  # Would it be trusted? Yes: ", PlainText.Of(new TlsFacts("TLSv1.3", "TLS_AES_256_GCM_SHA384", "CN=mx", []) { ServerName = "mx" }, Language.English), StringComparison.Ordinal);
}

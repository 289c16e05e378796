// DANE in the inbound test: every kind of TLSA record against certificates made for the test, and what the certificate step makes of each outcome.
using System.Net;
using System.Security.Cryptography;
using TelnetSmtp.Core.Checks;
using TelnetSmtp.Core.Dns;
using TelnetSmtp.Tests.Dns;
using Xunit;

namespace TelnetSmtp.Tests.Checks;

public sealed class DaneTests
{
    private const string Name = "_25._tcp.mail1.fabrikam.com";
    private static readonly byte[] Leaf = [1, 2, 3], LeafKey = [2, 3], Authority = [7, 8, 9], AuthorityKey = [8, 9], Stranger = [4, 5, 6];

    private static DnsRecord.Tlsa Record(byte usage, byte selector, byte matching, byte[] data) => new(Name, 60, usage, selector, matching, [.. data]);

    private static CertificateFacts Facts(CertificateProblems problems = CertificateProblems.UntrustedRoot) =>
        new("CN=mail1.fabrikam.com", "CN=authority", ["mail1.fabrikam.com"], default, DateTimeOffset.MaxValue, "EC 256", [], problems, [])
        {
            Sent = [new([.. Leaf], [.. LeafKey], true), new([.. Authority], [.. AuthorityKey], true), new([.. Stranger], [.. Stranger], false)],
        };

    public static TheoryData<byte, byte, byte, byte[], TlsaOutcome> Records => new()
    {
        { 3, 1, 1, SHA256.HashData(LeafKey), TlsaOutcome.Server },
        { 3, 1, 2, SHA512.HashData(LeafKey), TlsaOutcome.Server },
        { 3, 1, 0, LeafKey, TlsaOutcome.Server },
        { 3, 0, 1, SHA256.HashData(Leaf), TlsaOutcome.Server },
        { 3, 0, 0, Leaf, TlsaOutcome.Server },
        { 3, 0, 1, SHA256.HashData(LeafKey), TlsaOutcome.Mismatch },
        { 3, 1, 1, SHA256.HashData(AuthorityKey), TlsaOutcome.Mismatch },
        { 2, 1, 1, SHA256.HashData(AuthorityKey), TlsaOutcome.Authority },
        { 2, 0, 2, SHA512.HashData(Authority), TlsaOutcome.Authority },
        { 2, 0, 0, Stranger, TlsaOutcome.Mismatch }, // sent, but it signed nothing
        { 0, 1, 1, SHA256.HashData(LeafKey), TlsaOutcome.Unusable },
        { 1, 1, 1, SHA256.HashData(LeafKey), TlsaOutcome.Unusable },
        { 3, 2, 1, SHA256.HashData(LeafKey), TlsaOutcome.Unusable },
        { 3, 1, 3, SHA256.HashData(LeafKey), TlsaOutcome.Unusable },
        { 3, 1, 1, LeafKey, TlsaOutcome.Unusable }, // no SHA-256 digest has two octets
        { 3, 1, 0, [], TlsaOutcome.Unusable },
    };

    [Theory]
    [MemberData(nameof(Records))]
    public void A_record_says_of_a_certificate(byte usage, byte selector, byte matching, byte[] data, TlsaOutcome expected) =>
        Assert.Equal(expected, TlsaMatch.Of([Record(usage, selector, matching, data)], Facts()));

    [Theory]
    [InlineData(CertificateProblems.WrongName)]
    [InlineData(CertificateProblems.Expired)]
    [InlineData(CertificateProblems.NotYetValid)]
    public void An_authority_needs_name_and_dates_and_the_servers_own_key_does_not(CertificateProblems problem)
    {
        Assert.Equal(TlsaOutcome.AuthorityOnly, TlsaMatch.Of([Record(2, 1, 1, SHA256.HashData(AuthorityKey))], Facts(problem)));
        Assert.Equal(TlsaOutcome.Server, TlsaMatch.Of([Record(3, 1, 1, SHA256.HashData(LeafKey))], Facts(problem)));
    }

    [Fact]
    public void One_record_that_fits_is_enough() =>
        Assert.Equal(TlsaOutcome.Server, TlsaMatch.Of([Record(3, 1, 1, SHA256.HashData(Stranger)), Record(0, 0, 0, Leaf), Record(3, 1, 1, SHA256.HashData(LeafKey))], Facts()));

    [Theory]
    [InlineData(true, true, Verdict.Pass, Verdict.Pass, "DANE vouches for it.")]
    [InlineData(true, false, Verdict.Fail, Verdict.Fail, "do not deliver")]
    [InlineData(false, true, Verdict.Warn, Verdict.Warn, "does not vouch for them")]
    [InlineData(false, false, Verdict.Warn, Verdict.Warn, "do not deliver")]
    public async Task The_certificate_step_heeds_it(bool signed, bool fits, Verdict certificateStep, Verdict dane, string words)
    {
        using var certificate = CheckedServer.MakeCertificate("mail1.fabrikam.com");
        await using var server = new CheckedServer { Certificate = certificate };
        var record = Record(3, 1, 1, SHA256.HashData(fits ? certificate.PublicKey.ExportSubjectPublicKeyInfo() : Stranger));
        var dns = new ScriptedDns().Holds("mail1.fabrikam.com", RecordType.A, new DnsRecord.Host("mail1.fabrikam.com", RecordType.A, 60, IPAddress.Parse("192.0.2.1")));
        _ = signed ? dns.Signs(Name, RecordType.Tlsa, record) : dns.Holds(Name, RecordType.Tlsa, record);
        var run = new CheckRun(dns) { Ports = { ["192.0.2.1"] = server.Port } };
        var step = CheckRun.Step(await run.OfAsync(CheckRun.Request("mail1.fabrikam.com:25") with { DnsOnly = true }), StepId.Certificate);
        Assert.Equal((certificateStep, dane), (step.Verdict, step.Steps.Single().Verdict));
        Assert.Contains(words, step.Detail.En + step.Steps[0].Detail.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_server_that_cannot_answer_for_the_records_is_told_since_mail_waits_then()
    {
        using var certificate = CheckedServer.MakeCertificate("mail1.fabrikam.com");
        await using var server = new CheckedServer { Certificate = certificate };
        var dns = new ScriptedDns().Holds("mail1.fabrikam.com", RecordType.A, new DnsRecord.Host("mail1.fabrikam.com", RecordType.A, 60, IPAddress.Parse("192.0.2.1")))
            .Ends(Name, RecordType.Tlsa, DnsOutcome.ServerFailure);
        var run = new CheckRun(dns) { Ports = { ["192.0.2.1"] = server.Port } };
        var step = CheckRun.Step(await run.OfAsync(CheckRun.Request("mail1.fabrikam.com:25") with { DnsOnly = true }), StepId.Certificate);
        Assert.Equal(Verdict.Warn, step.Steps.Single().Verdict);
        Assert.Contains("SERVFAIL", step.Steps[0].Detail.En, StringComparison.Ordinal);
    }
}

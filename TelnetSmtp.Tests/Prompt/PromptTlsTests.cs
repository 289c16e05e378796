// `set tls`, `unset tls` and `auth` at the prompt: values taken, and one clear line for every other.
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Prompt;
using Xunit;

namespace TelnetSmtp.Tests.Prompt;

public sealed class PromptTlsTests
{
    private static readonly PromptInterpreter Interpreter = new((reply, _) => reply);

    [Fact]
    public void Values_are_taken_in_any_letter_case()
    {
        var settings = After("set tls verify FULL", "set tls min TLSv1.3", "set tls name mail.contoso.com");
        Assert.Equal(new TlsSettings { Verify = TlsVerification.Full, Minimum = TlsVersion.Tls13, ServerName = "mail.contoso.com" }, settings.Tls);
        Assert.Equal(new TlsSettings { Minimum = TlsVersion.Tls13 }, After("set tls min 1.3", "set tls verify chain", "unset tls verify").Tls);
    }

    [Fact]
    public void Files_are_only_named_and_what_stood_before_can_come_back()
    {
        var before = new ClientSettings { Tls = new TlsSettings { Verify = TlsVerification.Chain } };
        var result = Interpreter.Interpret("set tls cert \"my own.pem\"", before, PromptContext.Idle);
        Assert.Equal("my own.pem", result.Settings.Tls.CertificateFile);
        Assert.Equal(new PromptAction.UseTlsFiles(before.Tls), result.Action);
        Assert.Equal(new PromptAction.UseTlsFiles(before.Tls), Interpreter.Interpret("unset tls", before, PromptContext.Idle).Action);
    }

    [Theory]
    [InlineData("set tls verify maybe", "'maybe' is no value of tls verify. Type: set tls verify none | chain | full")]
    [InlineData("set tls verify", "Type: set tls verify none | chain | full")]
    [InlineData("set tls min 1.1", "'1.1' is withdrawn (RFC 8996) and not spoken here. Take 1.2 or 1.3.")]
    [InlineData("set tls max SSLv3", "'SSLv3' is withdrawn (RFC 8996) and not spoken here. Take 1.2 or 1.3.")]
    [InlineData("set tls max 2", "'2' is no value of tls max. Type: set tls max 1.2 | 1.3")]
    [InlineData("set tls name a b", "'a b' is no value of tls name. Type: set tls name HOST.NAME")]
    [InlineData("set tls cert", "Type: set tls cert FILE")]
    [InlineData("set tls colour red", "'colour' is no TLS option. Type set tls ? for a list.")]
    [InlineData("unset tls colour", "'colour' is no TLS option. Type set tls ? for a list.")]
    [InlineData("auth plain", "The user name is missing. Type: auth plain USER")]
    [InlineData("auth plain chris secret", "Too many words: the password is asked for, never typed here. Type: auth plain USER")]
    [InlineData("auth rot13 chris", "'ROT13' is not done here. Take plain, login, cram-md5, xoauth2 or scram-sha-256: auth MECHANISM USER")]
    [InlineData("open mail 25 maybe", "Too many words. Type: open hostname [port]")]
    public void What_is_wrong_is_said_in_one_line_and_changes_nothing(string line, string says)
    {
        foreach (var language in (Language[])[Language.English, Language.German])
        {
            var settings = new ClientSettings { Language = language };
            var result = Interpreter.Interpret(line, settings, new PromptContext(true, "mail"));
            Assert.Equal((1, settings), (result.Text.Count(c => c == '\n'), result.Settings));
            Assert.Null(result.Action);
            if (language == Language.English) Assert.Equal(says + "\n", result.Text);
        }
    }

    [Fact]
    public void The_least_version_may_not_pass_the_greatest()
    {
        var settings = After("set tls max 1.2");
        var result = Interpreter.Interpret("set tls min 1.3", settings, PromptContext.Idle);
        Assert.Equal(("No version is left: min 1.3 is above max 1.2. Change the other one first.\n", settings), (result.Text, result.Settings));
    }

    [Theory]
    [InlineData("gssapi", "Kerberos")]
    [InlineData("NTLM", "CHALLENGE")]
    [InlineData("digest-md5", "RFC 6331")]
    [InlineData("external", "AUTH EXTERNAL =")]
    public void What_is_not_done_is_explained(string mechanism, string says)
    {
        var result = Interpreter.Interpret($"auth {mechanism} chris", new ClientSettings(), new PromptContext(true, "mail"));
        Assert.Null(result.Action);
        Assert.Contains(says, result.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Auth_needs_a_session() =>
        Assert.Equal(PromptText.NotConnected.En, Interpreter.Interpret("auth plain chris", new ClientSettings(), PromptContext.Idle).Text);

    [Theory]
    [InlineData("auth cram-md5 chris", "CRAM-MD5", false)]
    [InlineData("auth PLAIN chris SHOW", "PLAIN", true)]
    public void Auth_asks_for_the_secret(string line, string mechanism, bool show) => Assert.Equal(new PromptAction.SignIn(mechanism, "chris", show),
        Interpreter.Interpret(line, new ClientSettings(), new PromptContext(true, "mail")).Action);

    [Theory]
    [InlineData("open mail 465 tls", true)]
    [InlineData("open mail smtps plain", false)]
    [InlineData("open mail 25", null)]
    public void Open_may_say_whether_TLS_comes_first(string line, bool? tls) =>
        Assert.Equal(tls, Assert.IsType<PromptAction.Open>(Interpreter.Interpret(line, new ClientSettings(), PromptContext.Idle).Action).Tls);

    private static ClientSettings After(params string[] lines) =>
        lines.Aggregate(new ClientSettings(), (settings, line) => Interpreter.Interpret(line, settings, PromptContext.Idle).Settings);
}

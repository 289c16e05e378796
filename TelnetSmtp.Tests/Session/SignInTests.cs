// A sign-in sent step by step within a session, as a transcript: what goes on the wire, what the screen, the log and the panel show of it, how it ends.
using System.Text;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Smtp.Sasl;
using TelnetSmtp.Core.Terminal;
using Xunit;

namespace TelnetSmtp.Tests.Session;

public sealed class SignInTests
{
    private const string Secret = "tanstaaftanstaaf";
    private readonly SessionTranscript _session = new();

    [Fact]
    public void Plain_goes_in_one_line_and_is_shown_nowhere()
    {
        Greet();
        SignIn("PLAIN");
        Assert.EndsWith($"AUTH PLAIN {Base64($"\0tim\0{Secret}")}\r\n", _session.Wire, StringComparison.Ordinal);
        _session.Server("235 2.7.0 ok\r\n");
        AssertHidden("AUTH PLAIN ***");
    }

    [Fact]
    public void Login_answers_each_334()
    {
        Greet();
        SignIn("LOGIN");
        Assert.EndsWith("AUTH LOGIN\r\n", _session.Wire, StringComparison.Ordinal);
        _session.Server("334 VXNlcm5hbWU6\r\n");
        Assert.EndsWith($"{Base64("tim")}\r\n", _session.Wire, StringComparison.Ordinal);
        _session.Server("334 UGFzc3dvcmQ6\r\n");
        Assert.EndsWith($"{Base64(Secret)}\r\n", _session.Wire, StringComparison.Ordinal);
        _session.Server("235 ok\r\n");
        AssertHidden("334 UGFzc3dvcmQ6");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public void Challenges_may_come_in_any_portions(int portion)
    {
        Greet();
        SignIn("CRAM-MD5");
        const string challenge = "334 PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+\r\n";
        for (var i = 0; i < challenge.Length; i += portion) _session.Server(challenge[i..Math.Min(challenge.Length, i + portion)]);
        Assert.EndsWith("AUTH CRAM-MD5\r\ndGltIGI5MTNhNjAyYzdlZGE3YTQ5NWI0ZTZlNzMzNGQzODkw\r\n", _session.Wire, StringComparison.Ordinal);
    }

    [Fact]
    public void Masking_switched_off_shows_typed_secrets_but_none_of_a_sign_in()
    {
        Greet();
        _session.Apply(new SessionInput.Configured(default, new ClientSettings { Masking = false }));
        SignIn("PLAIN");
        AssertHidden("AUTH PLAIN ***");
    }

    [Fact]
    public void A_challenge_that_makes_no_sense_is_cancelled_and_explained()
    {
        Greet();
        SignIn("CRAM-MD5");
        _session.Server("334 %%%\r\n");
        Assert.EndsWith("*\r\n", _session.Wire, StringComparison.Ordinal);
        _session.Server("501 cancelled\r\n");
        Assert.Contains(_session.Snapshot.Notices, n => n.Notice == SessionNotice.SignInBadChallenge);
    }

    [Fact]
    public void A_server_that_does_not_know_the_password_is_named()
    {
        Greet();
        SignIn("SCRAM-SHA-256");
        _session.Server($"334 {Base64("r=AAAAxyz,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096")}\r\n");
        _session.Server($"334 {Base64("v=" + Convert.ToBase64String(new byte[32]))}\r\n");
        Assert.EndsWith("*\r\n", _session.Wire, StringComparison.Ordinal);
        _session.Server("501 cancelled\r\n");
        Assert.Contains(_session.Snapshot.Notices, n => n.Notice == SessionNotice.SignInServerNotProven);
    }

    [Fact]
    public void Keys_do_not_fall_into_a_sign_in_and_Esc_gives_up_waiting()
    {
        Greet();
        SignIn("LOGIN");
        var before = _session.Wire;
        _session.Apply(new SessionInput.Pressed(default, KeyStroke.Of('x')));
        Assert.Equal(before, _session.Wire);
        _session.Apply(new SessionInput.Pressed(default, new KeyStroke(KeyCode.Escape)));
        _session.Server("334 VXNlcm5hbWU6\r\n");
        Assert.Equal(before, _session.Wire);
        _session.Apply(new SessionInput.Pressed(default, KeyStroke.Of('*')));
        Assert.EndsWith("*", _session.Wire, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_token_waits_for_the_334()
    {
        Greet();
        var token = new string('t', 2000);
        _session.Apply(new SessionInput.SignIn(default, new SaslExchange(SaslMechanisms.Client("XOAUTH2", "chris@contoso.com", token, [])!)));
        Assert.EndsWith("AUTH XOAUTH2\r\n", _session.Wire, StringComparison.Ordinal);
        _session.Server("334 \r\n");
        Assert.EndsWith($"{Base64($"user=chris@contoso.com\u0001auth=Bearer {token}\u0001\u0001")}\r\n", _session.Wire, StringComparison.Ordinal);
    }

    private void Greet() => _session.Server("220 mail1.fabrikam.com ESMTP\r\n");

    private void SignIn(string mechanism) =>
        _session.Apply(new SessionInput.SignIn(default, new SaslExchange(SaslMechanisms.Client(mechanism, "tim", Secret, Convert.FromBase64String("AAAA"))!)));

    private void AssertHidden(string shown)
    {
        Assert.Contains(shown, _session.Screen, StringComparison.Ordinal);
        foreach (var seen in (string[])[_session.Screen, _session.Log, string.Join('\n', _session.Annotations)])
            foreach (var secret in (string[])[Secret, Base64(Secret), Base64($"\0tim\0{Secret}"), Base64("tim")])
                Assert.DoesNotContain(secret, seen, StringComparison.Ordinal);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}

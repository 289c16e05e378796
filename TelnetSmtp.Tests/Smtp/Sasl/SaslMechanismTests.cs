// The mechanisms by the examples of their RFCs, by another implementation (MailKit's), and by what a wrong or hostile server may send.
using System.Text;
using MailKit.Security;
using TelnetSmtp.Core.Smtp.Sasl;
using Xunit;

namespace TelnetSmtp.Tests.Smtp.Sasl;

public sealed class SaslMechanismTests
{
    private const string ServerFirst = "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";

    [Fact]
    public void Plain_is_RFC_4616s_example()
    {
        using var plain = Client("PLAIN", "tim", "tanstaaftanstaaf");
        Assert.Equal("\0tim\0tanstaaftanstaaf", Text(plain.InitialResponse()));
        Assert.Equal(SaslProblem.UnexpectedChallenge, plain.Next([]).Problem);
    }

    [Fact]
    public void CramMd5_is_RFC_2195s_example()
    {
        using var cram = Client("CRAM-MD5", "tim", "tanstaaftanstaaf");
        Assert.Null(cram.InitialResponse());
        Assert.Equal("tim b913a602c7eda7a495b4e6e7334d3890", Text(cram.Next("<1896.697170952@postoffice.reston.mci.net>"u8).Response));
    }

    [Fact]
    public void ScramSha256_is_RFC_7677s_example()
    {
        using var scram = Client("SCRAM-SHA-256", "user", "pencil", "rOprNGfwEbeRWgbNEkqO");
        Assert.Equal("n,,n=user,r=rOprNGfwEbeRWgbNEkqO", Text(scram.InitialResponse()));
        Assert.Equal("c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=", Text(scram.Next(Bytes(ServerFirst)).Response));
        var last = scram.Next("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="u8);
        Assert.Equal(SaslProblem.None, last.Problem);
        Assert.Empty(last.Response!);
    }

    [Fact]
    public void XOAuth2_is_Googles_example()
    {
        using var client = Client("XOAUTH2", "someuser@example.com", "ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg");
        Assert.Equal("dXNlcj1zb21ldXNlckBleGFtcGxlLmNvbQFhdXRoPUJlYXJlciB5YTI5LnZGOWRmdDRxbVRjMk52YjNSbGNrQmhkSFJoZG1semRHRXVZMjl0Q2cBAQ==", Convert.ToBase64String(client.InitialResponse()!));
        // A refusal is acknowledged by nothing; only then comes the 535.
        var refused = client.Next("{\"status\":\"401\"}"u8);
        Assert.Equal((SaslProblem.RefusedByServer, 0), (refused.Problem, refused.Response!.Length));
    }

    [Fact]
    public void Login_answers_name_then_password_whatever_is_asked()
    {
        using var login = Client("LOGIN", "chris", "geheim");
        Assert.Equal("chris", Text(login.Next("Username:"u8).Response));
        Assert.Equal("geheim", Text(login.Next("Mot de passe"u8).Response));
        Assert.Null(login.Next("Again:"u8).Response);
    }

    [Theory]
    [InlineData("PLAIN", "chris@contoso.com", "päss wörd")]
    [InlineData("LOGIN", "chris", "x")]
    [InlineData("CRAM-MD5", "chris", "a password longer than the sixty-four octets of a block of MD5, so that it is hashed first")]
    [InlineData("XOAUTH2", "chris@contoso.com", "token.with-dots")]
    public void MailKit_says_the_same(string mechanism, string user, string secret)
    {
        SaslMechanism other = mechanism switch
        {
            "PLAIN" => new SaslMechanismPlain(user, secret),
            "LOGIN" => new SaslMechanismLogin(user, secret),
            "CRAM-MD5" => new SaslMechanismCramMd5(user, secret),
            _ => new SaslMechanismOAuth2(user, secret),
        };
        using var ours = new SaslExchange(Client(mechanism, user, secret));
        var first = Text(ours.Begin()).Split(' ');
        List<string> said = [.. first.Skip(2)], expected = [];
        if (other.SupportsInitialResponse && said.Count > 0)
            expected.Add(other.Challenge(null, TestContext.Current.CancellationToken));
        foreach (var challenge in mechanism switch { "LOGIN" => (string[])["VXNlcm5hbWU6", "UGFzc3dvcmQ6"], "CRAM-MD5" => ["PDEyMy40NTZAbWFpbDEuZmFicmlrYW0uY29tPg=="], _ => [] })
        {
            expected.Add(other.Challenge(challenge, TestContext.Current.CancellationToken));
            said.Add(Text(ours.Answer(Bytes(challenge))));
        }
        Assert.NotEmpty(said);
        Assert.Equal(expected, said);
    }

    [Theory]
    [InlineData("r=somebody-else,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096", SaslProblem.NonceMismatch)]
    [InlineData("r=rOprNGfwEbeRWgbNEkqO,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096", SaslProblem.NonceMismatch)]
    [InlineData("r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4095", SaslProblem.TooFewIterations)]
    [InlineData("r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=10000001", SaslProblem.TooManyIterations)]
    [InlineData("r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=99999999999", SaslProblem.TooManyIterations)]
    [InlineData("r=rOprNGfwEbeRWgbNEkqOx,s=not base64,i=4096", SaslProblem.BadChallenge)]
    [InlineData("r=rOprNGfwEbeRWgbNEkqOx,s=,i=4096", SaslProblem.BadChallenge)]
    [InlineData("m=ext,r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096", SaslProblem.BadChallenge)]
    [InlineData("e=unknown-user", SaslProblem.RefusedByServer)]
    [InlineData("", SaslProblem.BadChallenge)]
    public void Scram_gives_no_proof_to_a_server_that_breaks_the_rules(string serverFirst, SaslProblem expected)
    {
        using var scram = Client("SCRAM-SHA-256", "user", "pencil", "rOprNGfwEbeRWgbNEkqO");
        scram.InitialResponse();
        var step = scram.Next(Bytes(serverFirst));
        Assert.Equal((expected, true), (step.Problem, step.Response is null));
    }

    [Theory]
    [InlineData("v=7rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=")]
    [InlineData("v=AAAA")]
    [InlineData("nothing")]
    public void Scram_refuses_a_server_that_cannot_prove_itself(string serverFinal)
    {
        using var scram = Client("SCRAM-SHA-256", "user", "pencil", "rOprNGfwEbeRWgbNEkqO");
        scram.InitialResponse();
        scram.Next(Bytes(ServerFirst));
        Assert.Equal(new SaslStep(null, SaslProblem.ServerNotProven), scram.Next(Bytes(serverFinal)));
    }

    [Fact]
    public void Names_with_comma_and_equals_are_escaped()
    {
        using var scram = Client("SCRAM-SHA-256", "a=b,c", "x", "AAAA");
        Assert.Equal("n,,n=a=3Db=2Cc,r=AAAA", Text(scram.InitialResponse()));
    }

    // RFC 4013 3: examples of the preparation.
    [Theory]
    [InlineData("I\u00ADX", "IX")]
    [InlineData("user", "user")]
    [InlineData("USER", "USER")]
    [InlineData("\u00AA", "a")]
    [InlineData("\u2168", "IX")]
    [InlineData("a\u00A0b", "a b")]
    public void Passwords_are_prepared(string typed, string prepared)
    {
        using var plain = Client("PLAIN", "u", typed);
        Assert.Equal($"\0u\0{prepared}", Text(plain.InitialResponse()));
    }

    [Fact]
    public void What_is_disposed_of_is_wiped()
    {
        var plain = Client("PLAIN", "tim", "secret");
        plain.Dispose();
        Assert.Equal("\0\0\0\0\0\0\0\0\0\0\0", Text(plain.InitialResponse()));
    }

    [Fact]
    public void Other_mechanisms_are_none_of_ours() => Assert.Null(SaslMechanisms.Client("NTLM", "u", "p", []));

    private static SaslClient Client(string mechanism, string user, string secret, string nonce = "AAAA") =>
        SaslMechanisms.Client(mechanism, user, secret, Convert.FromBase64String(nonce))!;

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(byte[]? octets) => Encoding.UTF8.GetString(octets!);
}

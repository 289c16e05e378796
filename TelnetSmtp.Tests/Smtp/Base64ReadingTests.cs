// 334 challenges made readable, NTLM's taken apart, and nothing that a peer can send breaks it.
using System.Text;
using CsCheck;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Smtp;
using Xunit;

namespace TelnetSmtp.Tests.Smtp;

public sealed class Base64ReadingTests
{
    private static readonly ReplyDecoder English = new(new Catalogue(), Language.English);

    [Theory]
    [InlineData("VXNlcm5hbWU6", Base64Kind.UsernamePrompt, "Username:")]
    [InlineData("VXNlciBOYW1lAA==", Base64Kind.UsernamePrompt, "User Name")]
    [InlineData("UGFzc3dvcmQ6", Base64Kind.PasswordPrompt, "Password:")]
    [InlineData("UGFzc3dvcmQA", Base64Kind.PasswordPrompt, "Password")]
    [InlineData("PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+", Base64Kind.CramChallenge, "<1896.697170952@postoffice.reston.mci.net>")]
    [InlineData("eyJzdGF0dXMiOiI0MDAifQ==", Base64Kind.OAuthError, "{\"status\":\"400\"}")]
    [InlineData("", Base64Kind.Empty, "")]
    [InlineData("=", Base64Kind.Empty, "")]
    [InlineData("/////w==", Base64Kind.Binary, "FFFFFFFF")]
    [InlineData("SGVsbG8=", Base64Kind.Text, "Hello")]
    public void A_challenge_is_told_by_what_it_says(string base64, Base64Kind kind, string text)
    {
        var reading = Base64Reading.Read(base64)!;
        Assert.Equal(kind, reading.Kind);
        Assert.Equal(text, reading.Text);
    }

    [Theory]
    [InlineData("NTLM supported")]
    [InlineData("VXNlcm5hbWU")]
    [InlineData("****")]
    public void What_is_no_Base64_is_said_to_be_none(string text) => Assert.Null(Base64Reading.Read(text));

    [Fact]
    public void Digest_and_scram_fields_are_named()
    {
        var digest = Base64Reading.Read(Base64Reading.Encode("realm=\"elwood, example\",nonce=\"OA6MG9tEQGm2hh\",qop=\"auth\",algorithm=md5-sess"))!;
        Assert.Equal([new("realm", "elwood, example"), new("nonce", "OA6MG9tEQGm2hh"), new("qop", "auth"), new("algorithm", "md5-sess")], digest.Fields);
        var scram = Base64Reading.Read(Base64Reading.Encode("r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096"))!;
        Assert.Equal(Base64Kind.ScramServerFirst, scram.Kind);
        Assert.Equal([new("r", "fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j"), new("s", "QSXCR+Q6sek8bf92"), new("i", "4096")], scram.Fields);
    }

    /// <summary>A challenge of a server EX01 in FABRIKAM, Windows 10.0.17763, made by the layout of [MS-NLMP] 2.2.1.2.</summary>
    private static byte[] Challenge()
    {
        byte[] name = Encoding.Unicode.GetBytes("FABRIKAM");
        byte[] pairs = [.. Pair(2, "FABRIKAM"), .. Pair(1, "EX01"), .. Pair(4, "fabrikam.com"), .. Pair(3, "ex01.fabrikam.com"), .. Pair(5, "fabrikam.com"),
            7, 0, 8, 0, .. BitConverter.GetBytes(new DateTime(2026, 11, 24, 10, 0, 0, DateTimeKind.Utc).ToFileTimeUtc()), 0, 0, 0, 0];
        byte[] head =
        [
            .. "NTLMSSP\0"u8, 2, 0, 0, 0, .. Field(name.Length, 56), .. BitConverter.GetBytes(0x0280_0001u), 1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0, 0, 0, 0, 0, 0,
            .. Field(pairs.Length, 56 + name.Length), 10, 0, .. BitConverter.GetBytes((ushort)17763), 0, 0, 0, 15,
        ];
        return [.. head, .. name, .. pairs];

        static byte[] Field(int length, int offset) => [.. BitConverter.GetBytes((ushort)length), .. BitConverter.GetBytes((ushort)length), .. BitConverter.GetBytes(offset)];
        static byte[] Pair(ushort id, string value) => [.. BitConverter.GetBytes(id), .. BitConverter.GetBytes((ushort)(value.Length * 2)), .. Encoding.Unicode.GetBytes(value)];
    }

    [Fact]
    public void An_ntlm_challenge_tells_the_servers_names()
    {
        var line = "334 " + Convert.ToBase64String(Challenge());
        var server = ReplyDecoderTests.Line(SmtpVerb.Auth, line);
        Assert.Equal("334 NTLM challenge from FABRIKAM", English.Annotate(server, Encoding.ASCII.GetBytes(line)));
        Assert.Equal(
        [
            "NTLM target name: FABRIKAM", "NetBIOS domain name: FABRIKAM", "NetBIOS computer name: EX01", "DNS domain name: fabrikam.com",
            "DNS computer name: ex01.fabrikam.com", "DNS forest name: fabrikam.com", "server's clock: 2026-11-24 10:00:00Z", "Windows version: 10.0.17763",
        ], English.Explain(server, Encoding.ASCII.GetBytes(line), null).Remarks);
    }

    [Fact]
    public void A_cut_or_mutated_ntlm_challenge_is_read_as_far_as_it_goes()
    {
        var whole = Challenge();
        for (var length = 0; length <= whole.Length; length++)
            Assert.NotNull(Base64Reading.Read(Convert.ToBase64String(whole, 0, length)));
        Check.Sample(Gen.Select(Gen.Int[12, whole.Length - 1], Gen.Byte), (at, value) =>
        {
            var mutated = (byte[])whole.Clone();
            mutated[at] = value;
            Assert.NotNull(Base64Reading.Read(Convert.ToBase64String(mutated)));
        });
    }

    [Fact]
    public void Any_text_is_read_or_refused_and_any_octets_are_read()
    {
        Check.Sample(Gen.String, text => { _ = Base64Reading.Read(text); });
        Check.Sample(Gen.Byte.Array, octets => Assert.NotNull(Base64Reading.Read(Convert.ToBase64String(octets))));
    }

    [Theory]
    [InlineData("334 VXNlcm5hbWU6", "334 asks for the user name (Username:)")]
    [InlineData("334 UGFzc3dvcmQ6", "334 asks for the password (Password:)")]
    [InlineData("334 ", "334 go on with the sign-in")]
    [InlineData("334 PDEuMkBhPg==", "334 CRAM-MD5 challenge <1.2@a>")]
    [InlineData("334 not base64!", "334 challenge is no valid Base64")]
    public void The_panel_reads_challenges_out(string reply, string expected) =>
        Assert.Equal(expected, English.Annotate(ReplyDecoderTests.Line(SmtpVerb.Auth, reply), Encoding.ASCII.GetBytes(reply)));
}

// The machine fed with anything: raw octets, and commands of SMTP's own alphabet in any order, cut anywhere. It never throws, says the same however the
// octets are cut, and every reply keeps the form of RFC 5321 4.2.1.
using System.Net;
using System.Text;
using CsCheck;
using TelnetSmtp.Core.Practice;
using Xunit;

namespace TelnetSmtp.Tests.Practice;

public sealed class PracticeFuzzTests
{
    private static readonly string[] Words =
    [
        "EHLO contoso.com\r\n", "HELO x\r\n", "MAIL FROM:<chris@contoso.com>\r\n", "MAIL FROM:<chris@contoso.com> SIZE=5 BODY=8BITMIME\r\n", "RCPT TO:<kate@fabrikam.com>\r\n",
        "RCPT TO:<kate@fabrikam.com> NOTIFY=SUCCESS\r\n", "RCPT TO:<nobody@fabrikam.com>\r\n", "DATA\r\n", "Subject: x\r\n", "\r\n", ".\r\n", "..\r\n", "BDAT 4\r\n", "BDAT 4 LAST\r\n",
        "BDAT 99999\r\n", "abcd", "RSET\r\n", "NOOP\r\n", "VRFY kate\r\n", "EXPN team\r\n", "HELP\r\n", "AUTH PLAIN\r\n", "AUTH LOGIN\r\n", "AUTH CRAM-MD5\r\n", "AUTH SCRAM-SHA-256\r\n", "*\r\n",
        "bixhPWFkbSxuPWthdGU=\r\n", "AGthdGVAZmFicmlrYW0uY29tAFBhJCR3MHJk\r\n", "=\r\n", "\n", "\r", "\0", "\u00FC", "<>", " ", "ETRN fabrikam.com\r\n", "QUIT\r\n", "STARTTLS\r\n", "x",
    ];

    private static readonly string[] Names = ["exchange", "postfix", "exim", "sendmail", "careless"];

    private static readonly Gen<string> Dialogue = Gen.Int[0, Words.Length - 1].Array[0, 40].Select(picks => string.Concat(picks.Select(i => Words[i])));

    [Fact]
    public void Any_dialogue_is_answered_alike_however_it_is_cut() =>
        Gen.Select(Dialogue, Gen.Int[1, 50], Gen.Int[0, Names.Length - 1]).Sample((text, piece, pick) =>
        {
            var octets = Encoding.UTF8.GetBytes(text);
            var scenario = Scenario.BuiltIn(Names[pick]) with { StrictPipelining = false, Limits = new(Errors: 1000), Auth = Scenario.BuiltIn("strict").Auth };
            return Play(scenario, octets, octets.Length + 1) == Play(scenario, octets, piece);
        }, iter: 2000);

    [Fact]
    public void Any_octets_are_survived() =>
        Gen.Select(Gen.Byte.Array[0, 300], Gen.Int[1, 60]).Sample((octets, piece) => Play(Scenario.BuiltIn("strict"), octets, piece).StartsWith("220", StringComparison.Ordinal), iter: 2000);

    private static string Play(Scenario scenario, byte[] octets, int piece)
    {
        var at = new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);
        var server = new PracticeServer(scenario, new PracticeStore(at, 5), IPAddress.Loopback);
        var said = new StringBuilder();
        Note(server.Open(at));
        foreach (var part in octets.Chunk(piece))
        {
            server.Receive(part);
            while (server.Next(at) is { } actions)
                Note(actions);
            // The handshake is the host's; what was plaintext behind it is gone, which depends on the cut.
            if (server.State == PracticeState.Handshake)
                return said.ToString();
        }
        return said.ToString();

        void Note(IReadOnlyList<PracticeAction> actions)
        {
            foreach (var send in actions.OfType<PracticeAction.Send>())
            {
                var text = Encoding.UTF8.GetString(send.Bytes.Span);
                Assert.All(text.Split("\r\n")[..^1], line => Assert.Matches(@"^[2-5]\d\d([ -][^\r\n]*)?$", line));
                Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
                said.Append(text);
            }
        }
    }
}

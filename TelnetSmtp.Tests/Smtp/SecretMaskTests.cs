// Where the secret begins, complete or half typed.
using System.Text;
using TelnetSmtp.Core.Smtp;
using Xunit;

namespace TelnetSmtp.Tests.Smtp;

public sealed class SecretMaskTests
{
    [Theory]
    [InlineData("AUTH PLAIN AGNocmlzAHNlY3JldA==", "AUTH PLAIN ********")]
    [InlineData("auth  plain   x", "auth  plain   ********")]
    [InlineData("AUTH PLAIN A", "AUTH PLAIN ********")]
    [InlineData("AUTH PLAIN =x", "AUTH PLAIN ********")]
    [InlineData("X-EXPS LOGIN Y2hyaXM=", "X-EXPS LOGIN ********")]
    [InlineData("AUTH LOGIN two words", "AUTH LOGIN ********")]
    [InlineData("AUTH PLAIN ", null)]
    [InlineData("AUTH PLAIN", null)]
    [InlineData("AUTH PLAIN = ", null)]
    [InlineData("AUTH", null)]
    [InlineData("AUTHOR PLAIN x", null)]
    [InlineData("MAIL FROM:<a@b> AUTH=<>", null)]
    [InlineData("", null)]
    public void Initial_responses_are_secret(string line, string? masked) => Check(Speaker.Client, line, masked);

    [Theory]
    [InlineData("Y2hyaXM=", "********")]
    [InlineData(" * ", "********")]
    [InlineData("*x", "********")]
    [InlineData("MAIL FROM:<a@b>", "********")]
    [InlineData("*", null)]
    [InlineData("", null)]
    public void Answers_are_secret_but_for_the_cancel(string line, string? masked) => Check(Speaker.Credential, line, masked);

    [Theory]
    [InlineData("AUTH PLAIN AGNocmlzAHNlY3JldA==")]
    public void Message_data_is_not_looked_at(string line) => Check(Speaker.Content, line, null);

    [Fact]
    public void The_dialogue_says_what_is_awaited()
    {
        var dialogue = new SmtpDialogue();
        dialogue.Connected(Transcript.Start);
        dialogue.ServerLine(Transcript.Start, "220 mx"u8, LineEnding.CrLf);
        Assert.Equal(-1, SecretMask.SecretStart(dialogue, "c2VjcmV0"u8));
        dialogue.ClientLine(Transcript.Start, "AUTH LOGIN"u8, LineEnding.CrLf);
        Assert.Equal(0, SecretMask.SecretStart(dialogue, "c2VjcmV0"u8));
        dialogue.ServerLine(Transcript.Start, "334 VXNlcm5hbWU6"u8, LineEnding.CrLf);
        Assert.Equal(0, SecretMask.SecretStart(dialogue, "c2VjcmV0"u8));
        dialogue.ClientLine(Transcript.Start, "*"u8, LineEnding.CrLf);
        Assert.Equal(-1, SecretMask.SecretStart(dialogue, "c2VjcmV0"u8));
    }

    private static void Check(Speaker awaited, string line, string? masked)
    {
        var bytes = Encoding.ASCII.GetBytes(line);
        var start = SecretMask.SecretStart(awaited, bytes);
        Assert.Equal(masked is null ? -1 : masked.IndexOf(SecretMask.Masked, StringComparison.Ordinal), start);
        Assert.Equal(masked ?? line, Encoding.ASCII.GetString(SecretMask.Apply(bytes, start)));
    }
}

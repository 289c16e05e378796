// The logs that real servers write of a dialogue, read back: whose mark is whose depends on who wrote the log.
using TelnetSmtp.Core.Records;
using TelnetSmtp.Core.Smtp;
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Peers;

public sealed class RecordServersTests
{
    [Fact]
    public async Task Postfix_verbose()
    {
        await using var server = await PostfixServer.StartAsync(new PostfixOptions { Verbose = true });
        await using (var client = await LineClient.ConnectAsync(server.Port))
        {
            await client.ReplyAsync();
            foreach (var command in (string[])["EHLO contoso.com", "MAIL FROM:<chris@contoso.com>", "RCPT TO:<nobody@fabrikam.com>", "RCPT TO:<kate@fabrikam.com>", "QUIT"])
                await client.CommandAsync(command);
        }
        var spoken = await Deadline.ForAsync("the end in the log", _ => Task.FromResult(server.ReadLog().Contains(": disconnect from ", StringComparison.Ordinal) ? server.ReadLog() : null), server.ReadLog);
        var heard = new Heard();
        var reader = new RecordReader(heard);
        reader.Push(System.Text.Encoding.UTF8.GetBytes(spoken));
        reader.Finish();
        Assert.Equal("postfix", reader.Format);
        Assert.Contains("CONNECT+ EHLO? EHLO+ MAIL? MAIL+ RCPT? RCPT- RCPT? RCPT+ QUIT? QUIT+", heard.Said, StringComparison.Ordinal);
        Assert.Equal(0, heard.Unasked);
    }

    /// <summary>Commands with ?, replies with + or - by the command that they answer.</summary>
    private sealed class Heard : IRecordHandler
    {
        private readonly List<string> _said = [];

        public string Said => string.Join(' ', _said);

        public int Unasked { get; private set; }

        public void Line(in RecordEntry entry)
        {
            var fact = entry.Fact;
            Unasked += (fact.Oddities & LineOddities.Unsolicited) != 0 ? 1 : 0;
            if (fact.Speaker == Speaker.Client)
                _said.Add($"{fact.Verb.Name()}?");
            else if (fact.Speaker == Speaker.Server && fact.Position is ReplyPosition.Only or ReplyPosition.Last)
                _said.Add($"{fact.Verb.Name()}{(fact.Code < 400 ? '+' : '-')}");
        }

        public void Ended(RecordSession session)
        {
        }
    }
}

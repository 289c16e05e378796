// The verb table: what it allows, what it says was needed, and that the machine obeys nothing else.
using TelnetSmtp.Core.Practice;
using TelnetSmtp.Core.Smtp;
using Xunit;

namespace TelnetSmtp.Tests.Practice;

public sealed class PracticeStatesTests
{
    [Theory]
    [InlineData(PracticeState.Greeted, SmtpVerb.Mail, SmtpVerb.Ehlo)]
    [InlineData(PracticeState.Greeted, SmtpVerb.Data, SmtpVerb.Ehlo)]
    [InlineData(PracticeState.Ready, SmtpVerb.Rcpt, SmtpVerb.Mail)]
    [InlineData(PracticeState.Ready, SmtpVerb.Data, SmtpVerb.Mail)]
    [InlineData(PracticeState.Sender, SmtpVerb.Data, SmtpVerb.Rcpt)]
    [InlineData(PracticeState.Sender, SmtpVerb.Bdat, SmtpVerb.Rcpt)]
    [InlineData(PracticeState.Refused, SmtpVerb.Ehlo, SmtpVerb.None)]
    public void What_is_needed_first_follows_from_the_table(PracticeState state, SmtpVerb verb, SmtpVerb needed) =>
        Assert.Equal(needed, PracticeStates.Needed(state, verb));

    [Fact]
    public void RFC_5321_4_1_4_commands_that_come_at_any_time()
    {
        foreach (var state in new[] { PracticeState.Greeted, PracticeState.Ready, PracticeState.Sender, PracticeState.Recipients })
            foreach (var verb in new[] { SmtpVerb.Noop, SmtpVerb.Help, SmtpVerb.Expn, SmtpVerb.Vrfy, SmtpVerb.Rset, SmtpVerb.Quit, SmtpVerb.Ehlo, SmtpVerb.Helo })
                Assert.True(PracticeStates.TryNext(state, verb, out _), $"{verb} in {state}");
    }

    [Fact]
    public void The_machine_refuses_with_503_whatever_the_table_lacks()
    {
        foreach (var (state, lines) in Ways())
        {
            foreach (var line in new[] { "MAIL FROM:<a@contoso.com>", "RCPT TO:<kate@fabrikam.com>", "DATA", "STARTTLS", "AUTH PLAIN", "ETRN fabrikam.com", "NOOP", "RSET" })
            {
                var server = new ScriptedServer("strict");
                server.Open();
                foreach (var before in lines)
                    server.Say(before);
                Assert.Equal(state, server.State);
                var allowed = PracticeStates.TryNext(state, Verb(line), out _);
                Assert.True(allowed != server.Say(line)[0].StartsWith("503", StringComparison.Ordinal), $"{line} in {state}");
            }
        }
    }

    [Fact]
    public void The_sentence_names_all_that_is_allowed() => Assert.Equal("QUIT", PracticeStates.ExpectedNames(PracticeState.Refused));

    private static SmtpVerb Verb(string line) => PracticeCommand.Parse(line).Verb;

    private static IEnumerable<(PracticeState State, string[] Lines)> Ways()
    {
        yield return (PracticeState.Greeted, []);
        yield return (PracticeState.Ready, ["EHLO contoso.com"]);
        yield return (PracticeState.Sender, ["EHLO contoso.com", "MAIL FROM:<a@contoso.com>"]);
        yield return (PracticeState.Recipients, ["EHLO contoso.com", "MAIL FROM:<a@contoso.com>", "RCPT TO:<kate@fabrikam.com>"]);
        yield return (PracticeState.Chunks, ["EHLO contoso.com", "MAIL FROM:<a@contoso.com>", "RCPT TO:<kate@fabrikam.com>", "BDAT 0"]);
    }
}

// The inbound test against the practice server's scenarios: each vice that a scenario teaches must be seen by the step whose matter it is; the server's store
// shows that no message arrives unasked.
using TelnetSmtp.Core.Checks;
using TelnetSmtp.Core.Net;
using TelnetSmtp.Core.Practice;
using Xunit;

namespace TelnetSmtp.Tests.Checks;

public sealed class CheckScenarioTests
{
    [Theory]
    [InlineData("exchange", StepId.Certificate, Verdict.Warn, "self-signed")]
    [InlineData("exchange", StepId.Rcpt, Verdict.Pass, "")]
    [InlineData("exchange", StepId.Relay, Verdict.Pass, "Refused in 7 forms")]
    [InlineData("postfix", StepId.Relay, Verdict.Pass, "Refused in 7 forms")]
    [InlineData("strict", StepId.Relay, Verdict.Pass, "Refused in 7 forms")]
    [InlineData("expired-certificate", StepId.Certificate, Verdict.Warn, "expired")]
    [InlineData("no-mail", StepId.Banner, Verdict.Fail, "521")]
    [InlineData("busy", StepId.Mail, Verdict.Warn, "")]
    [InlineData("no-esmtp", StepId.Ehlo, Verdict.Warn, "HELO")]
    [InlineData("tls-unavailable", StepId.Tls, Verdict.Fail, "454")]
    [InlineData("tls-breaks", StepId.Tls, Verdict.Fail, "")]
    [InlineData("greylisting", StepId.Rcpt, Verdict.Warn, "Greylist")]
    public async Task A_scenarios_vice_is_seen(string scenario, string id, Verdict expected, string words)
    {
        await using var listener = PracticeListener.Start(Scenario.BuiltIn(scenario));
        var report = await new CheckRun().OfAsync(CheckRun.Request($"127.0.0.1:{listener.EndPoint.Port}"));
        var step = CheckRun.Step(report, id);
        Assert.True(expected == step.Verdict, CheckRun.Verdicts(report));
        Assert.Contains(words, step.Detail.En, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(listener.Store.Messages);
    }

    [Fact]
    public async Task Each_scenario_comes_to_an_end_without_a_message()
    {
        foreach (var name in Scenario.BuiltInNames.Except(["tarpit"]))
        {
            await using var listener = PracticeListener.Start(Scenario.BuiltIn(name), options: new() { Seed = 7 });
            var report = await new CheckRun().OfAsync(CheckRun.Request($"127.0.0.1:{listener.EndPoint.Port}") with { Patience = TimeSpan.FromSeconds(5) });
            Assert.Equal(2, report.Steps.Length);
            Assert.True(listener.Store.Messages.Count == 0, name);
        }
    }

    [Fact]
    public async Task Send_leaves_exactly_one_message_in_the_store()
    {
        await using var listener = PracticeListener.Start(Scenario.BuiltIn("exchange"));
        var report = await new CheckRun().OfAsync(CheckRun.Request($"127.0.0.1:{listener.EndPoint.Port}") with { Send = true });
        Assert.Equal(Verdict.Pass, CheckRun.Step(report, StepId.Message).Verdict);
        Assert.Single(listener.Store.Messages);
    }
}

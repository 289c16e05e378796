// What a watch reports: verdicts and lasting facts, nothing that merely differs each time.
using TelnetSmtp.Core.Checks;
using TelnetSmtp.Core.Languages;
using Xunit;

namespace TelnetSmtp.Tests.Checks;

public sealed class CheckChangesTests
{
    private static CheckStep Step(string id, Verdict verdict, string detail = "", params CheckStep[] parts) =>
        new(id, new LocalizedText(id, id), verdict, new LocalizedText(detail, detail)) { Steps = [.. parts] };

    private static CheckReport Report(params CheckStep[] steps) => new("fabrikam.com", [.. steps]);

    private static string[] Between(CheckReport before, CheckReport after) =>
        [.. CheckChanges.Between(before, after).Select(c => $"{string.Join('/', c.Path.Select(p => p.En))}: {c.Before?.Verdict.Name() ?? "-"} > {c.After?.Verdict.Name() ?? "-"}")];

    [Fact]
    public void Equal_reports_have_no_changes() => Assert.Empty(Between(Report(Step("mx", Verdict.Pass, "10 a.test")), Report(Step("mx", Verdict.Pass, "10 a.test"))));

    [Fact]
    public void A_part_that_failed_is_told_once_and_where_it_stands() =>
        Assert.Equal(["exchanger/connect: pass > fail"],
            Between(Report(Step("exchanger", Verdict.Pass, "", Step("connect", Verdict.Pass))), Report(Step("exchanger", Verdict.Fail, "", Step("connect", Verdict.Fail)))));

    [Fact]
    public void Words_that_differ_each_time_are_no_change() =>
        Assert.Empty(Between(Report(Step("connect", Verdict.Pass, "Connected in 3 ms."), Step("banner", Verdict.Pass, "220 at 10:00")), Report(Step("connect", Verdict.Pass, "Connected in 4 ms."), Step("banner", Verdict.Pass, "220 at 10:01"))));

    [Fact]
    public void Another_mail_route_is_a_change_and_another_order_of_it_is_none()
    {
        Assert.Equal(["mx: pass > pass"], Between(Report(Step("mx", Verdict.Pass, "10 a.test, 10 b.test.")), Report(Step("mx", Verdict.Pass, "10 a.test, 10 c.test."))));
        Assert.Empty(Between(Report(Step("mx", Verdict.Pass, "10 a.test, 10 b.test.")), Report(Step("mx", Verdict.Pass, "10 b.test, 10 a.test."))));
    }

    [Fact]
    public void Steps_that_come_and_go_are_told() =>
        Assert.Equal(["new: - > pass", "old: pass > -"], Between(Report(Step("old", Verdict.Pass)), Report(Step("new", Verdict.Pass))));

    [Fact]
    public void Steps_of_one_name_are_compared_in_order() =>
        Assert.Equal(["rcpt: pass > fail"], Between(Report(Step("rcpt", Verdict.Pass), Step("rcpt", Verdict.Pass)), Report(Step("rcpt", Verdict.Pass), Step("rcpt", Verdict.Fail))));

    [Fact]
    public void A_check_that_was_stopped_does_not_pass_for_what_passed_until_then()
    {
        var why = new LocalizedText("Stopped.", "Abgebrochen.");
        var stopped = Report(Step("mx", Verdict.Pass), Step("exchanger", Verdict.Running, "", Step("connect", Verdict.Pass), Step("banner", Verdict.Running))).Ended(why);
        Assert.Equal((true, Verdict.Skip, Verdict.Skip), (stopped.Stopped, stopped.Steps[1].Verdict, stopped.Steps[1].Steps[1].Verdict));
        Assert.Equal(why, stopped.Steps[1].Steps[1].Detail);
        Assert.Equal(Verdict.Fail, Report(Step("exchanger", Verdict.Running, "", Step("connect", Verdict.Fail), Step("banner", Verdict.Running))).Ended(why).Steps[0].Verdict);
    }
}

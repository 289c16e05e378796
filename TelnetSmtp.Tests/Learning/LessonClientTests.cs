// A lesson on a real client and a real practice server, without a screen: what is set up, what is followed, what stays when it is left.
using TelnetSmtp.Core.Net;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Terminal;
using TelnetSmtp.Tests.Net;
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Learning;

public sealed class LessonClientTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ClientDriver _driver = new();
    private readonly LessonClient _learner;

    public LessonClientTests() => _learner = new LessonClient(_driver.Client, new LessonProgressFile(_folder.PathOf("lessons.json")), 120, 24);

    public async ValueTask DisposeAsync()
    {
        await _driver.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_step_is_set_up_judged_and_kept()
    {
        Assert.Null(_learner.Start("ehlo-keywords"));
        await Until(() => !_learner.Preparing, "the greeting");
        Assert.Equal(("mail1.fabrikam.com", 25), (_learner.Snapshot.Session!.Host, _learner.Snapshot.Session.Port));
        Type("EHLO contoso.com\r");
        await Until(() => _learner.Lesson!.Step == 1, "EHLO done");
        Assert.True(_learner.Choose(2));
        _learner.Skip();
        await Until(() => !_learner.Preparing, "EHLO typed for the learner");
        Assert.Equal((3, null), (_learner.Lesson!.Step, _learner.Lesson.Judgement));
        Assert.Equal(3, new LessonProgressFile(_folder.PathOf("lessons.json")).Load().StepOf(_learner.Lesson.Lesson));
        Type("MAIL FROM:<chris@contoso.com> SIZE=50000000\r");
        await Until(() => _learner.Lesson!.Step == 4, "MAIL refused as asked");
    }

    [Fact]
    public async Task The_lessons_host_never_leaves_this_machine()
    {
        Assert.Null(_learner.Start("refusals"));
        await Until(() => !_learner.Preparing, "the prompt");
        Type("open mail1.fabrikam.com 26\r");
        await Until(() => _learner.Lesson!.Step == 1, "the failure");
        Type("open MAIL1.fabrikam.com. 25\r");
        await Until(() => _learner.Lesson!.Step == 2, "the greeting");
        Assert.True(_learner.Snapshot.Session!.Remote!.Address is var address && System.Net.IPAddress.IsLoopback(address));
    }

    [Fact]
    public async Task Left_lessons_leave_the_session_live()
    {
        Assert.Null(_learner.Start("ehlo-keywords"));
        await Until(() => !_learner.Preparing, "the greeting");
        _learner.Leave();
        Assert.Null(_learner.Lesson);
        Type("NOOP\r");
        await Until(() => _learner.Snapshot.Session!.Annotations.Count >= 3, "the reply to NOOP");
        Assert.Null(_learner.Start("dsn"));
        await Until(() => !_learner.Preparing && _learner.Snapshot.Session!.Phase == SessionPhase.Open, "the next lesson");
    }

    [Fact]
    public async Task A_session_of_the_users_own_is_not_closed_for_a_lesson()
    {
        _driver.Client.Practice(null);
        await Until(() => _learner.Snapshot.Session is { Phase: SessionPhase.Open }, "a session");
        Assert.Contains("127.0.0.1", _learner.Start("dsn")!.En, StringComparison.Ordinal);
        Assert.Equal(SessionPhase.Open, _learner.Snapshot.Session!.Phase);
    }

    [Fact]
    public void A_log_is_read_and_nothing_can_be_typed_to_it()
    {
        Assert.Null(_learner.Start("read-a-log"));
        var session = _learner.Snapshot.Session!;
        Assert.Contains(Enumerable.Range(0, session.Annotations.Count).Select(i => session.Annotations[i].Line.Code), code => code == 552);
        Type("QUIT\r");
        Assert.Same(session, _learner.Snapshot.Session);
        Assert.True(_learner.Point("552 5.3.4 Message size exceeds fixed limit"));
        Assert.Equal(1, _learner.Lesson!.Step);
        _learner.Leave();
        Assert.Equal(ClientMode.Prompt, _learner.Snapshot.Mode);
    }

    [Fact]
    public void The_next_lesson_is_the_one_behind_it_and_the_last_has_none()
    {
        Assert.Null(_learner.Start("12"));
        Assert.True(_learner.StartNext());
        Assert.Equal("read-a-log", _learner.Lesson!.Lesson.Name);
        Assert.False(_learner.StartNext());
    }

    private void Type(string text)
    {
        foreach (var c in text) _learner.Press(c == '\r' ? new KeyStroke(KeyCode.Enter) : KeyStroke.Of(c));
    }

    private Task Until(Func<bool> condition, string what) => _driver.Until(() =>
    {
        _learner.Pump();
        return condition();
    }, what);
}

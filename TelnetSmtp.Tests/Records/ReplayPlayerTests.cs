// The player by a clock of the test's own: waits as the record had them, long ones shortened, steps both ways, errors, speeds, by hand; and that a replayed session
// is the live one, whatever way was taken to it.
using System.Text;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Records;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Smtp;
using TelnetSmtp.Core.Terminal;
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Records;

public sealed class ReplayPlayerTests
{
    private const string Timed = """
        Connected to smtp://mx.fabrikam.com:2525/
        2026-11-24T10:00:00Z S: 220 mx.fabrikam.com ESMTP
        2026-11-24T10:00:01Z C: EHLO contoso.com
        2026-11-24T10:00:01Z S: 250-mx.fabrikam.com
        2026-11-24T10:00:02Z S: 250 SIZE 1000
        2026-11-24T10:01:02Z C: MAIL FROM:<chris@contoso.com>
        2026-11-24T10:01:03Z S: 250 2.1.0 Ok
        2026-11-24T10:01:03Z C: RCPT TO:<nobody@fabrikam.com>
        2026-11-24T10:01:04Z S: 550 5.1.1 User unknown
        2026-11-24T10:01:04Z C: RCPT TO:<kate@fabrikam.com>
        2026-11-24T10:01:04Z S: 451 4.3.0 Try later
        2026-11-24T10:01:05Z C: QUIT
        2026-11-24T10:01:05Z S: 221 Bye

        """;

    private const string Untimed = "220 a.example ESMTP\nEHLO b.example\n250 a.example\nMAIL FROM:<a@b.example>\n250 ok\nRCPT TO:<c@a.example>\n250 ok\nDATA\n354 go on\nSubject: x\n\nhello\n.\n250 taken\nQUIT\n221 Bye\n";

    private readonly FakeTimeProvider _time = new();

    private static readonly ClientSettings Settings = new();

    internal static ReplayScript Script(string record, int session = 1) => Script(Encoding.UTF8.GetBytes(record), session)!;

    internal static ReplayScript? Script(byte[] record, int session)
    {
        var recorder = new ReplayRecorder(found => found.Number == session);
        var reader = new RecordReader(recorder);
        reader.Push(record);
        reader.Finish();
        return recorder.Script();
    }

    private ReplayPlayer Play(string record) => new(Script(record), _time, Settings, 80, 24);

    private static string Last(ReplayPlayer player) =>
        player.Snapshot.Annotations is { Count: > 0 and var count } lines ? Encoding.UTF8.GetString(lines[count - 1].Text.Span) : "";

    private void Pass(ReplayPlayer player, double seconds)
    {
        _time.Advance(TimeSpan.FromSeconds(seconds));
        player.Pump();
    }

    [Fact]
    public void It_waits_as_long_as_the_record_did()
    {
        var player = Play(Timed);
        player.Play();
        player.Pump();
        Assert.Equal("220 mx.fabrikam.com ESMTP", Last(player));
        Pass(player, 0.9);
        Assert.Equal("220 mx.fabrikam.com ESMTP", Last(player));
        Assert.Equal(TimeSpan.FromSeconds(0.1), player.UntilNext);
        Pass(player, 0.1);
        Assert.Equal("250-mx.fabrikam.com", Last(player));
        Pass(player, 1);
        Assert.Equal("250 SIZE 1000", Last(player));
        Assert.Equal(("mx.fabrikam.com", 2525), (player.Script.Host, player.Script.Port));
    }

    [Fact]
    public void A_long_wait_is_played_shortened_and_told_in_full()
    {
        var player = Play(Timed);
        player.Play();
        Pass(player, 2);
        Assert.Equal(new ReplayWait(TimeSpan.FromSeconds(60), ReplayPace.LongestWait), player.Waiting);
        Assert.True(player.Waiting.Shortened);
        Pass(player, 1.5);
        Assert.Equal(TimeSpan.FromSeconds(32), player.RealNow); // half of the minute is over
        Pass(player, 1.4);
        Assert.Equal("250 SIZE 1000", Last(player));
        Pass(player, 0.1);
        Assert.Equal("MAIL FROM:<chris@contoso.com>", Last(player));
        Assert.Equal(TimeSpan.FromSeconds(62), player.RealNow);
        Assert.Equal(TimeSpan.FromSeconds(65), player.Script.RealLength);
        Assert.Equal(TimeSpan.FromSeconds(8), player.Script.Length);
    }

    [Theory]
    [InlineData(0.25)]
    [InlineData(2)]
    [InlineData(16)]
    public void At_another_speed_all_waits_change(double speed)
    {
        var player = Play(Timed);
        player.PlayAt(speed);
        player.Play();
        Pass(player, 0.999 / speed);
        Assert.Equal("220 mx.fabrikam.com ESMTP", Last(player));
        Pass(player, 0.002 / speed);
        Assert.Equal("250-mx.fabrikam.com", Last(player));
        Pass(player, 7 / speed);
        Assert.True(player.AtEnd);
        Assert.False(player.Playing);
        Assert.Null(player.UntilNext);
    }

    [Fact]
    public void A_record_without_times_has_a_steady_pace()
    {
        var player = Play(Untimed);
        Assert.False(player.Script.HasTimes);
        player.Play();
        Pass(player, ReplayPace.SteadyWait.TotalSeconds);
        Assert.Equal("220 a.example ESMTP", Last(player));
        Pass(player, ReplayPace.SteadyWait.TotalSeconds);
        Assert.Equal("EHLO b.example", Last(player));
        Assert.Equal(ReplayPace.SteadyWait * 13, player.Script.Length); // message data does not wait
    }

    [Fact]
    public void A_step_is_a_command_a_whole_reply_a_message()
    {
        var player = Play(Untimed);
        var seen = new List<string>();
        while (!player.AtEnd)
        {
            player.Forward();
            seen.Add($"{player.Shown!.Value.Kind} {Last(player)}");
        }
        Assert.Equal(
        [
            "Opening ", "Reply 220 a.example ESMTP", "Command EHLO b.example", "Reply 250 a.example", "Command MAIL FROM:<a@b.example>", "Reply 250 ok",
            "Command RCPT TO:<c@a.example>", "Reply 250 ok", "Command DATA", "Reply 354 go on", "Content .", "Reply 250 taken", "Command QUIT", "Reply 221 Bye", "End 221 Bye",
        ], seen);
    }

    [Fact]
    public void Back_takes_the_last_step_away_and_stops()
    {
        var player = Play(Timed);
        player.Play();
        Pass(player, 5);
        Assert.Equal("MAIL FROM:<chris@contoso.com>", Last(player));
        player.Back();
        Assert.False(player.Playing);
        Assert.Equal("250 SIZE 1000", Last(player));
        player.Back();
        Assert.Equal("EHLO contoso.com", Last(player));
        for (var i = 0; i < 9; i++) player.Back();
        Assert.Equal(0, player.Step);
        Assert.Equal(0, player.Snapshot.Annotations.Count);
        Assert.Equal(TimeSpan.Zero, player.RealNow);
    }

    [Fact]
    public void Back_within_a_step_takes_only_what_was_begun()
    {
        var player = Play(Timed);
        player.Play();
        Pass(player, 1);
        Assert.Equal("250-mx.fabrikam.com", Last(player));
        player.Back();
        Assert.Equal("EHLO contoso.com", Last(player));
    }

    [Fact]
    public void Errors_are_jumped_to_in_both_directions()
    {
        var player = Play(Timed);
        player.Play();
        Assert.True(player.ToNextError());
        Assert.False(player.Playing);
        Assert.Equal("550 5.1.1 User unknown", Last(player));
        Assert.True(player.ToNextError());
        Assert.Equal("451 4.3.0 Try later", Last(player));
        Assert.False(player.ToNextError());
        Assert.Equal("451 4.3.0 Try later", Last(player));
        Assert.True(player.ToPreviousError());
        Assert.Equal("550 5.1.1 User unknown", Last(player));
        Assert.False(player.ToPreviousError());
        Assert.Equal(ReplyClass.Permanent, player.Shown!.Value.Class);
        Assert.Equal(SmtpVerb.Rcpt, player.Shown!.Value.Verb);
    }

    [Fact]
    public void By_hand_each_press_is_a_step_and_time_does_nothing()
    {
        var player = Play(Timed);
        player.GoByHand();
        for (var i = 0; i < 3; i++) player.Press(); // the connection, the tool's note on it, the greeting
        Assert.Equal("220 mx.fabrikam.com ESMTP", Last(player));
        Pass(player, 100);
        Assert.Equal("220 mx.fabrikam.com ESMTP", Last(player));
        player.Press();
        Assert.Equal("EHLO contoso.com", Last(player));
        player.ChangeSpeed(1);
        Assert.False(player.ByHand);
        Assert.Equal(0.25, player.Speed);
    }

    [Fact]
    public void The_ladder_of_speeds_ends_by_hand_below_and_at_sixteen_above()
    {
        var player = Play(Timed);
        for (var i = 0; i < 9; i++) player.ChangeSpeed(1);
        Assert.Equal(16, player.Speed);
        foreach (var speed in (double[])[8, 4, 2, 1, 0.5, 0.25])
        {
            player.ChangeSpeed(-1);
            Assert.Equal(speed, player.Speed);
        }
        Assert.False(player.ByHand);
        player.ChangeSpeed(-1);
        Assert.True(player.ByHand);
    }

    [Fact]
    public void A_press_plays_pauses_and_at_the_end_begins_anew()
    {
        var player = Play(Timed);
        player.Press();
        Pass(player, 1);
        player.Press();
        Pass(player, 50);
        Assert.Equal("250-mx.fabrikam.com", Last(player));
        player.GoTo(int.MaxValue);
        Assert.True(player.AtEnd);
        Assert.Equal(SessionPhase.Ended, player.Snapshot.Phase);
        Assert.Equal(SessionEndKind.ClosedByServer, player.Snapshot.End!.Kind);
        player.Press();
        Assert.True(player.Playing);
        Assert.False(player.AtEnd);
    }

    [Fact]
    public void A_replayed_session_is_the_live_one()
    {
        var at = new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);
        var inputs = new List<SessionInput> { new SessionInput.Connected(at, "mx.fabrikam.com", null) };
        void Server(string text) => inputs.Add(new SessionInput.Received(at = at.AddMilliseconds(130), Encoding.UTF8.GetBytes(text)));
        void Type(string text) => inputs.AddRange(text.Select(c => new SessionInput.Pressed(at = at.AddMilliseconds(80), c == '\r' ? new KeyStroke(KeyCode.Enter) : KeyStroke.Of(c))));
        Server("220 mx.fabrikam.com ESMTP\r\n");
        Type("EHLO contoso.com\r");
        Server("250-mx.fabri");
        Server("kam.com\r\n250-AUTH PLAIN\r\n250 STARTTLS\r\n");
        Type("STARTTLS\r");
        Server("220 go\r\n");
        inputs.Add(new SessionInput.TlsStarted(at, new TlsFacts("TLSv1.3", "TLS_AES_256_GCM_SHA384", "CN=mx", [])));
        Type("EHLO contoso.com\r");
        Server("250-mx.fabrikam.com\r\n250 AUTH PLAIN\r\n");
        Type("AUTH PLAIN AGEAYg==\r");
        Server("535 5.7.8 no\r\n");
        Type("QUIT\r");
        Server("221 Bye\r\n");
        inputs.Add(new SessionInput.Ended(at, new SessionEnd(SessionEndKind.ClosedByServer)));

        var script = ReplayScript.Of("mx.fabrikam.com", 25, inputs);
        var player = new ReplayPlayer(script, _time, Settings, 80, 24);
        var live = new TelnetSession("mx.fabrikam.com", 25, Settings, 80, 24);
        var next = 0;
        while (!player.AtEnd)
        {
            player.Forward();
            for (; next < player.Shown!.Value.End; next++) live.Apply(script.Events[next].Input);
            AssertSame(live.Snapshot(), player.Snapshot);
        }
        Assert.Equal(inputs.Count, next);
        Assert.Contains(script.Steps, step => step is { Kind: ReplayStepKind.Command, Verb: SmtpVerb.Auth });
        Assert.Contains(script.Steps, step => step is { Kind: ReplayStepKind.Reply, Code: 535, IsError: true });
    }

    [Fact]
    public void Whatever_way_is_taken_a_place_looks_the_same()
    {
        var script = Script(Timed);
        Gen.Int[0, 9].Array[1, 30].Sample(moves =>
        {
            var time = new FakeTimeProvider();
            var player = new ReplayPlayer(script, time, Settings, 80, 24);
            foreach (var move in moves)
            {
                switch (move)
                {
                    case 0: player.Press(); break;
                    case 1: player.Forward(); break;
                    case 2: player.Back(); break;
                    case 3: player.ToNextError(); break;
                    case 4: player.ToPreviousError(); break;
                    case 5: player.ChangeSpeed(1); break;
                    case 6: player.ChangeSpeed(-1); break;
                    case 7: player.GoTo(5); break;
                    default: time.Advance(TimeSpan.FromMilliseconds(700)); player.Pump(); break;
                }
                Assert.InRange(player.At, TimeSpan.Zero, script.Length);
            }
            player.Pause();
            player.GoTo(player.Step);
            var straight = new ReplayPlayer(script, time, Settings, 80, 24);
            straight.GoTo(player.Step);
            Assert.Equal(straight.Step, player.Step);
            AssertSame(straight.Snapshot, player.Snapshot);
        }, iter: 200, threads: 1);
    }

    [Fact]
    public void The_screen_changes_its_size_while_it_plays()
    {
        var player = Play(Timed);
        player.Play();
        Pass(player, 1);
        player.Resize(40, 10);
        Assert.Equal((40, 10), (player.Snapshot.Screen.Columns, player.Snapshot.Screen.Rows));
        Pass(player, 7);
        Assert.True(player.AtEnd);
        player.Back();
        Assert.Equal((40, 10), (player.Snapshot.Screen.Columns, player.Snapshot.Screen.Rows));
    }

    [Theory]
    [MemberData(nameof(RecordSampleTests.Samples), MemberType = typeof(RecordSampleTests))]
    public void In_a_replay_of_every_sample_each_reply_answers_what_it_answers_in_the_record(string name, string format)
    {
        var bytes = File.ReadAllBytes(Repository.PathOf("samples", "sessions", name));
        var read = new Replies();
        var reader = new RecordReader(read, format);
        reader.Push(bytes);
        reader.Finish();
        Assert.NotEmpty(read.Of);
        foreach (var (session, replies) in read.Of)
        {
            var script = Script(bytes, session)!;
            Assert.Equal(script.Events.Count, script.Steps.Sum(step => step.Count));
            var player = new ReplayPlayer(script, _time, Settings, 200, 60);
            player.GoTo(int.MaxValue);
            var lines = player.Snapshot.Annotations;
            var played = Enumerable.Range(0, lines.Count).Select(i => lines[i].Line).Where(IsReply).Select(line => $"{line.Verb} {line.Code}");
            Assert.Equal(replies, played);
        }
    }

    [Fact]
    public void A_session_is_loaded_up_to_its_cap()
    {
        // Besides the lines there are the connection and its end.
        var whole = Script(string.Concat(Enumerable.Repeat("S: 250 ok\n", ReplayScript.MaxEvents - 2)));
        Assert.False(whole.Cut);
        Assert.Equal(ReplayScript.MaxEvents, whole.Events.Count);
        Assert.True(Script(string.Concat(Enumerable.Repeat("S: 250 ok\n", ReplayScript.MaxEvents))).Cut);
    }

    private static bool IsReply(DialogueLine line) => line is { Speaker: Speaker.Server, Position: ReplyPosition.Only or ReplyPosition.First };

    private static void AssertSame(SessionSnapshot expected, SessionSnapshot actual)
    {
        Assert.Equal(expected.Version, actual.Version);
        Assert.Equal(Text(expected), Text(actual));
        Assert.Equal(expected.Screen.Cursor, actual.Screen.Cursor);
        Assert.Equal((expected.Phase, expected.Kind, expected.End, expected.Tls, expected.Typed, expected.TypedAs), (actual.Phase, actual.Kind, actual.End, actual.Tls, actual.Typed, actual.TypedAs));
        Assert.Equal(expected.Annotations.Count, actual.Annotations.Count);
        for (var i = 0; i < expected.Annotations.Count; i++)
        {
            var (a, b) = (expected.Annotations[i], actual.Annotations[i]);
            Assert.Equal((a.Row, a.Line, a.At), (b.Row, b.Line, b.At));
            Assert.Equal(a.Text.ToArray(), b.Text.ToArray());
        }
        Assert.Equal((expected.Summary.Verdict, expected.Summary.DecidingCode, expected.Summary.Duration), (actual.Summary.Verdict, actual.Summary.DecidingCode, actual.Summary.Duration));
        Assert.Equal(expected.Summary.Times.ToArray(), actual.Summary.Times.ToArray());
    }

    private static string Text(SessionSnapshot session) =>
        string.Join('\n', Enumerable.Range(0, session.Screen.Rows).Select(row => string.Concat(session.Screen[session.Screen.Top + row].Cells.ToArray().Select(cell => cell.ToString()))));

    private sealed class Replies : IRecordHandler
    {
        public SortedDictionary<int, List<string>> Of { get; } = [];

        public void Line(in RecordEntry entry)
        {
            if (entry.Session is not { } session || !IsReply(entry.Fact)) return;
            if (!Of.TryGetValue(session.Number, out var replies)) Of.Add(session.Number, replies = []);
            replies.Add($"{entry.Fact.Verb} {entry.Fact.Code}");
        }

        public void Ended(RecordSession session)
        {
        }
    }
}

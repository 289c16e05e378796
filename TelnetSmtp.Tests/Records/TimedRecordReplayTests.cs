// A timed record of our own in the full-screen replay: loaded from its file it is the very session, input for input and state for state, under TLS too; several
// parts of one file stay apart, torn and foreign records are played by their lines.
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Records;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Smtp;
using TelnetSmtp.Core.Terminal;
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Records;

public sealed class TimedRecordReplayTests : IDisposable
{
    private static readonly TlsFacts Facts = new("TLSv1.3", "TLS_AES_256_GCM_SHA384", "CN=mail1.fabrikam.com", ["the name does not fit", "it is self-signed"]);

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    private static RecordedLife Secured(ClientSettings? settings = null) => new RecordedLife(settings)
        .Server("220 mail1.fabri").Server("kam.com ESMTP\r\n").Types("EHLX\bO contoso.com\r").Server("250-mail1.fabrikam.com\r\n250 STARTTLS\r\n")
        .Types("STARTTLS\r").Server("220 go\r\n").Happens(at => new SessionInput.TlsStarted(at, Facts))
        .Happens(at => new SessionInput.LineTyped(at, "EHLO contoso.com", Wait: true)).Server("250-mail1.fabrikam.com\r\n250 AUTH LOGIN\r\n")
        .Types("AUTH LOGIN\r").Server("334 VXNlcm5hbWU6\r\n").Types("a2F0ZQ==\r").Server("334 UGFzc3dvcmQ6\r\n").Types("c2VjcmV0\r").Server("535 5.7.8 no\r\n")
        .Pastes("MAIL FROM:<chris@contoso.com>\nQUIT\n").Server("530 5.7.0 no\r\n").Server("221 bye\r\n")
        .Happens(at => new SessionInput.Ended(at, new SessionEnd(SessionEndKind.ClosedByServer)));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_replay_is_the_very_session(bool lineEdit)
    {
        var life = Secured(new ClientSettings { LineEdit = lineEdit, LocalEcho = true });
        var script = Load(life.Record)!;
        Assert.Equal(("mail1.fabrikam.com", 25, true, 1), (script.Host, script.Port, script.HasTimes, script.Number));
        Assert.Contains(script.Steps, step => step.Kind == ReplayStepKind.Tls);
        Assert.Contains(script.Steps, step => step is { Kind: ReplayStepKind.Reply, Verb: SmtpVerb.Auth, Code: 535 });
        // The player's own settings but for the language and the times shown are not the session's.
        var player = new ReplayPlayer(script, TimeProvider.System, new ClientSettings { CrLf = false, LineEdit = !lineEdit }, 80, 24);
        while (!player.AtEnd)
        {
            player.Forward();
            Assert.Equal(life.States[player.Shown!.Value.End - 1], SnapshotText.Of(player.Snapshot));
        }
        Assert.Equal(life.States.Count, script.Events.Count);
        Assert.Equal("TLSv1.3", player.Snapshot.Tls!.Protocol);
        player.GoTo(3);
        Assert.Equal(life.States[player.Shown!.Value.End - 1], SnapshotText.Of(player.Snapshot));
    }

    [Fact]
    public void The_viewer_chooses_the_language_and_the_times()
    {
        var life = Secured().Happens(at => new SessionInput.Configured(at, new ClientSettings { LineEdit = true }));
        var player = new ReplayPlayer(Load(life.Record)!, TimeProvider.System, new ClientSettings { Language = Language.German, Timing = true }, 80, 24);
        player.GoTo(int.MaxValue);
        Assert.Equal((Language.German, true), (player.Snapshot.Settings.Language, player.Snapshot.Settings.Timing));
        player.Configure(new ClientSettings { Language = Language.English });
        Assert.Equal((Language.English, false), (player.Snapshot.Settings.Language, player.Snapshot.Settings.Timing));
    }

    [Fact]
    public void Parts_of_one_file_stay_apart_also_where_one_was_killed_before_anything_was_said()
    {
        var silent = new RecordedLife();
        var killed = new RecordedLife().Server("220 a\r\n").Types("NOOP\r");
        var whole = Secured();
        byte[] all = [.. silent.Record, .. Behind(killed.Record), .. Behind(whole.Record), .. "[99,\"o\",\"torn"u8];
        var source = Source(all);
        Assert.Equal(3, source.Index.Count);
        Assert.Equal([silent.States.Count, killed.States.Count, whole.States.Count], Enumerable.Range(0, 3).Select(i => source.Load(i, Token)!.Events.Count));
        Assert.Equal([1, 2, 3], Enumerable.Range(0, 3).Select(i => source.Load(i, Token)!.Number));
        var player = new ReplayPlayer(source.Load(1, Token)!, TimeProvider.System, new ClientSettings(), 80, 24);
        player.GoTo(int.MaxValue);
        Assert.Equal(killed.States[^1], SnapshotText.Of(player.Snapshot));
    }

    [Fact]
    public void A_record_of_another_program_is_played_by_its_lines()
    {
        var script = new RecordSource(Repository.PathOf("samples", "sessions", "asciicast.cast"));
        script.ReadIndex(script.Open(), Token);
        Assert.Contains(script.Load(0, Token)!.Events, played => played.Input is SessionInput.TextSent { Text: "EHLO contoso.com\r\n" });
    }

    [Fact]
    public void A_server_that_is_none_comes_back_too()
    {
        var life = new RecordedLife().Server([0xFF, 0xFB, 0x01, 0xFF, 0xFD, 0x18]).Server("login: \u001b[1m"u8.ToArray()).Server([0xC3]).Server([0xA9, 0x00, 0xFE]).Types("root\r")
            .Press(KeyStroke.Of('c', KeyModifiers.Control));
        var player = new ReplayPlayer(Load(life.Record)!, TimeProvider.System, new ClientSettings(), 80, 24);
        player.GoTo(int.MaxValue);
        Assert.Equal(life.States[^1], SnapshotText.Of(player.Snapshot));
    }

    [Fact]
    public void More_than_is_loaded_is_cut_at_the_cap_and_said()
    {
        static ReplayScript Of(int count) => ReplayScript.Of("", 25, Enumerable.Repeat<SessionInput>(new SessionInput.Received(RecordedLife.Start, "x"u8.ToArray()), count));
        Assert.Equal((ReplayScript.MaxEvents, false), (Of(ReplayScript.MaxEvents).Events.Count, Of(ReplayScript.MaxEvents).Cut));
        Assert.Equal((ReplayScript.MaxEvents, true), (Of(ReplayScript.MaxEvents + 1).Events.Count, Of(ReplayScript.MaxEvents + 1).Cut));
        var half = new SessionInput.Pasted(RecordedLife.Start, new string('x', ReplayScript.MaxOctets / 2));
        Assert.False(ReplayScript.Of("", 25, [half, half]).Cut);
        Assert.True(ReplayScript.Of("", 25, [half, half, new SessionInput.Received(RecordedLife.Start, "x"u8.ToArray())]).Cut);
    }

    private static byte[] Behind(byte[] record) => record[(Array.IndexOf(record, (byte)'\n') + 1)..];

    private ReplayScript? Load(byte[] record) => Source(record).Load(0, Token);

    private RecordSource Source(byte[] record)
    {
        var path = _folder.PathOf("session.cast");
        File.WriteAllBytes(path, record);
        var source = new RecordSource(path);
        source.ReadIndex(source.Open(), Token);
        return source;
    }
}

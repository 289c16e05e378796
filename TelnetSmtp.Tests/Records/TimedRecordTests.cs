// The timed record: played back it is the very session, state for state; read as a record it gives each line its speaker; secrets are nowhere in it; players
// see what the screen showed.
using System.Text;
using CsCheck;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Records;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Terminal;
using Xunit;

namespace TelnetSmtp.Tests.Records;

public sealed class TimedRecordTests
{
    private static readonly TlsFacts Facts = new("TLSv1.3", "TLS_AES_256_GCM_SHA384", "CN=mail1.fabrikam.com", ["the name does not fit", "it is self-signed"]);

    private static RecordedLife Opened(ClientSettings? settings = null) => new RecordedLife(settings)
        .Server("220 mail1.fabri").Server("kam.com ESMTP\r\n").Types("EHLX\bO contoso.com\r").Server("250-mail1.fabrikam.com\r\n250-STARTTLS\r\n250-AUTH LOGIN PLAIN\r\n250 SIZE\r\n");

    private static void IsTheSame(RecordedLife life)
    {
        var played = RecordedLife.PlayBack(life.Record);
        for (var i = 0; i < Math.Min(played.Count, life.States.Count); i++)
            Assert.Equal(life.States[i], played[i]);
        Assert.Equal(life.States.Count, played.Count);
    }

    [Fact]
    public void A_session_typed_key_by_key_comes_back() => IsTheSame(Opened()
        .Types("MAIL FROM:<chris@contoso.com>\r").Server("250 2.1.0 OK\r\n").Types("RCPT TO:<kate@fabrikam.com>\r").Server("550 5.1.1 no\r\n")
        .Types("QUIT\r").Server("221 bye\r\n").Happens(at => new SessionInput.Ended(at, new SessionEnd(SessionEndKind.ClosedByServer))));

    [Fact]
    public void Pasted_lines_that_wait_come_back() => IsTheSame(Opened()
        .Pastes("MAIL FROM:<chris@contoso.com>\nRCPT TO:<kate@fabrikam.com>\r\nDATA\nSubject: Grüße\n\nHello\n.\nQUI").Types("T\r")
        .Server("250 2.1.0 OK\r\n").Server("250 2.1.5 OK\r\n").Server("354 go\r\n").Server("250 2.0.0 queued as 4X\r\n").Server("221 bye\r\n"));

    [Fact]
    public void TLS_sizes_and_settings_come_back() => IsTheSame(Opened()
        .Types("STARTTLS\r").Server("220 go\r\n").Happens(at => new SessionInput.TlsStarted(at, Facts)).Happens(at => new SessionInput.Resized(at, 60, 10))
        .Happens(at => new SessionInput.Configured(at, new ClientSettings { LineEdit = true, Language = Language.German, Term = TerminalType.Vt100 }))
        .Types("EHL contoso.com").Press(new KeyStroke(KeyCode.Home)).Types("\b").Press(new KeyStroke(KeyCode.Right)).Press(new KeyStroke(KeyCode.Right)).Press(new KeyStroke(KeyCode.Right)).Types("O\r")
        .Server("250-mail1.fabrikam.com\r\n250 AUTH LOGIN\r\n"));

    [Fact]
    public void Bytes_that_are_no_text_come_back() => IsTheSame(new RecordedLife()
        .Server([0xFF, 0xFB, 0x01, 0xFF, 0xFD, 0x18]).Server("login: \u001b[1m"u8.ToArray()).Server([0xC3]).Server([0xA9, 0x00, 0xFE]).Types("root\r").Press(KeyStroke.Of('c', KeyModifiers.Control))
        .Happens(at => new SessionInput.FunctionSent(at, TelnetFunction.AreYouThere)).Happens(at => new SessionInput.TextSent(at, "ls -l")));

    [Fact]
    public void Piped_lines_come_back() => IsTheSame(Opened()
        .Happens(at => new SessionInput.LineTyped(at, "NOOP", Wait: true)).Happens(at => new SessionInput.LineTyped(at, "", Wait: true)).Happens(at => new SessionInput.LineTyped(at, "QUIT", Wait: false))
        .Server("250 ok\r\n").Server("500 what\r\n"));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Typed_secrets_come_back_masked(bool lineEdit)
    {
        var life = Opened(new ClientSettings { LineEdit = lineEdit }).Types("AUTH LOGIN\r").Server("334 VXNlcm5hbWU6\r\n").Types("a2F0ZQ==\r")
            .Server("334 UGFzc3dvcmQ6\r\n").Types("c2Vj\bjcmV0\r").Server("535 5.7.8 no\r\n").Types("AUTH PLAIN AGthdGUAc2VjcmV0\r").Server("235 2.7.0 yes\r\n");
        IsTheSame(life);
        NothingIsTold(life, "a2F0", "c2Vj", "AGth");
    }

    [Fact]
    public void Secrets_that_were_pasted_before_they_were_asked_for_are_masked()
    {
        var life = Opened().Pastes("AUTH LOGIN\na2F0ZQ==\nc2VjcmV0\nMAIL FROM:<chris@contoso.com>\nAUTH PLAIN AGth\n").Types("AUTH PLAIN AGth").Types("dGUA\r")
            .Server("334 VXNlcm5hbWU6\r\n").Server("334 UGFzc3dvcmQ6\r\n").Server("235 2.7.0 yes\r\n").Server("250 2.1.0 OK\r\n").Server("503 no\r\n").Server("503 no\r\n");
        IsTheSame(life);
        NothingIsTold(life, "a2F0", "c2Vj", "AGth");
        Assert.Contains("MAIL FROM:<chris@contoso.com>", life.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_pasted_behind_a_typed_beginning_is_masked()
    {
        var life = Opened().Types("AUTH PLAIN ").Pastes("AGthdGUAc2VjcmV0\n").Server("235 yes\r\n");
        IsTheSame(life);
        NothingIsTold(life, "AGth");
    }

    [Fact]
    public void A_character_that_is_never_finished_comes_back() => IsTheSame(Opened()
        .Server([(byte)'2', (byte)'5', 0xC3]).Server("0 ok\r\n").Server([0xE2, 0x82]).Types("N").Server("250 \u20AC\r\n").Server([0xF0]).Server([0x9F, 0x98]).Server("x\r\n"));

    [Fact]
    public void Line_ends_of_other_systems_come_back() => IsTheSame(Opened()
        .Pastes("NOOP\u2028NOOP\fRSET\rNOOP\r\n").Server("250 ok\r\n").Happens(at => new SessionInput.LineTyped(at, "NO\fOP\u0085", Wait: false))
        .Happens(at => new SessionInput.TextSent(at, "a\rb\r\nc\u2029")).Server("250 ok\r\n"));

    [Fact]
    public void A_secret_keeps_its_length_in_octets_and_its_control_characters()
    {
        var life = Opened().Pastes("AUTH LOGIN\n").Server("334 VXNlcm5hbWU6\r\n").Pastes("k\u00E4\0zq\u20AC\U0001F600").Types("\u00FC\u4E2D\r").Server("535 5.7.8 no\r\n");
        IsTheSame(life);
        NothingIsTold(life, "k\u00E4", "zq", "\u20AC", "\u00FC", "\u4E2D");
    }

    [Fact]
    public void Whatever_is_typed_and_said_comes_back() =>
        Gen.OneOf(Gen.String[Gen.Char["AUTH LOGIN\rEHO 250-\b.\n"], 0, 12].Select(text => (Server: false, text)), Gen.String[Gen.Char["2345 30-\r\nTLS\u001b[Hü"], 1, 12].Select(text => (Server: true, text)))
            .List[0, 30].Sample(steps =>
            {
                var life = new RecordedLife();
                foreach (var (server, text) in steps)
                    _ = server ? life.Server(text) : life.Types(text);
                Assert.Equal(life.States, RecordedLife.PlayBack(life.Record));
            }, iter: 60);

    [Fact]
    public void Read_as_a_record_each_line_has_its_speaker_and_time()
    {
        var life = Opened().Types("STARTTLS\r").Server("220 go\r\n").Happens(at => new SessionInput.TlsStarted(at, Facts)).Types("AUTH PLAIN AGth\r").Server("235 yes\r\n")
            .Happens(at => new SessionInput.Ended(at, new SessionEnd(SessionEndKind.ClosedByServer)));
        var transcript = RecordTranscript.Read(life.Record);
        Assert.Equal("asciicast", transcript.Reader.Format);
        Assert.StartsWith("""
            1 0 - Note {"version":2,"width":80,"height":24,"timestamp":1795514400,"title":"telnetsmtp","telnetsmtp":1}
            5 1 - Note connect mail1.fabrikam.com:25 192.0.2.1:25
            7 1 - Server CONNECT 220 220 mail1.fabrikam.com ESMTP

            """, transcript.ToString(), StringComparison.Ordinal);
        Assert.Contains(" tls Credential AUTH AUTH PLAIN ********\n", transcript.ToString(), StringComparison.Ordinal);
        Assert.Contains(" tls Server AUTH 235 235 yes\n", transcript.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("Note close ClosedByServer\n", transcript.ToString(), StringComparison.Ordinal);
        Assert.Contains(RecordedLife.Start + TimeSpan.FromMilliseconds(375), transcript.Times);
        Assert.Single(transcript.Sessions);
    }

    [Fact]
    public void A_player_sees_what_the_screen_showed()
    {
        var shown = string.Concat(Opened().Text.Split('\n').Where(line => line.Contains(",\"o\",", StringComparison.Ordinal)).Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement[2].GetString()));
        Assert.StartsWith("220 mail1.fabrikam.com ESMTP\r\nEHLX\bO contoso.com\r\n250-mail1", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_command_has_its_marker()
    {
        var markers = Opened().Types("AUTH PLAIN AGth\r").Server("235 yes\r\n").Types("QUIT\r").Text.Split('\n').Where(line => line.Contains(",\"m\",", StringComparison.Ordinal)).ToArray();
        Assert.Equal(4, markers.Length);
        Assert.EndsWith(",\"m\",\"AUTH\"]", markers[2], StringComparison.Ordinal);
        Assert.EndsWith(",\"m\",\"QUIT\"]", markers[3], StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_begun_within_a_session_says_so()
    {
        var session = new TelnetSession("mail1.fabrikam.com", 25, new ClientSettings(), 80, 24);
        session.Apply(new SessionInput.Connected(RecordedLife.Start, "mail1.fabrikam.com", null));
        var recorder = new SessionRecorder(session, new TimedRecordWriter(RecordedLife.Start));
        var input = new SessionInput.Received(RecordedLife.Start, "220 x\r\n"u8.ToArray());
        recorder.Before(input);
        recorder.After(input, session.Apply(input));
        Assert.EndsWith("[0,\"m\",\"join mail1.fabrikam.com:25\"]\n[0,\"o\",\"220 x\\r\\n\"]\n", Encoding.UTF8.GetString(recorder.Take()), StringComparison.Ordinal);
    }

    private static void NothingIsTold(RecordedLife life, params string[] secrets)
    {
        // Typed key by key a secret would stand in as many events.
        var typed = string.Concat(life.Text.Split('\n').Where(line => line.Contains(",\"i\",", StringComparison.Ordinal)).Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement[2].GetString()));
        foreach (var secret in secrets)
        {
            Assert.DoesNotContain(secret, life.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, typed, StringComparison.Ordinal);
        }
    }
}

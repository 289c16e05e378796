// Records made by the real tools talking to the practice server, read back at once: each line has its speaker, each reply its command. The tools' own words may
// change from version to version; the dialogue may not.
using System.Globalization;
using TelnetSmtp.Core.Net;
using TelnetSmtp.Core.Records;
using TelnetSmtp.Core.Smtp;
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Peers;

public sealed class RecordToolsTests : IAsyncLifetime
{
    private const string Refused = "CONNECT EHLO+ EHLO MAIL+ MAIL RCPT+ RCPT RCPT+ RCPT:550 DATA+ DATA:354 .+ . QUIT+ QUIT:221";

    private readonly TemporaryFolder _folder = new();
    private PracticeListener _server = null!;

    private string Port => _server.EndPoint.Port.ToString(CultureInfo.InvariantCulture);

    private string Message { get; set; } = "";

    public ValueTask InitializeAsync()
    {
        _server = PracticeListener.Start(PracticeScenarios.Named(null));
        Message = _folder.PathOf("message.eml");
        File.WriteAllText(Message, "Subject: 250 things\r\n\r\n220 is no reply here\r\n..\r\n");
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(false, "CONNECT EHLO+ EHLO MAIL+ MAIL RCPT+ RCPT RCPT+ RCPT:550 DATA+ DATA:354 .+ . QUIT+ QUIT:221")]
    [InlineData(true, "CONNECT EHLO+ EHLO MAIL+ RCPT+ RCPT+ DATA+ MAIL RCPT RCPT:550 DATA:354 .+ . QUIT+ QUIT:221")]
    public async Task Swaks(bool pipelined, string dialogue)
    {
        var record = await RunAsync("swaks", "swaks", "", [.. SwaksArguments("kate@fabrikam.com,nobody@fabrikam.com"), .. pipelined ? ["--pipeline"] : Array.Empty<string>()]);
        Check("swaks", dialogue, record);
    }

    [Fact]
    public async Task Swaks_under_TLS()
    {
        var lines = Check("swaks", "CONNECT EHLO+ EHLO STARTTLS+ STARTTLS:220 EHLO+ EHLO MAIL+ MAIL RCPT+ RCPT DATA+ DATA:354 .+ . QUIT+ QUIT:221",
            await RunAsync("swaks", "swaks", "", [.. SwaksArguments("kate@fabrikam.com"), "--tls"]));
        Assert.False(lines.First(line => line.Fact is { Verb: SmtpVerb.StartTls, Speaker: Speaker.Server }).Tls);
        Assert.True(lines.First(line => line.Fact.Verb == SmtpVerb.Mail).Tls);
    }

    [Fact]
    public async Task Curl_verbose() => Check("curl", "CONNECT EHLO+ EHLO MAIL+ MAIL RCPT+ RCPT:550 QUIT+ QUIT:221",
        await RunAsync("curl", "curl", "", ["-v", .. CurlArguments("nobody@fabrikam.com")]));

    [Fact]
    public async Task Curl_trace()
    {
        var trace = _folder.PathOf("trace.txt");
        await RunAsync("curl", "curl", "", ["--trace-ascii", trace, "--trace-time", .. CurlArguments("nobody@fabrikam.com")]);
        Check("curl-trace", "CONNECT EHLO+ EHLO MAIL+ MAIL RCPT+ RCPT:550 QUIT+ QUIT:221", await File.ReadAllTextAsync(trace, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Msmtp() => Check("msmtp", "CONNECT EHLO+ EHLO MAIL+ RCPT+ DATA+ MAIL RCPT DATA:354 .+ . QUIT+ QUIT:221",
        await RunAsync("msmtp", "msmtp", await File.ReadAllTextAsync(Message, TestContext.Current.CancellationToken), "-C", "/dev/null", "-d", "--host=127.0.0.1", $"--port={Port}",
            "--domain=contoso.com", "--from=chris@contoso.com", "kate@fabrikam.com"));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Smtplib(int level)
    {
        var script = $"import smtplib\ns=smtplib.SMTP(); s.set_debuglevel({level}); s.connect('127.0.0.1', {Port}); s.ehlo('contoso.com')\n"
            + $"s.sendmail('chris@contoso.com', ['kate@fabrikam.com', 'nobody@fabrikam.com'], open('{Message}').read()); s.quit()\n";
        Check("smtplib", Refused, await RunAsync("python3", "python3", "", "-c", script));
    }

    [Fact]
    public async Task Telnet_in_script_with_input_and_output_in_one_file()
    {
        Peer.Require("telnet", "inetutils-telnet");
        var both = _folder.PathOf("both");
        var timing = _folder.PathOf("timing");
        await ConverseAsync(Peer.Require("script", "bsdutils"), "-q", "-c", $"telnet 127.0.0.1 {Port}", "-T", timing, "-m", "advanced", "-B", both);
        var transcript = new Dialogue();
        var reader = new RecordReader(transcript);
        await using var typescript = File.OpenRead(both);
        using var times = new StreamReader(timing);
        await TelnetSmtp.App.Cli.TimedScript.FeedAsync(typescript, times, reader, () => Task.CompletedTask, TestContext.Current.CancellationToken);
        reader.Finish();
        Assert.Equal("script", reader.Format);
        Assert.Equal("CONNECT EHLO+ EHLO QUIT+ QUIT:221", transcript.ToString());
        Assert.All(transcript.Lines, line => Assert.NotNull(line.At));
    }

    [Fact]
    public async Task Telnet_in_script()
    {
        Peer.Require("telnet", "inetutils-telnet");
        var typescript = _folder.PathOf("typescript");
        await ConverseAsync(Peer.Require("script", "bsdutils"), "-q", "-c", $"telnet 127.0.0.1 {Port}", typescript);
        Check("script", "CONNECT EHLO+ EHLO QUIT+ QUIT:221", await File.ReadAllTextAsync(typescript, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Telnet_in_asciinema()
    {
        Peer.Require("telnet", "inetutils-telnet");
        var asciinema = Peer.Require("asciinema", "asciinema");
        var cast = _folder.PathOf("telnet.cast");
        await ConverseAsync(Peer.Require("script", "bsdutils"), "-q", "-c", $"{asciinema} rec -q -c 'telnet 127.0.0.1 {Port}' {cast}", "/dev/null");
        Check("asciicast", "CONNECT EHLO+ EHLO QUIT+ QUIT:221", await File.ReadAllTextAsync(cast, TestContext.Current.CancellationToken));
    }

    private string[] SwaksArguments(string to) => ["--server", $"127.0.0.1:{Port}", "--helo", "contoso.com", "--from", "chris@contoso.com", "--to", to, "--body", "250 things"];

    private string[] CurlArguments(string to) => ["-s", $"smtp://127.0.0.1:{Port}/contoso.com", "--mail-from", "chris@contoso.com", "--mail-rcpt", to, "-T", Message];

    private async Task<string> RunAsync(string program, string package, string input, params string[] arguments)
    {
        var result = await ChildProcess.RunAsync(Peer.Require(program, package), arguments, input, environment: [new("LC_ALL", "C"), new("HOME", _folder.Root)]);
        return result.Output + result.Error;
    }

    /// <summary>EHLO and QUIT typed at a telnet client, each when the screen asks for it.</summary>
    private async Task ConverseAsync(string program, params string[] arguments)
    {
        await using var child = ChildProcess.Start(program, arguments, [new("LC_ALL", "C.UTF-8"), new("TERM", "xterm"), new("SHELL", "/bin/sh"), new("HOME", _folder.Root)]);
        await child.WaitForAsync("ready at");
        await child.Input.WriteAsync("EHLO contoso.com\n");
        await child.Input.FlushAsync();
        await child.WaitForAsync("250 XRDST");
        await child.Input.WriteAsync("QUIT\n");
        await child.Input.FlushAsync();
        await child.WaitForAsync("foreign host");
        child.Input.Close();
        await child.ExitAsync();
    }

    private static List<DialogueEntry> Check(string format, string expected, string record)
    {
        var dialogue = new Dialogue();
        var reader = new RecordReader(dialogue);
        reader.Push(System.Text.Encoding.UTF8.GetBytes(record));
        reader.Finish();
        Assert.True(format == reader.Format && expected == dialogue.ToString(), $"{reader.Format}: {dialogue}\n{record}");
        return dialogue.Lines;
    }

    private sealed record DialogueEntry(DialogueLine Fact, bool Tls, DateTimeOffset? At);

    /// <summary>Commands with a +, replies by the command that they answer, with the code where it is not 250 (220 for the greeting).</summary>
    private sealed class Dialogue : IRecordHandler
    {
        public List<DialogueEntry> Lines { get; } = [];

        public void Line(in RecordEntry entry)
        {
            var fact = entry.Fact;
            if (fact.Speaker is Speaker.Client or Speaker.Credential || fact.Speaker == Speaker.Server && fact.Position is ReplyPosition.Only or ReplyPosition.Last)
                Lines.Add(new(fact, entry.Tls, entry.Clock));
            Assert.Equal(LineOddities.None, fact.Oddities & (LineOddities.Unsolicited | LineOddities.NotAReply));
        }

        public void Ended(RecordSession session)
        {
        }

        public override string ToString() => string.Join(' ', Lines.Select(line => line.Fact.Speaker != Speaker.Server ? $"{line.Fact.Verb.Name()}+"
            : line.Fact is { Code: 250 } or { Verb: SmtpVerb.Connect, Code: 220 } ? line.Fact.Verb.Name() : $"{line.Fact.Verb.Name()}:{line.Fact.Code}"));
    }
}

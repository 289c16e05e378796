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

    [Fact]
    public async Task Openssl_typed_at_a_terminal_its_noise_left_out()
    {
        var openssl = Peer.Require("openssl", "openssl");
        var typescript = _folder.PathOf("typescript");
        await using (var child = ChildProcess.Start(Peer.Require("script", "bsdutils"), ["-q", "-c", $"{openssl} s_client -starttls smtp -crlf -connect 127.0.0.1:{Port}", typescript],
            [new("LC_ALL", "C.UTF-8"), new("TERM", "xterm"), new("SHELL", "/bin/sh")]))
        {
            await child.WaitForAsync("250 XRDST");
            // In capitals an R at the beginning of a line would ask for another handshake, and a Q end the program.
            foreach (var (command, reply) in new[] { ("EHLO contoso.com", "\n250-mail1"), ("MAIL FROM:<chris@contoso.com>", "Sender OK"), ("rcpt to:<nobody@fabrikam.com>", "User unknown"), ("quit", "closed") })
            {
                await SayAsync(child, command, reply);
            }
            child.Input.Close();
            await child.ExitAsync();
        }
        var lines = Check("script", "EHLO EHLO+ EHLO MAIL+ MAIL RCPT+ RCPT:550 QUIT+ QUIT:221", await File.ReadAllTextAsync(typescript, TestContext.Current.CancellationToken));
        Assert.All(lines, line => Assert.True(line.Tls));
    }

    [Fact]
    public async Task Exim_delivering_with_its_dialogue_shown()
    {
        var (exim, folder) = EximWith($$"""
            exim_path = {{EximProgram()}}
            tls_advertise_hosts =
            begin routers
            all:
              driver = manualroute
              route_list = * 127.0.0.1
              self = send
              transport = smtp
            begin transports
            smtp:
              driver = smtp
              port = {{Port}}
              allow_localhost
              helo_data = contoso.com
              hosts_try_chunking =

            """);
        using (folder)
        {
            var record = await RunEximAsync(exim, await File.ReadAllTextAsync(Message, TestContext.Current.CancellationToken), folder, "-v", "-odi", "-f", "<>", "kate@fabrikam.com", "nobody@fabrikam.com");
            var lines = Check("exim", "CONNECT EHLO+ EHLO STARTTLS+ STARTTLS:220 EHLO+ EHLO MAIL+ RCPT+ RCPT+ DATA+ MAIL RCPT RCPT:550 DATA:354 .+ QUIT+ . QUIT:221", record);
            Assert.False(lines.First(line => line.Fact is { Verb: SmtpVerb.StartTls, Speaker: Speaker.Server }).Tls);
            Assert.True(lines.First(line => line.Fact.Verb == SmtpVerb.Mail).Tls);
        }
    }

    [Fact]
    public async Task Exim_testing_a_host_at_a_terminal()
    {
        var (exim, folder) = EximWith("""
            domainlist local_domains = fabrikam.com
            acl_smtp_rcpt = check_rcpt
            begin acl
            check_rcpt:
              accept domains = +local_domains
              deny message = relay not permitted

            """);
        using (folder)
        {
            var typescript = _folder.PathOf("typescript");
            await using (var child = ChildProcess.Start(Peer.Require("script", "bsdutils"), ["-q", "-c", $"{exim} -C {folder.PathOf("exim.conf")} -bh 192.0.2.5", typescript],
                [new("LC_ALL", "C.UTF-8"), new("TERM", "xterm"), new("SHELL", "/bin/sh")]))
            {
                await child.WaitForAsync("220 ");
                foreach (var (command, reply) in new[]
                {
                    ("EHLO contoso.com", "250 HELP"), ("MAIL FROM:<chris@contoso.com>", "250 OK"), ("RCPT TO:<a@example.org>", "550 relay"), ("RCPT TO:<kate@fabrikam.com>", "250 Accepted"),
                    ("DATA", "354 Enter"), ("Subject: 250 things\n\n220 is no reply here\n.", "250 OK id"), ("QUIT", "221 "),
                })
                {
                    await SayAsync(child, command, reply);
                }
                child.Input.Close();
                await child.ExitAsync();
            }
            Check("script", "CONNECT EHLO+ EHLO MAIL+ MAIL RCPT+ RCPT:550 RCPT+ RCPT DATA+ DATA:354 .+ . QUIT+ QUIT:221", await File.ReadAllTextAsync(typescript, TestContext.Current.CancellationToken));
        }
    }

    private static string EximProgram() => Peer.Require("exim4", "exim4-daemon-light");

    /// <summary>Exim and a folder with a configuration and a spool of its own.</summary>
    private static (string Program, TemporaryFolder Folder) EximWith(string configuration)
    {
        Peer.RequireRoot("Exim");
        var program = EximProgram();
        if (Posix.UserNumber("Debian-exim") is not { } user)
        {
            Peer.Missing("Exim has no user \"Debian-exim\" here: install the package exim4-base, or add the user where Exim is only unpacked");
            throw new InvalidOperationException("A missing user ends the test.");
        }
        var folder = new TemporaryFolder();
        foreach (var owned in (string[])["spool", "log"])
            Posix.ChangeOwner(folder.MakeFolder(owned), user.User, user.Group);
        folder.Write("exim.conf", $$"""
            primary_hostname = mail2.contoso.com
            keep_environment =
            spool_directory = {{folder.PathOf("spool")}}
            log_file_path = {{folder.PathOf("log", "%slog")}}
            {{configuration}}
            """);
        return (program, folder);
    }

    private static async Task<string> RunEximAsync(string exim, string message, TemporaryFolder folder, params string[] arguments)
    {
        var result = await ChildProcess.RunAsync(exim, ["-C", folder.PathOf("exim.conf"), .. arguments], message, environment: [new("LC_ALL", "C")]);
        return result.Output + result.Error;
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
        await SayAsync(child, "EHLO contoso.com", "250 XRDST");
        await SayAsync(child, "QUIT", "foreign host");
        child.Input.Close();
        await child.ExitAsync();
    }

    /// <summary>Types a line and waits for what it brings.</summary>
    private static async Task SayAsync(ChildProcess child, string line, string reply)
    {
        await child.Input.WriteAsync(line + "\n");
        await child.Input.FlushAsync();
        await child.WaitForAsync(reply);
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

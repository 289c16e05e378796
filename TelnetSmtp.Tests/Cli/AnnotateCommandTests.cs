// `annotate` and `replay` as commands: the JSON to the letter, text for people, bad files in one line, any bytes whatever, pace by a clock of the test's own.
using System.Text;
using System.Text.Json;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using TelnetSmtp.App.Cli;
using TelnetSmtp.Core.Records;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Cli;

public sealed class AnnotateCommandTests
{
    private const string Refusal = "=== Trying a:25...\n<-  220 a.example ESMTP\n -> EHLO b.example\n<-  250 a.example\n -> MAIL FROM:<c@b.example>\n<-  250 2.1.0 OK\n"
        + " -> RCPT TO:<d@a.example>\n<** 550 5.1.1 User unknown\n -> QUIT\n<-  221 2.0.0 Bye\n";

    [Fact]
    public async Task The_JSON_has_the_promised_fields_in_order()
    {
        var (code, output, error) = await Run(Refusal, json: true);
        Assert.Equal((0, ""), (code, error));
        var lines = output.TrimEnd('\n').Split('\n');
        Assert.Equal(10, lines.Length);
        using var refused = JsonDocument.Parse(lines[7]);
        Assert.Equal(["line", "at", "session", "who", "tls", "text", "verb", "code", "enhanced", "class", "meaning", "expected", "remarks"],
            refused.RootElement.EnumerateObject().Select(field => field.Name));
        Assert.StartsWith("{\"line\":8,\"at\":null,\"session\":1,\"who\":\"server\",\"tls\":false,\"text\":\"550 5.1.1 User unknown\",\"verb\":\"RCPT\",\"code\":550,\"enhanced\":\"5.1.1\",\"class\":\"permanent\",\"meaning\":\"",
            lines[7], StringComparison.Ordinal);
        Assert.True(refused.RootElement.GetProperty("expected").GetBoolean());
        Assert.StartsWith("{\"line\":1,\"at\":null,\"session\":1,\"who\":\"note\",\"tls\":false,\"text\":\"=== Trying a:25...\",\"verb\":null,\"code\":null,\"enhanced\":null,\"class\":null,\"meaning\":null,\"expected\":null,\"remarks\":[]}",
            lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_see_the_lines_the_meaning_and_a_summary()
    {
        var (_, output, _) = await Run(Refusal);
        Assert.Equal(Refusal, string.Concat(output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith("  # ", StringComparison.Ordinal)).Select(line => line + "\n")));
        Assert.Contains("<** 550 5.1.1 User unknown\n  # 550 5.1.1 no such mailbox", output, StringComparison.Ordinal);
        Assert.EndsWith("  # == Session 1: a.example\n  # == Verdict: every recipient was refused (RCPT: 550 5.1.1)\n  # == First error in line 8: 550 5.1.1 User unknown (refusals in all: 1)\n",
            output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_stand_with_the_command_before_them()
    {
        var (_, output, _) = await Run(Refusal, errors: true);
        Assert.StartsWith("7:  -> RCPT TO:<d@a.example>\n8: <** 550 5.1.1 User unknown\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain("EHLO", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_is_whole_encoded_and_without_content()
    {
        using var folder = new TemporaryFolder();
        var page = Path.Combine(folder.Root, "page.html");
        const string record = "S: 220 <b>a</b>\nC: DATA\nS: 354 Go\nC: private words\nC: .\nS: 250 OK\n";
        Assert.Equal(0, (await Run(record, html: page)).Code);
        var html = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
        Assert.Contains("&lt;b&gt;a&lt;/b&gt;", html, StringComparison.Ordinal);
        Assert.DoesNotContain("private words", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http:", html, StringComparison.Ordinal);
        Assert.EndsWith("</body></html>\n", html, StringComparison.Ordinal);
        await Run(record, html: page, content: true);
        Assert.Contains("private words", await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_files_are_one_line_and_exit_code_2()
    {
        using var folder = new TemporaryFolder();
        var huge = Path.Combine(folder.Root, "huge");
        await File.WriteAllTextAsync(huge, new string('a', 3 << 20), TestContext.Current.CancellationToken);
        var binary = Path.Combine(folder.Root, "binary");
        await File.WriteAllBytesAsync(binary, [.. Enumerable.Range(0, 9999).Select(i => (byte)(i * 7))], TestContext.Current.CancellationToken);
        var empty = Path.Combine(folder.Root, "empty");
        await File.WriteAllTextAsync(empty, "", TestContext.Current.CancellationToken);
        foreach (var path in (string[])[folder.Root, Path.Combine(folder.Root, "missing"), empty, huge, binary])
        {
            var (code, _, error) = await Run("", file: path);
            Assert.Equal(2, code);
            Assert.StartsWith("telnetsmtp: ", error, StringComparison.Ordinal);
            Assert.Single(error.TrimEnd('\n').Split('\n'));
            Assert.Contains(path, error, StringComparison.Ordinal);
        }
        Assert.Equal(2, (await Run(Refusal, format: "telegraph")).Code);
    }

    [Fact]
    public void Any_bytes_come_out_line_by_line_and_without_escape_sequences()
    {
        var words = Gen.OneOf<string>([.. ((string[])["220 a\r\n", "EHLO b\n", "250-x\n", "\u001b[31m", "\r", "AUTH PLAIN eA==\n", "354 go\n", ".\r\n", "\0", "\u009b1m", "{\"version\"", "C: ", "=== Trying a...\n"]).Select(Gen.Const)]);
        Gen.OneOf(Gen.Byte.Array[0, 300], words.Array[0, 60].Select(parts => Encoding.UTF8.GetBytes(string.Concat(parts)))).Sample(bytes =>
        {
            var (code, output, _) = Run(bytes, json: true).GetAwaiter().GetResult();
            var (_, text, _) = Run(bytes).GetAwaiter().GetResult();
            Assert.DoesNotContain('\u001b', output + text);
            Assert.DoesNotContain('\u009b', text);
            Assert.True(code is 0 or 2);
            if (code == 2)
                return;
            // A file without any LF is cut at its CRs; UTF-16 is decided by the head, so that its zeros are left to the tests of the reader.
            if (bytes.Contains((byte)0) || bytes is [0xFE or 0xFF, ..] or [0xEF, 0xBB, 0xBF, ..] || text.Contains("{\"version\"", StringComparison.Ordinal))
                return;
            var end = bytes.Contains((byte)'\n') ? (byte)'\n' : bytes.Contains((byte)'\r') ? (byte)'\r' : (byte)'\n';
            var lines = bytes.Count(octet => octet == end) + (bytes.Length > 0 && bytes[^1] != end ? 1 : 0);
            Assert.Equal(lines, output.Count(c => c == '\n'));
        }, iter: 2000, threads: 1);
    }

    [Fact]
    public async Task A_replay_waits_as_the_record_did_and_shortens_long_waits()
    {
        var record = Encoding.UTF8.GetBytes("2026-11-24T10:00:00Z S: 220 a\n2026-11-24T10:00:02Z C: NOOP\n2026-11-24T10:01:02Z S: 250 OK\n");
        var time = new FakeTimeProvider();
        using var output = new StringWriter();
        var run = ReplayCommand.RunAsync(new ReplayCommand.Request("-", null, 2), Context(output, TextWriter.Null), time, () => new MemoryStream(record), TestContext.Current.CancellationToken);
        Assert.DoesNotContain("NOOP", output.ToString(), StringComparison.Ordinal);
        time.Advance(TimeSpan.FromSeconds(0.999));
        Assert.DoesNotContain("NOOP", output.ToString(), StringComparison.Ordinal);
        time.Advance(TimeSpan.FromSeconds(0.001));
        await Deadline.UntilAsync("the shortened wait", () => output.ToString().Contains("a wait of 60 s is shortened", StringComparison.Ordinal));
        Assert.DoesNotContain("250 OK", output.ToString(), StringComparison.Ordinal);
        time.Advance(ReplayPace.LongestWait / 2);
        Assert.Equal(0, await run);
        Assert.Contains("250 OK", output.ToString(), StringComparison.Ordinal);
    }

    private static Task<(int Code, string Output, string Error)> Run(string record, bool json = false, bool errors = false, string? html = null, bool content = false, string file = "-",
        string? format = null) => Run(Encoding.UTF8.GetBytes(record), json, errors, html, content, file, format);

    private static async Task<(int Code, string Output, string Error)> Run(byte[] record, bool json = false, bool errors = false, string? html = null, bool content = false,
        string file = "-", string? format = null)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = await AnnotateCommand.RunAsync(new AnnotateCommand.Request(file, format, json, errors, html, content), Context(output, error), () => new MemoryStream(record),
            CancellationToken.None);
        return (code, output.ToString(), error.ToString());
    }

    private static CliContext Context(TextWriter output, TextWriter error) => new(Language.English, false, TextReader.Null, output, error)
    {
        RunPlain = (_, _, _) => Task.FromResult(0),
        RunFullScreen = (_, _, _) => Task.FromResult(0),
    };
}

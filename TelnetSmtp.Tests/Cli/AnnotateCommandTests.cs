// `annotate` and `replay` as commands: the JSON to the letter, text for people, bad files in one line, any bytes whatever, pace by a clock of the test's own.
using System.Text;
using System.Text.Json;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using TelnetSmtp.App.Cli;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Records;
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
        Assert.Contains(">1 line of message content left out<", html, StringComparison.Ordinal);
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

    [Theory]
    [MemberData(nameof(Formats))]
    public void Any_bytes_in_a_format_that_was_told_come_out_line_by_line(string format)
    {
        var words = Gen.OneOf<string>([.. ((string[])["220 a\r\n", "EHLO b\n", "250-x\n", "\u001b[31m", "AUTH PLAIN eA==\n", "354 go\n", ".\r\n", "\u009b1m", "S: ", "C: ", "<-  ", " -> ", "<~  ", "--> ", "<-- ", "< ", "> ", "=== x\n",
            "---\n", "SMTP<< ", "SMTP>> ", ">>> ", "<<< ", " Out: ", " In:  ", "send: 'x\\r\\n'\n", "reply: b'250 \\x1b[1m\\r\\n'\n", "{\"version\":2}\n", "[1,\"o\",\"220 \\u001b[1m a\\r\\n\"]\n", "[1,\"i\",\"x\"]\n",
            "{\"version\":2,\"telnetsmtp\":1}\n", "[1,\"m\",\"connect a:25\"]\n", "0000: ", "=> Send header, 3 bytes (0x3)\n", "<= Recv header\n", "\t5\n", "#Log-type: SMTP Send Protocol Log\n", "2026-11-24T10:00:00.123Z,c,s,0,,,>,", "x,",
            "Nov 24 10:00:00 mx postfix/smtpd[1]: < a[1]: "]).Select(Gen.Const)]);
        Gen.OneOf(Gen.Byte.Array[0, 200].Select(noise => (byte[])[.. noise, (byte)'\n']), words.Array[1, 40].Select(parts => Encoding.UTF8.GetBytes(string.Concat(parts) + "\n"))).Sample(bytes =>
        {
            // Zeros are left to the tests of the reader, which decides by them for UTF-16.
            bytes = [.. bytes.Where(octet => octet is not 0), (byte)'\n'];
            if (bytes is [0xFE or 0xFF, ..] or [0xEF, 0xBB, 0xBF, ..])
                return;
            var (code, json, _) = Run(bytes, json: true, format: format).GetAwaiter().GetResult();
            var (textCode, text, _) = Run(bytes, format: format).GetAwaiter().GetResult();
            Assert.Equal(code, textCode);
            Assert.True(code is 0 or 2);
            Assert.DoesNotContain('\u001b', json + text);
            Assert.DoesNotContain('\u009b', json + text);
            // An asciicast's lines are events, of which the screen's lines are put together.
            if (code == 2 || text.Contains("{\"version\"", StringComparison.Ordinal))
                return;
            // Several of the dialogue's lines may stand in one of the record's; none of those is left out.
            var numbers = json.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("line").GetInt64()).Distinct();
            Assert.Equal(Enumerable.Range(1, bytes.Count(octet => octet == (byte)'\n')).Select(number => (long)number), numbers.Order());
        }, iter: 150, threads: 1);
    }

    public static TheoryData<string> Formats => [.. RecordReader.FormatNames];

    [Fact]
    public async Task A_pipe_that_is_followed_is_shown_after_two_tenths_of_a_second_of_silence()
    {
        // One line without any mark tells no format: it is held back to find out, but not for ever.
        var pipe = new System.IO.Pipelines.Pipe();
        using var output = new StringWriter { NewLine = "\n" };
        var run = AnnotateCommand.RunAsync(new AnnotateCommand.Request("-", null, false, false, null, false), Context(output, TextWriter.Null), () => pipe.Reader.AsStream(),
            TestContext.Current.CancellationToken);
        await pipe.Writer.WriteAsync("220 a.example ESMTP\n"u8.ToArray(), TestContext.Current.CancellationToken);
        await Deadline.UntilAsync("the first line", () => output.ToString().Contains("220 a.example", StringComparison.Ordinal));
        Assert.False(run.IsCompleted);
        await pipe.Writer.WriteAsync("EHLO b\n250 a.example\n"u8.ToArray(), TestContext.Current.CancellationToken);
        await Deadline.UntilAsync("the line behind it", () => output.ToString().Contains("250 a.example", StringComparison.Ordinal));
        await pipe.Writer.CompleteAsync();
        Assert.Equal(0, await run);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_reader_that_goes_ends_it_quietly(bool json)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Root, "long.txt");
        await File.WriteAllTextAsync(path, string.Concat(Enumerable.Repeat(Refusal, 20_000)), TestContext.Current.CancellationToken);
        var arguments = $"--lang en annotate {(json ? "--json " : "")}'{path}'";
        var result = await ChildProcess.RunAsync("/bin/bash", ["-c", $"set -o pipefail; '{TestApp.Path}' {arguments} | head -n 3"]);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(3, result.Output.Count(c => c == '\n'));
    }

    [Fact]
    public async Task A_replay_of_a_bad_file_is_one_line_too()
    {
        using var folder = new TemporaryFolder();
        foreach (var (name, bytes) in new (string, byte[]?)[] { ("missing", null), ("empty", []), ("binary", [.. Enumerable.Range(0, 9999).Select(i => (byte)(i * 7))]), ("huge", new string('a', 3 << 20).Select(c => (byte)c).ToArray()) })
        {
            var path = Path.Combine(folder.Root, name);
            if (bytes is not null)
                await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
            await OneLine(path);
        }
        await OneLine(folder.Root);

        static async Task OneLine(string path)
        {
            using var error = new StringWriter { NewLine = "\n" };
            var code = await ReplayCommand.RunAsync(new ReplayCommand.Request(path, null, 16), Context(TextWriter.Null, error), TimeProvider.System, () => Stream.Null, TestContext.Current.CancellationToken);
            Assert.Equal(2, code);
            Assert.StartsWith("telnetsmtp: ", error.ToString(), StringComparison.Ordinal);
            Assert.Contains(path, error.ToString(), StringComparison.Ordinal);
            Assert.Single(error.ToString().TrimEnd('\n').Split('\n'));
        }
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

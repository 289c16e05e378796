// Every saved session in samples/sessions: its format is found out, each line has the right speaker and each reply the right command (looked at once, kept in
// Golden/Records), and no portion of the bytes makes a difference.
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Records;

public sealed class RecordSampleTests
{
    public static TheoryData<string, string> Samples => new()
    {
        { "asciicast.cast", "asciicast" }, { "asciicast-v1.json", "asciicast" }, { "asciicast-v3.cast", "asciicast" }, { "curl.txt", "curl" }, { "curl-trace.txt", "curl-trace" },
        { "exchange-receive.log", "exchange" }, { "exchange-send.log", "exchange" }, { "exim.txt", "exim" }, { "mailkit.log", "mailkit" }, { "msmtp.txt", "msmtp" },
        { "openssl.txt", "openssl" }, { "plain-utf16.txt", "plain" }, { "postfix-notice.txt", "postfix-transcript" }, { "postfix-verbose.log", "postfix" },
        { "putty.log", "putty" }, { "script.typescript", "script" }, { "sendmail.txt", "sendmail" }, { "smtplib.txt", "smtplib" }, { "smtplib-level2.txt", "smtplib" },
        { "swaks.txt", "swaks" }, { "telnet.txt", "telnet" }, { "tshark-follow.txt", "tshark" }, { "windows.log", "windows" }, { "windows-no-echo.log", "plain" },
    };

    private static byte[] Bytes(string name) => File.ReadAllBytes(Repository.PathOf("samples", "sessions", name));

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_sample_is_read_as_it_was_looked_at(string name, string format)
    {
        var transcript = RecordTranscript.Read(Bytes(name));
        Assert.Equal(format, transcript.Reader.Format);
        GoldenFile.Check($"Records/{name}", transcript.ToString());
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Portions_make_no_difference(string name, string format)
    {
        var whole = RecordTranscript.Read(Bytes(name)).ToString();
        foreach (var chunk in (int[])[1, 7, 64])
            Assert.Equal(whole, RecordTranscript.Read(Bytes(name), format, chunk).ToString());
    }

    [Fact]
    public void Every_sample_is_in_the_list()
    {
        var files = Directory.GetFiles(Repository.PathOf("samples", "sessions")).Select(Path.GetFileName).Where(name => name is not ("README.md" or ".gitattributes"));
        Assert.Equal(files.Order(StringComparer.Ordinal), Samples.Select(sample => sample.Data.Item1).Order(StringComparer.Ordinal));
    }
}

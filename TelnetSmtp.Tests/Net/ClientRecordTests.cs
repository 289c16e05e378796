// `set record` in a client over real loopback sockets: it begins, says so, masks, ends; a record lost in mid-session is said and the session goes on.
using TelnetSmtp.Core.Session;
using TelnetSmtp.Tests.Records;
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Net;

public sealed class ClientRecordTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Record => Path.Join(_folder.Root, "a.cast");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_session_is_recorded_as_it_is_shown_with_secrets_masked()
    {
        using var peer = new SmtpPeer();
        await using var driver = new ClientDriver();
        driver.Types($"set record {Record}\r");
        await driver.Shows("Recording to ");
        Assert.Equal(Record, driver.Client.Snapshot.RecordFile);
        driver.Types("d\r");
        await driver.Connects(peer, "220 mail ESMTP");
        Assert.Contains("220 mail ESMTP", await File.ReadAllTextAsync(Record, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        driver.Types("AUTH PLAIN AGth\r");
        await peer.Hears("AUTH PLAIN AGth\r\n");
        await peer.Says("235 yes\r\n");
        await driver.Shows("235 yes");
        peer.HangsUp();
        await driver.Shows("Connection to host lost.");
        driver.Types("unset record\r");
        await driver.Shows("Recording off");
        Assert.Null(driver.Client.Snapshot.RecordFile);
        var transcript = RecordTranscript.Read(await File.ReadAllBytesAsync(Record, TestContext.Current.CancellationToken));
        Assert.Contains(" Credential AUTH AUTH PLAIN ********\n", transcript.ToString(), StringComparison.Ordinal);
        Assert.Contains(" Server AUTH 235 235 yes\n", transcript.ToString(), StringComparison.Ordinal);
        Assert.Contains(" Note close ClosedByServer", transcript.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_that_vanishes_is_said_and_the_session_goes_on()
    {
        using var peer = new SmtpPeer();
        await using var driver = new ClientDriver();
        Assert.True(driver.Client.StartRecord(Record));
        await driver.Connects(peer, "220 mail ESMTP");
        File.Delete(Record);
        driver.Types("NOOP\r");
        await peer.Hears("NOOP\r\n");
        await peer.Says("250 still here\r\n");
        await driver.Shows("250 still here");
        Assert.Contains(driver.Client.Snapshot.Session!.Notices, notice => notice.Notice == SessionNotice.RecordFailed);
        Assert.Null(driver.Client.Snapshot.RecordFile);
    }

    [Fact]
    public async Task A_file_that_cannot_be_recorded_to_is_said_at_the_prompt()
    {
        await using var driver = new ClientDriver(columns: 300);
        driver.Types($"set record {Path.Join(_folder.Root, "none", "a.cast")}\r");
        await driver.Shows("there is no such directory. The session goes on without it; choose another file with set record FILE.");
        Assert.Null(driver.Client.Snapshot.RecordFile);
        driver.Types("unset record\r");
        await driver.Shows("Nothing is being recorded.");
    }
}

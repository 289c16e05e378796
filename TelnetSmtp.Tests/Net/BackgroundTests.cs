// A mistake of ours in work that nobody awaits: it reaches the client's thread, instead of a prompt that never comes back.
using TelnetSmtp.Core.Dns;
using TelnetSmtp.Core.Net;
using Xunit;

namespace TelnetSmtp.Tests.Net;

public sealed class BackgroundTests
{
    [Theory]
    [InlineData("mx contoso.com\r")]
    [InlineData("nslookup contoso.com\r")]
    [InlineData("check contoso.com\r")]
    public async Task What_nobody_expected_is_thrown_where_it_is_told(string typed)
    {
        await using var driver = new ClientDriver(dns: new BrokenDns());
        driver.Types(typed);
        Assert.Equal("a mistake of ours", (await Assert.ThrowsAsync<InvalidTimeZoneException>(() => driver.Until(() => false, "the mistake"))).Message);
    }

    [Fact]
    public async Task Work_that_goes_well_throws_nothing()
    {
        List<Action> posted = [];
        await Background.RunAsync(() => Task.CompletedTask, posted.Add);
        Assert.Empty(posted);
    }

    [Fact]
    public async Task A_file_that_is_cancelled_before_it_is_looked_at_is_answered_for()
    {
        using var source = await MessageSource.OpenAsync("/dev/null", new CancellationToken(canceled: true));
        Assert.Contains("cancelled", source.Failure!.En, StringComparison.Ordinal);
    }

    private sealed class BrokenDns : IDnsTransport
    {
        public Task<DnsAnswer> AskAsync(string name, RecordType type, DnsSettings settings, CancellationToken cancellation) => throw new InvalidTimeZoneException("a mistake of ours");
    }
}

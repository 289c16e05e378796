// Ports as people write them.
using TelnetSmtp.Core.Prompt;
using Xunit;

namespace TelnetSmtp.Tests.Prompt;

public class ServicePortTests
{
    [Theory]
    [InlineData("1", 1)]
    [InlineData("25", 25)]
    [InlineData("00025", 25)]
    [InlineData("65535", 65535)]
    [InlineData("smtp", 25)]
    [InlineData("Telnet", 23)]
    [InlineData("https", 443)]
    [InlineData("submissions", 465)]
    [InlineData("lmtp", 24)]
    public void Numbers_and_service_names_are_ports(string text, int port)
    {
        Assert.True(ServicePort.TryParse(text, out var parsed));
        Assert.Equal(port, parsed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("65536")]
    [InlineData("-1")]
    [InlineData("25.0")]
    [InlineData("0x19")]
    [InlineData("smtp ")]
    [InlineData("٢٥")]
    public void All_else_is_none(string text) => Assert.False(ServicePort.TryParse(text, out _));
}

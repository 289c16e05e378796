// What may be typed behind `check`, and what each mistake is answered with.
using TelnetSmtp.Core.Checks;
using Xunit;

namespace TelnetSmtp.Tests.Checks;

public sealed class CheckTargetTests
{
    [Theory]
    [InlineData("fabrikam.com", "fabrikam.com", 25, false)]
    [InlineData("fabrikam.com.", "fabrikam.com", 25, false)]
    [InlineData("müller.test", "xn--mller-kva.test", 25, false)]
    [InlineData("mail1.fabrikam.com:2525", "mail1.fabrikam.com", 2525, true)]
    [InlineData("localhost", "localhost", 25, true)]
    [InlineData("192.0.2.1", "192.0.2.1", 25, true)]
    [InlineData("192.0.2.1:587", "192.0.2.1", 587, true)]
    [InlineData("2001:db8::1", "2001:db8::1", 25, true)]
    [InlineData("[2001:db8::1]", "2001:db8::1", 25, true)]
    [InlineData("[2001:db8::1]:465", "2001:db8::1", 465, true)]
    [InlineData(" fabrikam.com ", "fabrikam.com", 25, false)]
    public void Domains_hosts_and_addresses_are_told_apart(string typed, string host, int port, bool isHost)
    {
        Assert.True(CheckTarget.TryParse(typed, out var target, out _));
        Assert.Equal((host, port, isHost), (target.Host, target.Port, target.IsHost));
    }

    [Theory]
    [InlineData("", "No domain was given. Give one, for example fabrikam.com.")]
    [InlineData("http://fabrikam.com/", "“http://fabrikam.com/” is a URL, not a domain. Give the host name alone: fabrikam.com.")]
    [InlineData("kate@fabrikam.com", "“kate@fabrikam.com” is a mail address. Give the part behind the @: fabrikam.com.")]
    [InlineData("fabrikam com", "“fabrikam com” has a space in it. Give one domain without spaces.")]
    [InlineData("fabrikam.com:0", "“0” is no port. Give a number from 1 to 65535 behind the colon, or leave it out for 25.")]
    [InlineData("fabrikam.com:65536", "“65536” is no port. Give a number from 1 to 65535 behind the colon, or leave it out for 25.")]
    [InlineData("fabrikam.com:smtp", "“smtp” is no port. Give a number from 1 to 65535 behind the colon, or leave it out for 25.")]
    [InlineData("[2001:db8::1", "“[2001:db8::1” is no address in brackets. Give one like [2001:db8::1] or [2001:db8::1]:25.")]
    [InlineData(".", "“.” is the root of DNS; no mail goes there. Give a domain, for example fabrikam.com.")]
    public void A_mistake_gets_one_line(string typed, string expected)
    {
        Assert.False(CheckTarget.TryParse(typed, out _, out var problem));
        Assert.Equal(expected, problem.En);
        Assert.NotEmpty(problem.De);
    }

    [Theory]
    [InlineData("kate@fabrikam.com", true)]
    [InlineData("kate@[192.0.2.1]", true)]
    [InlineData("kate", false)]
    [InlineData("@fabrikam.com", false)]
    [InlineData("kate@", false)]
    [InlineData("ka te@fabrikam.com", false)]
    [InlineData("kate@fabrikam.com>\r\nDATA", false)]
    public void An_address_is_checked_before_it_is_said(string address, bool good) => Assert.Equal(good, CheckRequest.FindProblem(address) is null);

    [Theory]
    [InlineData(254, true)]
    [InlineData(255, false)]
    public void An_address_has_room_up_to_its_cap(int length, bool good) =>
        Assert.Equal(good, CheckRequest.FindProblem(new string('a', length - "@fabrikam.com".Length) + "@fabrikam.com") is null);
}

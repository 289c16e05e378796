// `nslookup` and `mx` at the prompt as a person types them. DNS is a table; the screen is read as it stands.
using System.Net;
using TelnetSmtp.Core.Dns;
using TelnetSmtp.Core.Net;
using TelnetSmtp.Core.Terminal;
using TelnetSmtp.Tests.Dns;
using Xunit;

namespace TelnetSmtp.Tests.Net;

public sealed class PromptLookupsTests
{
    private static ScriptedDns Fabrikam => new ScriptedDns()
        .Holds("53.2.0.192.in-addr.arpa", RecordType.Ptr, new DnsRecord.Pointer("53.2.0.192.in-addr.arpa", RecordType.Ptr, 60, "dns.contoso.com"))
        .Holds("fabrikam.com", RecordType.Mx, new DnsRecord.Mx("fabrikam.com", 60, 20, "mail2.fabrikam.com"), new DnsRecord.Mx("fabrikam.com", 60, 10, "mail1.fabrikam.com"))
        .Holds("mail1.fabrikam.com", RecordType.A, new DnsRecord.Host("mail1.fabrikam.com", RecordType.A, 60, IPAddress.Parse("192.168.1.10")))
        .Holds("mail2.fabrikam.com", RecordType.A, new DnsRecord.Host("mail2.fabrikam.com", RecordType.A, 60, IPAddress.Parse("192.168.1.20")));

    [Fact]
    public async Task The_procedures_step_2_typed_letter_for_letter_prints_its_output_and_exit_returns()
    {
        await using var driver = new ClientDriver(dns: Fabrikam);
        driver.Types("nslookup\r");
        await driver.Shows("Default Server:  dns.contoso.com\nAddress:  192.0.2.53\n\n>");
        Assert.Equal(ClientMode.Nslookup, driver.Client.Snapshot.Mode);
        driver.Types("set type=mx\r");
        await driver.Shows("> set type=mx\n>");
        driver.Types("fabrikam.com.\r");
        await driver.Shows("""
            fabrikam.com mx preference=10, mail exchanger = mail1.fabrikam.com
            fabrikam.com mx preference=20, mail exchanger = mail2.fabrikam.com
            mail1.fabrikam.com internet address = 192.168.1.10
            mail2.fabrikam.com internet address = 192.168.1.20
            >
            """.ReplaceLineEndings("\n"));
        driver.Types("exit\r");
        await driver.Shows("> exit\nMicrosoft Telnet>");
        Assert.Equal(ClientMode.Prompt, driver.Client.Snapshot.Mode);
    }

    [Fact]
    public async Task The_whole_procedure_may_be_pasted_or_typed_ahead()
    {
        await using var driver = new ClientDriver(dns: Fabrikam);
        driver.Client.Paste("nslookup\r\nset type=mx\r\nfabrikam.com.\r\nexit\r\nstatus\r\n");
        await driver.Shows("> exit\nMicrosoft Telnet> status\n");
        Assert.Contains("mail exchanger = mail1.fabrikam.com", driver.Screen, StringComparison.Ordinal);
        driver.Types("nslookup\rexit\rstatus\r");
        await driver.Until(() => driver.Screen.Split("Microsoft Telnet> status").Length == 3, "the second status");
    }

    [Fact]
    public async Task With_a_domain_it_looks_up_once_and_the_prompt_is_back()
    {
        await using var driver = new ClientDriver(dns: Fabrikam);
        driver.Types("nslookup mail1.fabrikam.com\r");
        await driver.Shows("Name:    mail1.fabrikam.com\nAddress:  192.168.1.10\n\nMicrosoft Telnet>");
        Assert.Equal(ClientMode.Prompt, driver.Client.Snapshot.Mode);
    }

    [Fact]
    public async Task A_failure_is_explained_below_its_line()
    {
        await using var driver = new ClientDriver(dns: Fabrikam);
        driver.Types("nslookup nope.fabrikam.com\r");
        await driver.Shows("*** dns.contoso.com can't find nope.fabrikam.com: Non-existent domain\n  # There is no such name in DNS.\n  # Check the spelling.\n");
    }

    [Fact]
    public async Task Mx_lists_the_exchangers_by_preference_and_open_with_a_number_goes_to_that_one_on_port_25()
    {
        var dns = new ScriptedDns()
            .Holds("fabrikam.com", RecordType.Mx, new DnsRecord.Mx("fabrikam.com", 60, 20, "b.invalid"), new DnsRecord.Mx("fabrikam.com", 60, 10, "a.invalid"))
            .Holds("a.invalid", RecordType.A, new DnsRecord.Host("a.invalid", RecordType.A, 60, IPAddress.Parse("192.0.2.1")));
        await using var driver = new ClientDriver(dns: dns);
        driver.Types("mx fabrikam.com\r");
        await driver.Shows("fabrikam.com takes its mail at:\n   1  a.invalid, preference 10: 192.0.2.1\n   2  b.invalid, preference 20: no address\nopen 1 connects to the first on port 25.\nMicrosoft Telnet>");
        driver.Types("open 1\r");
        await driver.Shows("Connecting To a.invalid...Could not open connection to the host, on port 25: Connect failed");
        driver.Types("o 2\r");
        await driver.Shows("Connecting To b.invalid...Could not open connection to the host, on port 25: Connect failed");
    }

    [Fact]
    public async Task Open_with_a_number_reaches_the_exchanger()
    {
        using var peer = new SmtpPeer();
        var dns = new ScriptedDns()
            .Holds("fabrikam.com", RecordType.Mx, new DnsRecord.Mx("fabrikam.com", 60, 10, "localhost"))
            .Holds("localhost", RecordType.A, new DnsRecord.Host("localhost", RecordType.A, 60, IPAddress.Loopback));
        await using var driver = new ClientDriver(dns: dns);
        driver.Types($"mx fabrikam.com\ropen 1 {peer.Port}\r");
        await driver.Shows("Connecting To localhost");
        await peer.Accept();
        await peer.Says("220 mail1.fabrikam.com\r\n");
        await driver.Shows("220 mail1.fabrikam.com");
    }

    [Theory]
    [InlineData("mx http://fabrikam.com/", "is a URL, not a domain")]
    [InlineData("mx kate@fabrikam.com", "is a mail address. Give the part behind the @: fabrikam.com.")]
    [InlineData("mx no-such.test", "no-such.test: There is no such name in DNS.")]
    [InlineData("mx null.test", "null.test: The domain says that it takes no mail (null MX, RFC 7505).")]
    [InlineData("mx implicit.test", "There is no MX record: mail goes to the domain's own address")]
    public async Task What_leads_nowhere_is_said_in_words(string typed, string expected)
    {
        var dns = new ScriptedDns()
            .Holds("null.test", RecordType.Mx, new DnsRecord.Mx("null.test", 60, 0, "."))
            .Holds("implicit.test", RecordType.A, new DnsRecord.Host("implicit.test", RecordType.A, 60, IPAddress.Parse("192.0.2.7")));
        await using var driver = new ClientDriver(dns: dns);
        driver.Types(typed + "\r");
        await driver.Shows(expected);
        await driver.Until(() => driver.Client.Snapshot.Mode == ClientMode.Prompt, "the prompt");
    }

    [Fact]
    public async Task A_long_list_is_shown_up_to_its_cap()
    {
        var records = Enumerable.Range(1, 51).Select(i => (DnsRecord)new DnsRecord.Mx("many.test", 60, i, $"m{i}.invalid")).ToArray();
        await using var driver = new ClientDriver(rows: 80, dns: new ScriptedDns().Holds("many.test", RecordType.Mx, records));
        driver.Types("mx many.test\r");
        await driver.Shows("  50  m50.invalid, preference 50: no address\n      … and 1 more\n");
    }

    [Fact]
    public async Task Ctrl_C_ends_the_wait_for_a_silent_server_and_what_was_typed_meanwhile_is_done()
    {
        await using var driver = new ClientDriver(dns: new SilentDns());
        driver.Types("mx fabrikam.com\r");
        Assert.Equal(ClientMode.LookingUp, driver.Client.Snapshot.Mode);
        driver.Types("status\r");
        Assert.DoesNotContain("status", driver.Screen, StringComparison.Ordinal);
        driver.Client.Press(KeyStroke.Of('c', KeyModifiers.Control));
        await driver.Shows("The look-up was cancelled.\nMicrosoft Telnet> status\n");
    }

    /// <summary>Never answers.</summary>
    private sealed class SilentDns : IDnsTransport
    {
        public async Task<DnsAnswer> AskAsync(string name, RecordType type, DnsSettings settings, CancellationToken cancellation)
        {
            var never = new TaskCompletionSource<DnsAnswer>();
            await using var end = cancellation.Register(() => never.TrySetCanceled(cancellation));
            return await never.Task;
        }
    }
}

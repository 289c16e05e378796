// `set tls cert` with a file that is protected by a password: asked for at the prompt without echo, right once and kept, wrong or cancelled and nothing changed.
using TelnetSmtp.Core.Terminal;
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Net;

public sealed class TlsPasswordTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _file;

    public TlsPasswordTests()
    {
        using var authority = new TestAuthority();
        using var own = authority.Issue("chris.contoso.com");
        _file = _folder.Write("own.pem", TestAuthority.ProtectedPem(own, "geheim"));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_password_is_asked_for_and_not_shown()
    {
        await using var driver = new ClientDriver();
        driver.Types($"set tls cert {_file}\r");
        Assert.EndsWith("(not shown, Esc cancels):", driver.Screen, StringComparison.Ordinal);
        Assert.True(driver.Client.Snapshot.AsksSecret);
        Assert.Null(driver.Client.Snapshot.Settings.Tls.CertificateFile);
        driver.Types("geheim\r");
        Assert.False(driver.Client.Snapshot.AsksSecret);
        Assert.Equal(_file, driver.Client.Snapshot.Settings.Tls.CertificateFile);
        Assert.Contains("TLS client certificate", driver.Screen, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", driver.Screen, StringComparison.Ordinal);
        Assert.EndsWith("Microsoft Telnet>", driver.Screen, StringComparison.Ordinal);
        // It stays open: another option asks for no password again.
        driver.Types($"set tls ca {_folder.PathOf("none.pem")}\r");
        Assert.Contains("there is no such file", driver.Screen, StringComparison.Ordinal);
        Assert.False(driver.Client.Snapshot.AsksSecret);
        Assert.Equal(_file, driver.Client.Snapshot.Settings.Tls.CertificateFile);
    }

    [Fact]
    public async Task A_wrong_one_or_Esc_changes_nothing()
    {
        await using var driver = new ClientDriver();
        driver.Types($"set tls cert {_file}\rGeheim\r");
        Assert.Contains("the password does not fit. Nothing was changed.", driver.Screen.ReplaceLineEndings(""), StringComparison.Ordinal);
        Assert.Null(driver.Client.Snapshot.Settings.Tls.CertificateFile);
        driver.Types($"set tls cert {_file}\r");
        driver.Client.Press(new KeyStroke(KeyCode.Escape));
        Assert.EndsWith("Nothing was changed.\nMicrosoft Telnet>", driver.Screen, StringComparison.Ordinal);
        Assert.Null(driver.Client.Snapshot.Settings.Tls.CertificateFile);
        Assert.False(driver.Client.Snapshot.AsksSecret);
    }
}

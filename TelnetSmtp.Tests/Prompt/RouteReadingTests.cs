// Holds how ways of connecting are read from a person's words, and what `set`, `unset`, `display` and `send` make of them.
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Prompt;
using Xunit;

namespace TelnetSmtp.Tests.Prompt;

public class RouteReadingTests
{
    private static readonly PromptInterpreter Interpreter = new((_, _) => "");

    [Theory]
    [InlineData("192.0.2.5", "192.0.2.5:0")]
    [InlineData("192.0.2.5:2500", "192.0.2.5:2500")]
    [InlineData("::1", "[::1]:0")]
    [InlineData("[::1]", "[::1]:0")]
    [InlineData("[2001:db8::5]:2500", "[2001:db8::5]:2500")]
    [InlineData("", null)]
    [InlineData("1", null)]
    [InlineData("mail1.fabrikam.com", null)]
    [InlineData("192.0.2.5:65536", null)]
    [InlineData("192.0.2.5:x", null)]
    public void Sources(string text, string? read) => Assert.Equal(read, RouteReading.Source(text)?.ToString());

    [Theory]
    [InlineData("proxy.contoso.com", "proxy.contoso.com", 1080, null, null)]
    [InlineData("127.0.0.1:9050", "127.0.0.1", 9050, null, null)]
    [InlineData("[::1]:9050", "::1", 9050, null, null)]
    [InlineData("::1", "::1", 1080, null, null)]
    [InlineData("p:1,chris,a,b", "p", 1, "chris", "a,b")]
    [InlineData("p,chris", "p", 1080, "chris", "")]
    public void Socks_proxies(string text, string host, int port, string? user, string? password)
    {
        var server = RouteReading.Socks(text);
        Assert.Equal((host, port, user, password), (server?.Host, server!.Port, server.User, server.Password));
        if (password is { Length: > 1 }) Assert.DoesNotContain(password, server.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("p:0")]
    [InlineData("p:")]
    [InlineData("p:65536")]
    [InlineData(",chris")]
    [InlineData("p,")]
    [InlineData("a b:1")]
    public void What_is_no_SOCKS_proxy(string text) => Assert.Null(RouteReading.Socks(text));

    [Fact]
    public void A_password_is_taken_up_to_its_cap_and_may_stand_elsewhere()
    {
        Assert.NotNull(RouteReading.Socks("p,u," + new string('x', RouteReading.MaxSocksCredential)));
        Assert.Null(RouteReading.Socks("p,u," + new string('x', RouteReading.MaxSocksCredential + 1)));
        Assert.Equal("elsewhere", RouteReading.Socks("p,u", "elsewhere")!.Password);
    }

    [Theory]
    [InlineData("v1", "v1")]
    [InlineData("2", "v2")]
    [InlineData("V1,UNKNOWN", "v1,unknown")]
    [InlineData("v2,local", "v2,local")]
    [InlineData("v2,192.0.2.7:5,192.0.2.1:25", "v2,192.0.2.7:5,192.0.2.1:25")]
    [InlineData("v3", null)]
    [InlineData("v1,x", null)]
    [InlineData("v1,192.0.2.7,2001:db8::1", null)]
    [InlineData("v1,192.0.2.7,192.0.2.1,x", null)]
    public void Proxy_headers(string text, string? read) => Assert.Equal(read, RouteReading.Proxy(text)?.ToString());

    [Fact]
    public void Set_display_and_unset()
    {
        var settings = Run("set family 6").Settings;
        settings = Run("set source [::1]:2500", settings).Settings;
        settings = Run("set socks 127.0.0.1:1080,chris,secret", settings).Settings;
        settings = Run("set proxy v2", settings).Settings;
        settings = Run("set lmtp", settings).Settings;
        var shown = Run("display", settings).Text;
        foreach (var line in (string[])["Connecting by IPv6 only\n", "Connecting from [::1]:2500\n", "the SOCKS5 proxy 127.0.0.1:1080,chris\n", "PROXY header v2\n", "LMTP on"])
            Assert.Contains(line, shown, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", shown, StringComparison.Ordinal);
        foreach (var name in (string[])["family", "source", "socks", "proxy", "lmtp"]) settings = Run("unset " + name, settings).Settings;
        Assert.Equal(new ClientSettings(), settings);
    }

    [Theory]
    [InlineData("set socks", "Type: set socks HOST:PORT[,USER[,PASSWORD]]\n")]
    [InlineData("set source mail1", "Type: set source ADDRESS[:PORT]\n")]
    [InlineData("set family 5", "Type: set family 4 | 6 | any\n")]
    [InlineData("set proxy v9", "Type: set proxy v1|v2[,CLIENT[:PORT][,SERVER[:PORT]]]\n")]
    public void What_cannot_be_read_is_answered_with_the_form(string line, string text) => Assert.Equal(text, Run(line).Text);

    [Theory]
    [InlineData("open unix:/run/lmtp", false, 0)]
    [InlineData("open mail1", false, 23)]
    [InlineData("open mail1", true, 24)]
    [InlineData("open mail1 25", true, 25)]
    public void Ports_by_what_is_spoken(string line, bool lmtp, int port) => Assert.Equal(port, ((PromptAction.Open)Run(line, new ClientSettings { Lmtp = lmtp }).Action!).Port);

    [Theory]
    [InlineData("send hello.eml", "hello.eml")]
    [InlineData("send file hello", "hello")]
    [InlineData("sen file \"two words.txt\"", "two words.txt")]
    [InlineData("send mail/there", "mail/there")]
    public void Send_takes_a_file(string line, string file) => Assert.Equal(new PromptAction.SendFile(file, Chunks: false), InSmtp(line).Action);

    [Theory]
    [InlineData("send mail/elsewhere")]
    [InlineData("send there")]
    [InlineData("send file")]
    [InlineData("send QUIT")]
    public void And_all_else_is_a_string_as_in_Windows(string line) => Assert.IsType<PromptAction.SendText>(InSmtp(line).Action);

    [Theory]
    [InlineData("send test", null)]
    [InlineData("send test Does it work?", "Does it work?")]
    public void A_test_message_with_its_subject(string line, string? subject) => Assert.Equal(new PromptAction.SendTest(subject), InSmtp(line).Action);

    [Theory]
    [InlineData("send test")]
    [InlineData("send hello.eml")]
    [InlineData("send file hello")]
    public void In_a_terminal_session_nothing_is_a_file(string line) =>
        Assert.IsType<PromptAction.SendText>(Interpreter.Interpret(line, new ClientSettings(), new PromptContext(true) { IsFile = _ => true }).Action);

    [Fact]
    public void Windows_words_come_first() => Assert.IsType<PromptAction.SendFunction>(InSmtp("send ayt").Action);

    [Fact]
    public void Bdat_needs_a_file_and_a_connection()
    {
        Assert.Equal(new PromptAction.SendFile("a b", Chunks: true), InSmtp("bdat \"a b\"").Action);
        Assert.Equal("The file is missing. Type: bdat FILE\n", InSmtp("bdat").Text);
        Assert.Equal(PromptText.NotConnected.In(Language.English), Run("bdat x").Text);
    }

    private static PromptResult Run(string line, ClientSettings? settings = null) => Interpreter.Interpret(line, settings ?? new ClientSettings(), PromptContext.Idle);

    private static PromptResult InSmtp(string line) =>
        Interpreter.Interpret(line, new ClientSettings(), new PromptContext(true) { Smtp = true, IsFile = file => file is "there" or "mail/there" });
}

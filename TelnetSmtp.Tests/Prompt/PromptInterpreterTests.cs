// The prompt as typed: a line and what it prints, as Windows' client prints it; a line and what it wants done.
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Prompt;
using Xunit;

namespace TelnetSmtp.Tests.Prompt;

public class PromptInterpreterTests
{
    private static readonly ClientSettings Defaults = new();
    private static readonly ClientSettings German = new() { Language = Language.German };
    private static readonly PromptContext Connected = new(true, "mail1.fabrikam.com");
    private static readonly PromptInterpreter Interpreter = new((reply, language) => $"{language}: {reply}\n");

    private static PromptResult Type(string line, ClientSettings? settings = null, PromptContext? context = null) =>
        Interpreter.Interpret(line, settings ?? Defaults, context ?? PromptContext.Idle);

    [Theory]
    [InlineData("set localecho", "Local echo on")]
    [InlineData("SET LOCALECHO", "Local echo on")]
    [InlineData("  set   localecho  ", "Local echo on")]
    [InlineData("set local_echo", "Local echo on")]
    [InlineData("unset localecho", "Local echo off")]
    [InlineData("u localecho", "Local echo off")]
    [InlineData("set crlf", "New line mode - Causes return key to send CR & LF")]
    [InlineData("unset crlf", "Line feed mode - Causes return key to send CR")]
    [InlineData("set bsasdel", "Backspace will be sent as delete")]
    [InlineData("unset bsasdel", "Backspace will be sent as backspace")]
    [InlineData("set delasbs", "Delete will be sent as backspace")]
    [InlineData("unset delasbs", "Delete will be sent as delete")]
    [InlineData("set escape ^b", "Escape Character is 'CTRL+B'")]
    [InlineData("set escape ctrl+]", "Escape Character is 'CTRL+]'")]
    [InlineData("set escape \x02", "Escape Character is 'CTRL+B'")]
    [InlineData("set escape ~", "Escape Character is '~'")]
    [InlineData("unset escape", "No escape character is used")]
    [InlineData("set mode stream", "Current mode: Stream")]
    [InlineData("set mode CONSOLE", "Current mode: Console")]
    [InlineData("set term vt100", "Preferred Term Type is VT100")]
    [InlineData("unset logging", "Client logging off")]
    [InlineData("set lang de", "Erklärungen erscheinen auf Deutsch")]
    [InlineData("set ntlm", "NTLM authentication is Windows' own and has no meaning here; nothing was changed.")]
    [InlineData("unset ntlm", "NTLM authentication is Windows' own and has no meaning here; nothing was changed.")]
    [InlineData("set codeset shift JIS", "Code sets of Japanese Windows have no meaning here, text is UTF-8; nothing was changed.")]
    [InlineData("st", "Not Connected")]
    [InlineData("close", "Not Connected")]
    [InlineData("send apple", "Not Connected")]
    [InlineData("explain 550 5.1.1", "English: 550 5.1.1")]
    [InlineData("encode user@contoso.com", "dXNlckBjb250b3NvLmNvbQ==")]
    [InlineData(@"encode \0chris\0pa\\ss", "AGNocmlzAHBhXHNz")]
    [InlineData("decode VXNlcm5hbWU6", "Username:")]
    [InlineData("decode 334 UGFzc3dvcmQ6", "Password:")]
    [InlineData("decode AGEbYv8=", @"\0a\x1Bb\xFF")]
    public void A_line_prints(string line, string text) => Assert.Equal(text + "\n", Type(line).Text);

    [Theory]
    [InlineData("exit", "Invalid Command. type ?/help for help")]
    [InlineData("/", "Invalid Command. type ?/help for help")]
    [InlineData("s", "Invalid Command. type ?/help for help")]
    [InlineData("se", "Invalid Command. type ?/help for help")]
    [InlineData("opens", "Invalid Command. type ?/help for help")]
    [InlineData("nsl", "Invalid Command. type ?/help for help")]
    [InlineData("m", "Invalid Command. type ?/help for help")]
    [InlineData("\x1b[A", "Invalid Command. type ?/help for help")]
    [InlineData("set", "Invalid Command. Type 'set ?' for help")]
    [InlineData("set colour", "Invalid Command. Type 'set ?' for help")]
    [InlineData("unset", "Invalid Command. Type 'unset ?' for help")]
    [InlineData("unset term", "Invalid Command. Type 'unset ?' for help")]
    [InlineData("unset logfile", "Invalid Command. Type 'unset ?' for help")]
    [InlineData("send", "Invalid Command. Type 'send ?' for help")]
    [InlineData("set localecho off", "localecho takes no value. Type set localecho to turn it on, unset localecho to turn it off.")]
    [InlineData("set escape", "Type: set escape x | ^x | CTRL+x")]
    [InlineData("set escape abc", "Type: set escape x | ^x | CTRL+x")]
    [InlineData("set escape ^1", "Type: set escape x | ^x | CTRL+x")]
    [InlineData("set mode screen", "Type: set mode console | stream")]
    [InlineData("set term xterm", "Type: set term ansi | vt100 | vt52 | vtnt")]
    [InlineData("set term", "Type: set term ansi | vt100 | vt52 | vtnt")]
    [InlineData("set lang fr", "Type: set lang en | de")]
    [InlineData("set logfile", "Type: set logfile FILE")]
    [InlineData("set logfile \"\"", "Type: set logfile FILE")]
    [InlineData("set logging", "No log file is set. Type: set logfile FILE")]
    [InlineData("open", "The host name is missing. Type: open hostname [port]")]
    [InlineData("o mail 25 26", "Too many words. Type: open hostname [port]")]
    [InlineData("o mail:25", "Host and port are two words. Type: open mail 25")]
    [InlineData("o [::1]:25", "Host and port are two words. Type: open ::1 25")]
    [InlineData("mx", "The domain is missing. Type: mx DOMAIN")]
    [InlineData("explain", "The reply is missing. Type for example: explain 550 5.1.1")]
    [InlineData("encode", "The text is missing. Type: encode TEXT")]
    [InlineData("decode", "The base64 text is missing. Type: decode BASE64")]
    [InlineData("decode VXNlcm5hbWU", "This is no base64: it takes A-Z a-z 0-9 + / in groups of four, = at the end. Check that the line is whole.")]
    public void Bad_input_is_one_line_and_changes_nothing(string line, string text)
    {
        var result = Type(line);
        Assert.Equal(text + "\n", result.Text);
        Assert.Same(Defaults, result.Settings);
        Assert.Null(result.Action);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("65536")]
    [InlineData("-25")]
    [InlineData("+25")]
    [InlineData("2 5")]
    [InlineData("99999999999999999999")]
    [InlineData("smpt")]
    public void A_port_that_is_none_is_said(string port)
    {
        var result = Type("open mail " + port.Replace(" ", "\u00A0", StringComparison.Ordinal));
        Assert.Contains("is no port. Give a number from 1 to 65535", result.Text, StringComparison.Ordinal);
        Assert.Null(result.Action);
    }

    [Theory]
    [InlineData("o mail1.fabrikam.com", "mail1.fabrikam.com", 23)]
    [InlineData("OPEN mail1.fabrikam.com 25", "mail1.fabrikam.com", 25)]
    [InlineData("op mail 65535", "mail", 65535)]
    [InlineData("ope mail 1", "mail", 1)]
    [InlineData("open mail smtp", "mail", 25)]
    [InlineData("open mail SUBMISSION", "mail", 587)]
    [InlineData("open mail smtps", "mail", 465)]
    [InlineData("open mail http", "mail", 80)]
    [InlineData("open mail ssh", "mail", 22)]
    [InlineData("open ::1 25", "::1", 25)]
    [InlineData("open [::1] 25", "::1", 25)]
    public void Open_names_host_and_port(string line, string host, int port)
    {
        var result = Type(line);
        Assert.Equal(new PromptAction.Open(host, port), result.Action);
        Assert.Equal("", result.Text);
    }

    public static TheoryData<string, PromptAction> Actions => new()
    {
        { "", new PromptAction.ReturnToSession() },
        { " \t", new PromptAction.ReturnToSession() },
        { "c", new PromptAction.Close() },
        { "clos", new PromptAction.Close() },
        { "Close", new PromptAction.Close() },
        { "q", new PromptAction.Quit() },
        { "quit", new PromptAction.Quit() },
        { "sen ayt", new PromptAction.SendFunction(TelnetFunction.AreYouThere) },
        { "send AO", new PromptAction.SendFunction(TelnetFunction.AbortOutput) },
        { "send brk", new PromptAction.SendFunction(TelnetFunction.Break) },
        { "send esc", new PromptAction.SendFunction(TelnetFunction.Escape) },
        { "send ip", new PromptAction.SendFunction(TelnetFunction.InterruptProcess) },
        { "send synch", new PromptAction.SendFunction(TelnetFunction.Synch) },
        { "send  two  blanks ", new PromptAction.SendText(" two  blanks ") },
        { "set logfile c:\\TelnetTest.txt", new PromptAction.StartLog("c:\\TelnetTest.txt") },
        { "set logfile \"my log.txt\"", new PromptAction.StartLog("my log.txt") },
        { "set logfile my log.txt", new PromptAction.StartLog("my log.txt") },
        { "unset logging", new PromptAction.StopLog() },
        { "nslookup", new PromptAction.Nslookup(null) },
        { "nslookup fabrikam.com.", new PromptAction.Nslookup("fabrikam.com.") },
        { "MX fabrikam.com", new PromptAction.MailExchangers("fabrikam.com") },
    };

    [Theory]
    [MemberData(nameof(Actions))]
    public void A_line_wants_done(string line, PromptAction action) => Assert.Equal(action, Type(line, context: Connected).Action);

    [Theory]
    [InlineData("practice", null)]
    [InlineData("practice greylisting", "greylisting")]
    public void Practice_connects_to_the_practice_server(string line, string? scenario) =>
        Assert.Equal(new PromptAction.Practice(scenario), Type(line).Action);

    [Theory]
    [InlineData("open other 25")]
    [InlineData("practice")]
    public void A_second_connection_waits_for_the_first_to_be_closed(string line)
    {
        var result = Type(line, context: Connected);
        Assert.Equal("Already connected to mail1.fabrikam.com. Type close first.\n", result.Text);
        Assert.Null(result.Action);
    }

    [Fact]
    public void Status_and_send_speak_of_the_connection()
    {
        Assert.Equal("Connected to mail1.fabrikam.com\n", Type("st", context: Connected).Text);
        Assert.Equal("Sent string apple\n", Type("send apple", context: Connected).Text);
    }

    [Theory]
    [InlineData("?")]
    [InlineData("h")]
    [InlineData("help")]
    [InlineData("?/help")]
    [InlineData("? open")]
    public void Help_lists_the_commands_of_Windows_exactly_and_then_the_additions(string line)
    {
        const string windows = """
            Commands may be abbreviated. Supported commands are:

            c    - close                    close current connection
            d    - display                  display operating parameters
            o    - open hostname [port]     connect to hostname (default port 23).
            q    - quit                     exit telnet
            set  - set                      set options (type 'set ?' for a list)
            sen  - send                     send strings to server
            st   - status                   print status information
            u    - unset                    unset options (type 'unset ?' for a list)
            ?/h  - help                     print help information

            Beyond Windows' commands (by full name):

            """;
        Assert.StartsWith(windows, Type(line).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_names_every_command_in_both_languages()
    {
        foreach (var settings in (ClientSettings[])[Defaults, German])
            foreach (var command in PromptCommand.All)
                Assert.Contains(command.Name, Type("?", settings).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_option_listed_by_set_and_unset_is_known()
    {
        foreach (var settings in (ClientSettings[])[Defaults, German])
            foreach (var verb in (string[])["set", "unset"])
            {
                var listed = Type(verb + " ?", settings).Text.Split('\n').Select(line => line.Split(' ')[0]).Where(word => word.Length > 0 && char.IsLower(word[0])).ToList();
                Assert.True(listed.Count > 8);
                foreach (var option in listed)
                    Assert.DoesNotContain($"'{verb} ?'", Type($"{verb} {option}", settings).Text, StringComparison.Ordinal);
            }
    }

    [Fact]
    public void Display_shows_what_the_options_say()
    {
        Assert.Equal("""
            Escape Character is 'CTRL+]'
            Won't auth(NTLM Authentication)
            Local echo off
            New line mode - Causes return key to send CR & LF
            Current mode: Console
            Will term type
            Preferred Term Type is ANSI

            """, Type("d").Text);
        var settings = Defaults;
        foreach (var line in (string[])["set localecho", "unset crlf", "set bsasdel", "set delasbs", "set mode stream", "set term vt52", "unset escape", "set logfile a.txt", "set lineedit"])
            settings = Type(line, settings).Settings;
        Assert.Equal("""
            No escape character is used
            Won't auth(NTLM Authentication)
            Local echo on
            Line feed mode - Causes return key to send CR
            Current mode: Stream
            Will term type
            Preferred Term Type is VT52
            Backspace will be sent as delete
            Delete will be sent as backspace
            Client logging on, log file a.txt
            Line edit on - the line is edited here and sent whole at Enter

            """, Type("display", settings).Text);
    }

    [Theory]
    [InlineData("set localecho", "LocalEcho")]
    [InlineData("set bsasdel", "BsAsDel")]
    [InlineData("set delasbs", "DelAsBs")]
    [InlineData("set lineedit", "LineEdit")]
    [InlineData("set timing", "Timing")]
    [InlineData("unset crlf", "CrLf")]
    [InlineData("unset masking", "Masking")]
    public void An_option_changes_its_own_setting_only_and_its_opposite_changes_it_back(string line, string setting)
    {
        var changed = Type(line).Settings;
        var expected = setting switch
        {
            "LocalEcho" => Defaults with { LocalEcho = true },
            "BsAsDel" => Defaults with { BsAsDel = true },
            "DelAsBs" => Defaults with { DelAsBs = true },
            "LineEdit" => Defaults with { LineEdit = true },
            "Timing" => Defaults with { Timing = true },
            "CrLf" => Defaults with { CrLf = false },
            _ => Defaults with { Masking = false },
        };
        Assert.Equal(expected, changed);
        var opposite = line.StartsWith("un", StringComparison.Ordinal) ? line[2..] : "un" + line;
        Assert.Equal(Defaults, Type(opposite, changed).Settings);
    }

    [Fact]
    public void Logging_begins_with_the_log_file_and_can_be_resumed()
    {
        var begun = Type("set logfile a.txt");
        Assert.Equal("", begun.Text);
        Assert.Equal(Defaults with { LogFile = "a.txt", Logging = true }, begun.Settings);
        var stopped = Type("unset logging", begun.Settings);
        Assert.Equal(Defaults with { LogFile = "a.txt" }, stopped.Settings);
        Assert.Equal(new PromptAction.StartLog("a.txt"), Type("set logging", stopped.Settings).Action);
    }

    [Theory]
    [InlineData("set localecho", "Lokales Echo ein")]
    [InlineData("exit", "Ungültiger Befehl. Geben Sie ?/help ein, um Hilfe zu erhalten.")]
    [InlineData("st", "Nicht verbunden")]
    [InlineData("open", "Der Hostname fehlt. Geben Sie ein: open Hostname [Port]")]
    [InlineData("set lang en", "Explanations are in English")]
    [InlineData("explain 250", "German: 250")]
    public void German_is_spoken_where_it_is_set(string line, string text) => Assert.Equal(text + "\n", Type(line, German).Text);

    [Fact]
    public void A_persons_own_words_come_back_harmless_and_short()
    {
        var text = Type("open mail \x1b]0;owned\x07" + new string('x', 200)).Text;
        Assert.DoesNotContain('\x1b', text);
        Assert.DoesNotContain('\x07', text);
        Assert.True(text.Length < 250);
        Assert.Single(text, '\n');
    }

    [Fact]
    public void A_very_long_line_is_interpreted_like_any_other()
    {
        var text = new string('a', 100_000);
        Assert.Equal(new PromptAction.SendText(text), Type("send " + text, context: Connected).Action);
        Assert.Equal(PromptText.InvalidCommand.En, Type(text).Text);
    }
}

// The command line in all its forms, parsed in this process: what the client is started with, and what is refused in one line.
using TelnetSmtp.App.Cli;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Prompt;
using Xunit;

namespace TelnetSmtp.Tests.Cli;

public class CommandLineTests
{
    private sealed record Outcome(int ExitCode, ClientOptions? Options, bool FullScreen, string Output, string Error);

    private static async Task<Outcome> Run(bool terminal, params string[] args)
    {
        ClientOptions? options = null;
        var fullScreen = false;
        using var output = new StringWriter();
        using var error = new StringWriter();
        var context = new CliContext(CommandLine.LanguageOf(args, _ => null), false, TextReader.Null, output, error)
        {
            IsTerminal = terminal,
            RunPlain = (asked, _, _) => Task.FromResult((options = asked) is null ? 1 : 0),
            RunFullScreen = (asked, _, _) =>
            {
                (options, fullScreen) = (asked, true);
                return Task.FromResult(0);
            },
        };
        return new Outcome(await CommandLine.RunAsync(args, context), options, fullScreen, output.ToString(), error.ToString());
    }

    private static async Task<ClientOptions> Options(params string[] args)
    {
        var outcome = await Run(true, args);
        Assert.Equal("", outcome.Error);
        Assert.Equal(0, outcome.ExitCode);
        return Assert.IsType<ClientOptions>(outcome.Options);
    }

    [Fact]
    public async Task Without_anything_the_prompt_opens_as_in_Windows() => Assert.Equal(new ClientOptions(), await Options());

    [Theory]
    [InlineData("mail1.fabrikam.com", "mail1.fabrikam.com", 23)]
    [InlineData("mail1.fabrikam.com 25", "mail1.fabrikam.com", 25)]
    [InlineData("mail1.fabrikam.com smtp", "mail1.fabrikam.com", 25)]
    [InlineData("mail1.fabrikam.com SUBMISSION", "mail1.fabrikam.com", 587)]
    [InlineData("mail 65535", "mail", 65535)]
    [InlineData("::1 25", "::1", 25)]
    [InlineData("[::1] 25", "::1", 25)]
    [InlineData("-t vt100 mail 25", "mail", 25)]
    [InlineData("mail 25 --quiet", "mail", 25)]
    public async Task Host_and_port_are_read(string line, string host, int port)
    {
        var options = await Options(line.Split(' '));
        Assert.Equal((host, port), (options.Host, options.Port));
    }

    [Theory]
    [InlineData("-f log.txt mail")]
    [InlineData("/f log.txt mail")]
    [InlineData("/F log.txt mail")]
    [InlineData("mail -f log.txt")]
    public async Task A_log_file_begins_logging(string line)
    {
        var options = await Options(line.Split(' '));
        Assert.Equal(new ClientSettings { LogFile = "log.txt", Logging = true }, options.Settings);
        Assert.Equal("mail", options.Host);
    }

    [Theory]
    [InlineData("-e ^b", '\x02')]
    [InlineData("/e CTRL+A", '\x01')]
    [InlineData("-e ~", '~')]
    public async Task The_escape_character_is_read(string line, char escape) => Assert.Equal(escape, (await Options(line.Split(' '))).Settings.Escape);

    [Theory]
    [InlineData("-t vt100", TerminalType.Vt100)]
    [InlineData("/t VTNT", TerminalType.Vtnt)]
    [InlineData("-t ansi", TerminalType.Ansi)]
    [InlineData("/T vt52", TerminalType.Vt52)]
    public async Task The_terminal_type_is_read(string line, TerminalType term) => Assert.Equal(term, (await Options(line.Split(' '))).Settings.Term);

    [Fact]
    public async Task User_names_come_from_l_or_from_the_system()
    {
        Assert.Equal("chris", (await Options("-l", "chris")).Settings.UserName);
        Assert.Equal("chris", (await Options("/a", "/l", "chris")).Settings.UserName);
        Assert.Equal(Environment.UserName, (await Options("/a")).Settings.UserName);
        Assert.Null((await Options("mail")).Settings.UserName);
    }

    [Fact]
    public async Task A_value_that_looks_like_an_option_stays_a_value() => Assert.Equal("/f", (await Options("-l", "/f")).Settings.UserName);

    [Fact]
    public async Task Our_own_options_are_read()
    {
        var options = await Options("--tls", "--tls-verify", "full", "--plain", "--quiet", "--no-wait", "--lang", "de", "--no-color", "mail", "smtps");
        Assert.Equal(new ClientOptions
        {
            Host = "mail",
            Port = 465,
            Tls = true,
            Plain = true,
            Quiet = true,
            NoWait = true,
            Settings = new ClientSettings { Language = Language.German, Tls = new TlsSettings { Verify = TlsVerification.Full } },
        }, options);
    }

    [Theory]
    [InlineData("practice -f log.txt --record r.cast -e ~ -t vt52 --plain --quiet --no-wait tarpit")]
    [InlineData("-f log.txt --record r.cast -e ~ -t vt52 --plain --quiet --no-wait practice tarpit")]
    [InlineData("/f log.txt --record r.cast -e ~ practice -t vt52 --quiet --no-wait tarpit --plain")]
    public async Task Practice_is_the_client_and_takes_its_options_on_either_side(string line) => Assert.Equal(new ClientOptions
    {
        Practice = true,
        Scenario = "tarpit",
        Plain = true,
        Quiet = true,
        NoWait = true,
        Settings = new ClientSettings { LogFile = "log.txt", Logging = true, RecordFile = "r.cast", Escape = '~', Term = TerminalType.Vt52 },
    }, await Options(line.Split(' ')));

    [Theory]
    [InlineData("-f log.txt explain 550", "-f in front of 'explain' would do nothing; what belongs to 'explain' stands behind it. See telnetsmtp explain --help.")]
    [InlineData("--tls practice", "--tls in front of 'practice' would do nothing; what belongs to 'practice' stands behind it. See telnetsmtp practice --help.")]
    [InlineData("mail practice", "'mail' in front of 'practice' would do nothing; what belongs to 'practice' stands behind it. See telnetsmtp practice --help.")]
    public async Task What_would_do_nothing_in_front_of_a_command_is_refused(string line, string error)
    {
        var outcome = await Run(true, line.Split(' '));
        Assert.Equal((2, $"telnetsmtp: {error}"), (outcome.ExitCode, outcome.Error.TrimEnd()));
        Assert.Null(outcome.Options);
    }

    [Theory]
    [InlineData("--plain --quiet explain 550")]
    [InlineData("--lang de --no-color explain 550")]
    public async Task What_is_harmless_there_is_not(string line)
    {
        var outcome = await Run(true, line.Split(' '));
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
    }

    [Theory]
    [InlineData(true, "mail", true)]
    [InlineData(false, "mail", false)]
    [InlineData(true, "--plain", false)]
    public async Task Plain_mode_is_chosen_where_it_was_asked_for_or_where_there_is_no_terminal(bool terminal, string word, bool fullScreen)
    {
        var outcome = await Run(terminal, word);
        Assert.Equal(fullScreen, outcome.FullScreen);
        Assert.NotEqual(fullScreen, outcome.Options!.Plain);
    }

    [Theory]
    [InlineData("mail 0", "'0' is no port; give a number from 1 to 65535")]
    [InlineData("mail 65536", "'65536' is no port")]
    [InlineData("mail smpt", "'smpt' is no port")]
    [InlineData("mail:25", "'mail:25' holds host and port in one; give them as two words: mail 25.")]
    [InlineData("mail 25 26", "26")]
    [InlineData("--foo", "'--foo' is no option of this program.")]
    [InlineData("-t xterm", "'xterm' is no terminal type; give ansi, vt100, vt52 or vtnt.")]
    [InlineData("-e abc", "'abc' is no escape character; give x, ^x or CTRL+x.")]
    [InlineData("--lang fr", "'fr' is no language of this program; give en or de.")]
    [InlineData("--tls-verify maybe", "'maybe' is no way to check certificates; give none, chain or full.")]
    [InlineData("-f", "-f")]
    [InlineData("/l", "-l")]
    [InlineData("lookup", "DOMAIN")]
    public async Task Wrong_usage_is_one_line_and_exit_code_2(string line, string what)
    {
        var outcome = await Run(true, line.Split(' '));
        Assert.Equal(ExitCode.Usage, outcome.ExitCode);
        Assert.Null(outcome.Options);
        Assert.Equal("", outcome.Output);
        Assert.StartsWith("telnetsmtp: ", outcome.Error, StringComparison.Ordinal);
        Assert.Contains(what, outcome.Error, StringComparison.Ordinal);
        Assert.EndsWith("--help.", outcome.Error.TrimEnd(), StringComparison.Ordinal);
        Assert.Single(outcome.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Wrong_usage_is_said_in_German_where_German_was_asked_for()
    {
        var outcome = await Run(true, "mail", "0", "--lang", "de");
        Assert.StartsWith("telnetsmtp: '0' ist kein Port; geben Sie eine Zahl von 1 bis 65535", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_log_name_is_refused()
    {
        var outcome = await Run(true, "-f", "", "mail");
        Assert.Equal(ExitCode.Usage, outcome.ExitCode);
        Assert.Contains("The file name for -f is empty", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help", "Usage:")]
    [InlineData("-h", "Usage:")]
    [InlineData("/?", "Usage:")]
    [InlineData("/h", "Usage:")]
    [InlineData("-?", "Usage:")]
    [InlineData("--lang de --help", "Argumente:")]
    [InlineData("--help --lang=de", "Argumente:")]
    [InlineData("lookup --help", "Asks DNS once")]
    [InlineData("--lang de lookup --help", "Fragt DNS einmal")]
    [InlineData("--lang de nslookup --help", "Schlägt einen Namen nach dem anderen nach")]
    public async Task Help_speaks_the_language_asked_for(string line, string heading)
    {
        var outcome = await Run(true, line.Split(' '));
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains(heading, outcome.Output, StringComparison.Ordinal);
        Assert.Contains("HOST", outcome.Output, StringComparison.Ordinal);
        Assert.Equal("", outcome.Error);
        Assert.Null(outcome.Options);
    }

    [Theory]
    [InlineData("de_DE.UTF-8", null, null, Language.German)]
    [InlineData(null, "de_AT", "en_US", Language.German)]
    [InlineData(null, null, "de_CH.UTF-8", Language.German)]
    [InlineData("C", "de_DE", "de_DE", Language.English)]
    [InlineData("", null, "de", Language.German)]
    [InlineData(null, null, "fr_FR", Language.English)]
    [InlineData(null, null, null, Language.English)]
    public void The_environment_chooses_the_language(string? all, string? messages, string? lang, Language expected) =>
        Assert.Equal(expected, CommandLine.LanguageOf([], name => name switch { "LC_ALL" => all, "LC_MESSAGES" => messages, "LANG" => lang, _ => null }));

    [Fact]
    public void The_option_outweighs_the_environment()
    {
        Assert.Equal(Language.English, CommandLine.LanguageOf(["--lang", "en"], _ => "de_DE"));
        Assert.Equal(Language.German, CommandLine.LanguageOf(["--lang=de"], _ => "en_US"));
    }

    [Theory]
    [InlineData("/f a /t vt100 /a h", "-f a -t vt100 -a h")]
    [InlineData("annotate /f", "annotate /f")]
    [InlineData("/tmp/x", "/tmp/x")]
    [InlineData("-f /a /A", "-f /a -a")]
    [InlineData("-l annotate /a", "-l annotate -a")]
    public void Slash_options_are_rewritten_for_the_client_alone(string line, string rewritten) =>
        Assert.Equal(rewritten, string.Join(' ', SlashOptions.Rewrite(line.Split(' '), new HashSet<string> { "annotate" })));
}

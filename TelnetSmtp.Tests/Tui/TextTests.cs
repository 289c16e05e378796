// Small pure pieces: graphemes, wrapping, selection, search, status line, words in two languages.
using System.Text;
using System.Xml.Linq;
using TelnetSmtp.App.Text;
using TelnetSmtp.App.Tui;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Net;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Smtp;
using TelnetSmtp.Core.Terminal;
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Tui;

public sealed class TextTests
{
    private static readonly UiText English = new("Tui", Language.English), German = new("Tui", Language.German);

    [Theory]
    [InlineData(0, " ")]
    [InlineData('A', "A")]
    [InlineData(0x1B, "\u241B")]
    [InlineData(0x7F, "\u2421")]
    [InlineData(0x9B, "\uFFFD")]
    [InlineData(0x202E, "\uFFFD")]
    [InlineData(0xD800, "\uFFFD")]
    [InlineData(0x1F600, "\U0001F600")]
    public void No_character_can_command_the_terminal(int scalar, string drawn) => Assert.Equal(drawn, Graphemes.Of(scalar));

    [Fact]
    public void A_cluster_with_a_control_in_it_is_replaced() => Assert.Equal("\uFFFD", Graphemes.OfCluster("e\u0301\x1B"));

    [Fact]
    public void Remembered_characters_are_capped_and_right_beyond_the_cap()
    {
        for (var scalar = 0x4E00; scalar <= 0x4E00 + Graphemes.Remembered; scalar++)
            Assert.Equal(char.ConvertFromUtf32(scalar), Graphemes.Of(scalar));
        Assert.Equal("\u4E00", Graphemes.Of(0x4E00));
    }

    [Theory]
    [InlineData("plain", 5)]
    [InlineData("für", 3)]
    [InlineData("中文", 4)]
    [InlineData("e\u0301", 1)]
    [InlineData("a\tb", 3)]
    public void Width_is_counted_in_columns(string text, int columns) => Assert.Equal(columns, Graphemes.Width(text));

    [Fact]
    public void Details_wrap_at_blanks_and_break_what_is_too_long()
    {
        var content = new DetailContent("", ReplyClass.Unknown, [new DetailSection("Head", ["one two three", "abcdefghijkl"], true, DetailSide.Meaning)], "");
        Assert.Equal(["Head", "• one two", "  three", "• abcdefgh", "  ijkl"], DetailPages.Of(content, 10).Left.Select(r => r.Text));
    }

    [Fact]
    public void Details_stand_in_two_columns_where_there_is_room()
    {
        var content = new DetailContent("", ReplyClass.Unknown,
            [new DetailSection("", ["what"], false, DetailSide.Meaning), new DetailSection("", ["do"], false, DetailSide.Remedies)], "");
        Assert.Empty(DetailPages.Of(content, DetailPages.TwoColumnsFrom - 1).Right);
        Assert.Equal("do", Assert.Single(DetailPages.Of(content, DetailPages.TwoColumnsFrom).Right).Text);
    }

    [Fact]
    public void In_one_column_what_to_do_is_not_pushed_out_of_sight()
    {
        var content = new DetailContent("", ReplyClass.Unknown,
            [new("", ["5 digits"], false, DetailSide.Reference), new("", ["causes"], false, DetailSide.Causes), new("", ["do"], false, DetailSide.Remedies), new("", ["what"], false, DetailSide.Meaning)], "");
        Assert.Equal(["what", "do", "causes", "5 digits"], DetailPages.Of(content, 40).Left.Select(r => r.Text));
    }

    [Fact]
    public void A_selection_joins_wrapped_rows_and_drops_trailing_blanks()
    {
        var screen = Screen(10, 4, "abcdefghijklm\r\nxy   \r\n");
        Assert.Equal("cdefghijklm\nxy", new TextSelection(new TextPoint(0, 2), new TextPoint(2, 9)).TextOf(screen));
        Assert.Equal("cdefghijklm\nxy", new TextSelection(new TextPoint(2, 9), new TextPoint(0, 2)).TextOf(screen));
    }

    [Fact]
    public void Search_goes_upwards_and_round_in_either_case()
    {
        var screen = Screen(20, 3, "550 one\r\n250 two\r\n550 THREE\r\n250 four\r\n");
        var search = new ScreenSearch(screen, "three");
        Assert.Equal(2, search.Previous(3));
        Assert.Equal(2, search.Previous(1));
        Assert.Equal([(4, 9)], search.MatchesOn(2)!);
        Assert.Null(new ScreenSearch(screen, "absent").Previous(3));
    }

    [Fact]
    public void Search_counts_wide_characters_as_two_columns() =>
        Assert.Equal([(4, 6)], new ScreenSearch(Screen(20, 3, "中文 ab"), " a").MatchesOn(0)!);

    [Fact]
    public void Copied_text_is_capped()
    {
        Assert.Equal("\e]52;c;aGk=\a", Clipboard.Sequence("hi"));
        Assert.NotNull(Clipboard.Sequence(new string('x', Clipboard.LongestText)));
        Assert.Null(Clipboard.Sequence(new string('x', Clipboard.LongestText + 1)));
    }

    [Fact]
    public void The_status_line_leaves_out_the_least_needful_first()
    {
        var client = ScriptedClient.Dialogue();
        client.LogFile = "/tmp/TelnetTest.txt";
        var snapshot = client.Touch().Snapshot;
        Assert.StartsWith("Connected · plaintext · local echo on · log TelnetTest.txt · next: QUIT", StatusText.Of(snapshot, English, new SummaryText(Language.English), 200), StringComparison.Ordinal);
        Assert.StartsWith("Connected · next: QUIT", StatusText.Of(snapshot, English, new SummaryText(Language.English), 50), StringComparison.Ordinal);
        Assert.Equal("Connected", StatusText.Of(snapshot, English, new SummaryText(Language.English), 1));
        Assert.Equal("Ctrl+] prompt ", StatusText.Hint(snapshot, English));
    }

    [Theory]
    [InlineData(SessionEndKind.Cancelled, "given up before an answer")]
    [InlineData(SessionEndKind.TimedOut, "no answer (timed out)")]
    [InlineData(SessionEndKind.Refused, "connection refused")]
    public void An_attempt_that_failed_is_named_by_how_it_did(SessionEndKind kind, string meaning) =>
        Assert.Equal(meaning, new DecoderTexts(new Catalogue(), Language.English).ExplainFailure(new ConnectFailure("mail1.fabrikam.com", 25, new SessionEnd(kind), 0)).Meaning);

    [Fact]
    public void The_status_line_tells_of_a_TLS_handshake_before_it_tells_of_the_next_command()
    {
        var snapshot = ScriptedClient.Dialogue().Touch().Snapshot;
        snapshot = snapshot with { Session = snapshot.Session! with { Handshaking = true } };
        Assert.StartsWith("Connected · TLS handshake: waiting for the server · local echo on", StatusText.Of(snapshot, English, new SummaryText(Language.English), 200), StringComparison.Ordinal);
        Assert.StartsWith("Connected · TLS handshake: waiting for the server", StatusText.Of(snapshot, English, new SummaryText(Language.English), 60), StringComparison.Ordinal);
    }

    [Fact]
    public void Both_languages_have_the_same_words()
    {
        var (en, de) = (Keys("Tui.resx"), Keys("Tui.de.resx"));
        Assert.NotEmpty(en);
        Assert.Equal(en, de);
        Assert.Equal("Was es bedeutet", German["PanelTitle"]);
        Assert.Equal("What it means", English["PanelTitle"]);
    }

    [Fact]
    public void Every_end_notice_and_key_has_words()
    {
        string[] keys =
        [
            .. Enum.GetNames<SessionEndKind>().Select(n => $"End{n}"), .. Enum.GetNames<SessionNotice>().SelectMany(n => new[] { $"Notice{n}", $"Notice{n}Text" }),
            .. Keymap.Bindings.Select(b => $"Keys{b.Topic}"),
        ];
        Assert.All(keys, k => Assert.NotEqual(k, English[k]));
    }

    [Fact]
    public void Every_key_named_in_the_code_has_words()
    {
        var named = (from file in Directory.GetFiles(Repository.PathOf("TelnetSmtp.App", "Tui"), "*.cs")
                     from match in System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(file), "words(?:\\[|\\.Format\\()\"([A-Za-z]+)\"")
                     select (Topic: TopicOf(Path.GetFileName(file)), Key: match.Groups[1].Value)).ToList();
        Assert.Equal(["Lessons", "Quiz", "Reference", "Tui"], named.Select(name => name.Topic).Distinct().Order());
        var known = named.Select(name => name.Topic).Distinct().ToDictionary(topic => topic, topic => Keys($"{topic}.resx").ToHashSet());
        Assert.All(named, name => Assert.Contains(name.Key, known[name.Topic]));
    }

    /// <summary>Whose words a file's "words" are: a lesson's views speak the lessons', and so on.</summary>
    private static string TopicOf(string file) => file switch
    {
        _ when file.StartsWith("Lesson", StringComparison.Ordinal) => "Lessons",
        _ when file.StartsWith("Quiz", StringComparison.Ordinal) => "Quiz",
        _ when file.StartsWith("Reference", StringComparison.Ordinal) => "Reference",
        _ => "Tui",
    };

    private static string[] Keys(string file) =>
        [.. XDocument.Load(Repository.PathOf("TelnetSmtp.App", "Text", file)).Root!.Elements("data").Select(d => d.Attribute("name")!.Value).Order(StringComparer.Ordinal)];

    private static ScreenSnapshot Screen(int columns, int rows, string text)
    {
        var terminal = new TerminalEmulator(columns, rows);
        terminal.Feed(Encoding.UTF8.GetBytes(text));
        return terminal.Snapshot();
    }
}

// ESC at the keyboard: alone, as Alt, at the head of a sequence; judged by the keys that the library makes of it and the bytes that the server gets.
using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using TelnetSmtp.App.Hosting;
using TelnetSmtp.App.Tui;
using TelnetSmtp.Core.Terminal;
using Terminal.Gui.Drivers;
using Xunit;
using LibraryKey = Terminal.Gui.Input.Key;

namespace TelnetSmtp.Tests.Hosting;

public sealed class EscapeKeysTests
{
    /// <summary>What came in one go, and the keys that it is.</summary>
    public static TheoryData<string, string> Bursts => new()
    {
        { "\e", "Esc" }, { "\e\e", "Esc Esc" }, { "\e5", "Alt+5" }, { "\e5dd", "Alt+5 d d" }, { "\edd", "Alt+D d" }, { "\ex\ey", "Alt+X Alt+Y" },
        { "\eA", "Alt+Shift+A" }, { "\e:q", "Alt+: q" }, { "\e\r", "Alt+Enter" }, { "\e\t", "Alt+Tab" }, { "\e\x7F", "Alt+Backspace" },
        { "\e\x01z", "Ctrl+Alt+A z" }, { "\eü", "Alt+ü" }, { "\e\U0001F600", "Alt+\U0001F600" },
        { "\e[A", "CursorUp" }, { "\eOP", "F1" }, { "\e[1;5Cx", "Ctrl+CursorRight x" }, { "\e\e[A", "Esc CursorUp" }, { "\e[", "Alt+[" }, { "\eO", "Alt+Shift+O" },
        { "\e]", "Alt+]" }, { "\e[\e[B", "Alt+[ CursorDown" }, { "abc", "a b c" },
    };

    [Theory]
    [MemberData(nameof(Bursts))]
    public void Escape_is_the_key_or_alt_or_the_head_of_a_sequence(string typed, string keys)
    {
        Assert.Equal(keys, Read(typed));
    }

    [Theory]
    [MemberData(nameof(Bursts))]
    public void Being_cut_anywhere_in_time_to_be_joined_changes_nothing(string typed, string keys)
    {
        for (var cut = 1; cut < typed.Length; cut++)
            Assert.Equal(keys, Read(typed[..cut], typed[cut..]));
    }

    [Fact]
    public void Alt_is_escape_for_the_server()
    {
        var bytes = new ArrayBufferWriter<byte>();
        foreach (var key in Keys("\e5dd\ex\e\x01\eZ"))
            KeyEncoder.Encode(KeyTranslator.Translate(key), default, bytes);
        Assert.Equal("\e5dd\ex\e\x01\eZ", Encoding.Latin1.GetString(bytes.WrittenSpan));
    }

    [Fact]
    public void A_key_after_the_pause_is_a_key_of_its_own()
    {
        var queue = new ConcurrentQueue<char>();
        var filter = new EscapeKeys(queue);
        filter.Feed("\e");
        Assert.True(filter.IsHolding);
        filter.Flush();
        Assert.False(filter.IsHolding);
        filter.Feed("5");
        Assert.Equal("\e[27u5", string.Concat(queue));
    }

    [Theory]
    [InlineData("\e[200~one\e5\r\e[Atwo\e\\\e[201~")]
    [InlineData("\e]11;rgb:0000/0000/0000\e\\")]
    [InlineData("\e]11;rgb:0000/0000/0000\a")]
    [InlineData("\eP1+r436F=323536\e\\")]
    [InlineData("\e_Gi=1;OK\e\\")]
    [InlineData("\e[?64;1;2c")]
    [InlineData("\e[<0;10;5M")]
    public void Pastes_and_answers_pass_as_they_came_and_what_follows_is_keys_again(string passed)
    {
        for (var cut = 0; cut <= passed.Length; cut++)
        {
            var queue = new ConcurrentQueue<char>();
            var filter = new EscapeKeys(queue);
            filter.Feed(passed.AsSpan(0, cut));
            filter.Feed(passed.AsSpan(cut));
            filter.Feed("\e5");
            Assert.Equal(passed + "\e[53;3u", string.Concat(queue));
        }
    }

    [Fact]
    public void A_string_without_end_does_not_keep_the_keys()
    {
        var queue = new ConcurrentQueue<char>();
        var filter = new EscapeKeys(queue);
        filter.Feed("\e]11;rgb");
        filter.Feed("\ex\e[A");
        Assert.Equal("\e]11;rgb\e[120;3u\e[A", string.Concat(queue));
    }

    private static string Read(params string[] pieces) => string.Join(' ', Keys(pieces).Select(key => key.ToString()));

    /// <summary>What the library's own reader makes of it.</summary>
    private static List<LibraryKey> Keys(params string[] pieces)
    {
        var queue = new ConcurrentQueue<char>();
        var filter = new EscapeKeys(queue);
        foreach (var piece in pieces)
            filter.Feed(piece);
        filter.Flush();
        using var processor = new AnsiInputProcessor(queue);
        var keys = new List<LibraryKey>();
        processor.KeyDown += (_, key) => keys.Add(key);
        processor.ProcessQueue();
        return keys;
    }
}

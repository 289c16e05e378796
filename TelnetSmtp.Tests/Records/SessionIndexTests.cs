// The index of a record's sessions: facts, filters, one session loaded again out of a small and a large file, and its caps.
using System.Globalization;
using System.Text;
using TelnetSmtp.Core.Records;
using TelnetSmtp.Core.Smtp;
using TelnetSmtp.Tests.Support;
using Xunit;

namespace TelnetSmtp.Tests.Records;

public sealed class SessionIndexTests : IDisposable
{
    private const string Header = """
        #Software: Microsoft Exchange Server
        #Version: 15.0.0.0
        #Log-type: SMTP Receive Protocol Log
        #Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context

        """;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_session_is_told_in_short()
    {
        var index = Index(File.ReadAllBytes(Repository.PathOf("samples", "sessions", "exchange-receive.log")));
        Assert.Equal("exchange", index.Format);
        Assert.Equal(2, index.Count);
        var (taken, refused) = (index[0], index[1]);
        Assert.Equal(("192.0.2.5:51000", TransactionVerdict.Accepted, 0, ""), (taken.Peer, taken.Verdict, taken.Errors, taken.FirstError));
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero), taken.Began!.Value.AddTicks(-(taken.Began.Value.Ticks % TimeSpan.TicksPerSecond)));
        Assert.True(taken.Duration > TimeSpan.Zero);
        Assert.Equal(("198.51.100.7:40022", TransactionVerdict.RecipientsRefused, SmtpVerb.Rcpt), (refused.Peer, refused.Verdict, refused.FirstErrorVerb));
        Assert.StartsWith("550 5.1.10", refused.FirstError, StringComparison.Ordinal);
    }

    [Fact]
    public void A_session_of_which_nothing_is_known_has_its_row()
    {
        // Found by fuzzing: a server's line that is no reply, and no other text that a row would keep.
        var index = Index([.. "<-  "u8, 0xFF]);
        Assert.Equal(1, index.Count);
        Assert.Equal(("", "", true), (index[0].Peer, index[0].FirstError, index[0].Over));
        List<int> found = [];
        index.Find(SessionFilter.Of("550", errorsOnly: false), 0, found, []);
        Assert.Empty(found);
    }

    [Theory]
    [InlineData("swaks.txt", "192.0.2.10")]
    [InlineData("mailkit.log", "mail1.fabrikam.com:25")]
    [InlineData("plain-utf16.txt", "mail1.fabrikam.com")]
    public void The_peer_is_whom_the_tool_names_else_the_greeting(string sample, string peer) =>
        Assert.Equal(peer, Index(File.ReadAllBytes(Repository.PathOf("samples", "sessions", sample)))[0].Peer);

    [Theory]
    [InlineData("", "1 2 3 4")]
    [InlineData("550", "2 4")]
    [InlineData("5xx", "2 4")]
    [InlineData("4xx", "3")]
    [InlineData("45x", "3")]
    [InlineData("KATE2@contoso", "2")]
    [InlineData("kate 550", "2 4")]
    [InlineData("192.0.2.3", "3")]
    [InlineData("mail1.fabrikam", "1 2 3 4")]
    [InlineData("5.1.10", "2 4")]
    [InlineData("354", "1")]
    [InlineData("kate9", "")]
    public void A_filter_finds_by_text_code_and_error(string filter, string found)
    {
        var index = Index(Encoding.UTF8.GetBytes(Header + Session(1, "250 2.1.5 Ok") + Session(2, "550 5.1.10 not found") + Session(3, "451 4.3.0 later") + Session(4, "550 5.1.10 not found")));
        var (passing, unread) = (new List<int>(), new List<int>());
        Assert.Equal(4, index.Find(SessionFilter.Of(filter, errorsOnly: false), 0, passing, unread));
        Assert.Equal(found, string.Join(' ', passing.Select(i => i + 1)));
        Assert.Empty(unread);
    }

    [Fact]
    public void Errors_only_leaves_out_what_went_well()
    {
        var index = Index(Encoding.UTF8.GetBytes(Header + Session(1, "250 2.1.5 Ok") + Session(2, "451 4.3.0 later")));
        var passing = new List<int>();
        index.Find(SessionFilter.Of("", errorsOnly: true), 0, passing, []);
        Assert.Equal([1], passing);
    }

    [Fact]
    public void What_is_not_read_to_its_end_is_found_when_it_is()
    {
        var index = new SessionIndex();
        var rows = Session(1, "550 5.1.10 not found").Split('\n');
        index.Push(Encoding.UTF8.GetBytes(Header + string.Join('\n', rows[..6]) + "\n"));
        var (passing, unread) = (new List<int>(), new List<int>());
        var filter = SessionFilter.Of("550", errorsOnly: false);
        Assert.False(index[0].Over);
        index.Find(filter, 0, passing, unread);
        Assert.Equal([0], unread);
        Assert.Empty(index.FindAgain(filter, unread));
        index.Push(Encoding.UTF8.GetBytes(string.Join('\n', rows[6..])));
        Assert.Equal([0], index.FindAgain(filter, unread));
        Assert.Empty(unread);
        Assert.True(index[0].Over);
    }

    [Fact]
    public void Sessions_of_a_large_file_are_loaded_from_where_they_stand()
    {
        // Beyond the size up to which a file is read from its start: two sessions interleaved in each hundred.
        var text = new StringBuilder(Header);
        var number = 0;
        while (text.Length <= RecordSource.SmallFile)
        {
            var (one, other) = (Session(number + 1, "250 2.1.5 Ok").Split('\n'), Session(number + 2, "550 5.1.10 not found").Split('\n'));
            for (var i = 0; i < one.Length - 1; i++) text.Append(one[i]).Append('\n').Append(other[i]).Append('\n');
            number += 2;
        }
        var source = Source(text.ToString());
        Assert.Equal(number, source.Index.Count);
        foreach (var session in (int[])[1, 2, number / 2, number - 1, number])
        {
            var script = source.Load(session - 1, Token)!;
            Assert.Equal(session, script.Number);
            Assert.Equal($"192.0.2.{session % 250}", script.Host);
            Assert.Contains(script.Events, played => played.Input is Core.Session.SessionInput.TextSent sent && sent.Text.Contains($"<kate{session}@contoso.com>", StringComparison.Ordinal));
            Assert.Equal(session % 2 == 0, script.Steps.Any(step => step.IsError));
        }
    }

    [Fact]
    public void Sessions_without_a_key_are_loaded_from_their_very_line()
    {
        var text = new StringBuilder();
        var number = 0;
        while (text.Length <= RecordSource.SmallFile)
        {
            number++;
            text.Append(CultureInfo.InvariantCulture, $"Connected to smtp://mx{number}.fabrikam.com:25/\nS: 220 mx ESMTP\nC: EHLO a\nS: 250 mx\nC: NOOP {new string('x', 2000)}\nS: 250 {number}\nC: QUIT\nS: 221 Bye\n");
        }
        var source = Source(text.ToString());
        Assert.Equal(number, source.Index.Count);
        foreach (var session in (int[])[1, 2, 77, number])
            Assert.Equal(($"mx{session}.fabrikam.com", session), (source.Load(session - 1, Token)!.Host, source.Load(session - 1, Token)!.Number));
    }

    [Fact]
    public void A_stopped_reading_keeps_what_it_has_found()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var path = Write(Header + Session(1, "250 ok"));
        var source = new RecordSource(path);
        source.ReadIndex(source.Open(), stop.Token);
        Assert.Equal((true, true, 0), (source.Done, source.Stopped, source.Index.Count));
    }

    [Fact]
    public void Texts_and_codes_of_a_session_are_bounded()
    {
        // Recipients up to the cap are found by their names, one past it is not; the error is cut with an ellipsis.
        var fits = new string('f', SessionGathering.MaxText - "contoso.com a@contoso.com ".Length);
        var record = $"S: 220 mx\nC: EHLO contoso.com\nS: 250 mx\nC: MAIL FROM:<a@contoso.com>\nS: 250 ok\nC: RCPT TO:<{fits}>\nS: 550 {new string('e', SessionIndex.MaxError)}\nC: RCPT TO:<z>\nS: 250 ok\n";
        var index = Index(Encoding.UTF8.GetBytes(record));
        Assert.Equal(1, Found(index, fits));
        Assert.Equal(SessionIndex.MaxError, index[0].FirstError.Length);
        Assert.EndsWith("e…", index[0].FirstError, StringComparison.Ordinal);
        Assert.Equal(0, Found(Index(Encoding.UTF8.GetBytes(record.Replace(fits, fits + "f", StringComparison.Ordinal))), fits));
        var codes = string.Concat(Enumerable.Range(0, SessionGathering.MaxCodes + 1).Select(i => $"C: NOOP\nS: {300 + i} x\n"));
        var many = Index(Encoding.UTF8.GetBytes("S: 299 mx\n" + codes));
        Assert.Equal(1, Found(many, (300 + SessionGathering.MaxCodes - 2).ToString(CultureInfo.InvariantCulture)));
        Assert.Equal(0, Found(many, (300 + SessionGathering.MaxCodes - 1).ToString(CultureInfo.InvariantCulture)));
    }

    private static int Found(SessionIndex index, string filter)
    {
        var found = new List<int>();
        index.Find(SessionFilter.Of(filter, errorsOnly: false), 0, found, []);
        return found.Count;
    }

    private static SessionIndex Index(byte[] record)
    {
        var index = new SessionIndex();
        index.Push(record);
        index.Finish();
        return index;
    }

    private RecordSource Source(string text)
    {
        var source = new RecordSource(Write(text));
        source.ReadIndex(source.Open(), Token);
        return source;
    }

    private string Write(string text)
    {
        var path = _folder.PathOf("record.log");
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>A session of Exchange's, ten rows.</summary>
    private static string Session(int number, string reply)
    {
        (char Event, string Data)[] rows =
        [
            ('+', ""), ('>', "220 ex1.contoso.com ESMTP"), ('<', "EHLO mail1.fabrikam.com"), ('>', "250 ex1.contoso.com"), ('<', $"MAIL FROM:<a{number}@fabrikam.com>"), ('>', "250 ok"),
            ('<', $"RCPT TO:<kate{number}@contoso.com>"), ('>', reply), .. reply[0] == '2' ? ((char, string)[])[('<', "DATA"), ('>', "354 go on"), ('>', "250 taken")] : [('<', "RSET"), ('>', "250 ok"), ('*', "x")],
            ('-', ""),
        ];
        return string.Concat(rows.Select((row, i) => string.Create(CultureInfo.InvariantCulture,
            $"2026-11-24T10:00:{i:00}.000Z,EX1\\Default,08DE{number:X12},{i},192.0.2.10:25,192.0.2.{number % 250}:{40000 + number % 1000},{row.Event},{row.Data},\n")));
    }
}

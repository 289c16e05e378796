// Where steps stand on the time line: in order, each on a column of its own while there is room, the gravest seen where there is none, waits as room between.
using System.Text;
using CsCheck;
using TelnetSmtp.App.Tui;
using TelnetSmtp.Core.Records;
using TelnetSmtp.Core.Smtp;
using Xunit;

namespace TelnetSmtp.Tests.Tui;

public sealed class TimeLineTests
{
    private static readonly ReplayScript Script = Load("2026-11-24T10:00:00Z S: 220 a\n2026-11-24T10:00:00Z C: NOOP\n2026-11-24T10:00:01Z S: 250 OK\n2026-11-24T10:01:01Z C: NOOP\n2026-11-24T10:01:01Z S: 550 no\n");

    [Fact]
    public void Every_step_has_a_column_and_waits_have_the_rest()
    {
        var columns = TimeLine.Of(Script, 26);
        // The connection, greeting, NOOP; a second; the reply; three seconds for a minute; NOOP, the refusal, the end.
        Assert.Equal("├✓›────✓┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄›✗┤", string.Concat(columns.Select(Symbol)));
    }

    [Fact]
    public void Without_room_the_gravest_is_seen()
    {
        var columns = TimeLine.Of(Script, 2);
        Assert.Equal(ReplyClass.Permanent, Script.Steps[columns[1].Step].Class);
        Assert.Equal(ReplyClass.Success, Script.Steps[columns[0].Step].Class);
    }

    [Fact]
    public void Places_keep_the_order_at_every_width() => Gen.Int[1, 300].Sample(width =>
    {
        var columns = TimeLine.Of(Script, width);
        Assert.Equal(width, columns.Length);
        var places = Enumerable.Range(0, Script.Steps.Count).Select(step => TimeLine.Place(Script, step, width)).ToArray();
        Assert.All(places, place => Assert.InRange(place, 0, width - 1));
        Assert.Equal(places.Order(), places);
        if (width >= places.Length) Assert.Equal(places.Length, places.Distinct().Count());
        Assert.Equal(Script.Steps.Count - 1, columns[^1].Last);
    }, iter: 300);

    private static string Symbol(TimeLineColumn column) => column.Step >= 0 ? TimeLineView.MarkOf(Script.Steps[column.Step]).Symbol : column.Shortened ? "┄" : "─";

    private static ReplayScript Load(string record)
    {
        var recorder = new ReplayRecorder(session => session.Number == 1);
        var reader = new RecordReader(recorder);
        reader.Push(Encoding.UTF8.GetBytes(record));
        reader.Finish();
        return recorder.Script()!;
    }
}

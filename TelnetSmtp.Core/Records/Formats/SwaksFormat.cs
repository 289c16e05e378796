// swaks: three characters and a blank before each line. ` -> ` sent, `<-  ` received, `~` instead of `-` under TLS, `*` where it was not what swaks wanted,
// `=== ` and `*** ` swaks' own words. Facts: swaks, doc/base.pod.
namespace TelnetSmtp.Core.Records.Formats;

/// <summary>`swaks`.</summary>
internal sealed class SwaksFormat : IFormatReader
{
    public static RecordFormat Format { get; } = new("swaks", Recognises, () => new SwaksFormat());

    public void Read(long number, ReadOnlySpan<byte> line, IFoundLines found)
    {
        var origin = OriginOf(line, out var tls);
        var mark = line.StartsWith("=== Trying "u8) ? SessionMark.Begins
            : line.StartsWith("=== Connection closed"u8) ? SessionMark.Ends : SessionMark.None;
        found.Found(origin == Origin.Note
            ? new FoundLine { Number = number, Mark = mark, Text = line }
            : new FoundLine { Number = number, Origin = origin, Text = line.Length > 4 ? line[4..] : [], Shown = line, Tls = tls });
    }

    private static bool Recognises(ReadOnlySpan<byte> line) =>
        line.StartsWith("=== Trying "u8) || line.StartsWith("=== Connected to "u8) || line.Length > 4 && OriginOf(line, out _) != Origin.Note;

    private static Origin OriginOf(ReadOnlySpan<byte> line, out bool tls)
    {
        tls = line.Length > 2 && line[..3].Contains((byte)'~');
        if (line.Length < 3 || line.Length > 3 && line[3] != (byte)' ')
            return Origin.Note;
        var mark = line[..3];
        if (mark.SequenceEqual(" ->"u8) || mark.SequenceEqual(" ~>"u8) || mark.SequenceEqual("**>"u8) || mark.SequenceEqual("*~>"u8))
            return Origin.Client;
        return mark.SequenceEqual("<- "u8) || mark.SequenceEqual("<~ "u8) || mark.SequenceEqual("<**"u8) || mark.SequenceEqual("<~*"u8) ? Origin.Server : Origin.Note;
    }
}

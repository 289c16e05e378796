// Target session: anything that can happen to a session, in any order, through TelnetSession.Apply. Rules: the cursor is on the screen, annotations stand in the
// order of their rows, each with words in both languages; what is urgent is among what is sent; a masked secret is nowhere among the annotations.
// Input: port, settings (two octets), then a SessionScript.
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Benchmarks.Fuzzing;

internal static class SessionTarget
{
    private static readonly int[] Ports = [25, 23, 465, 587];

    public static void Run(byte[] input)
    {
        var reader = new FuzzInput(input);
        var port = Ports[reader.Octet() & 3];
        var settings = SessionScript.Settings(reader.Octet(), reader.Octet());
        var session = new TelnetSession("mail1.fabrikam.com", port, settings, 80, 24);
        var masked = settings.Masking;
        foreach (var happened in SessionScript.Read(reader.Rest, recorded: false))
        {
            masked &= happened is not SessionInput.Configured { Settings.Masking: false };
            var output = session.Apply(happened);
            FuzzRule.Holds(output.Urgent < output.Send.WrittenCount, "what is urgent is sent");
            Check(session.Snapshot());
        }
        ReplyDecoder[] decoders = [new(FuzzRule.Catalogue, Language.English), new(FuzzRule.Catalogue, Language.German)];
        var annotations = session.Snapshot().Annotations;
        for (var i = 0; i < annotations.Count; i++)
        {
            var line = annotations[i].Line;
            var text = annotations[i].Text.Span;
            foreach (var decoder in decoders)
                FuzzRule.Holds(decoder.Annotate(line, text).Length > 0 == line.Speaker is not (Speaker.Content or Speaker.Note), "an annotation has words");
            FuzzRule.Holds(!masked || line.Speaker != Speaker.Credential || text.IsEmpty || text.IndexOf("*"u8) >= 0, "a secret is masked");
        }
    }

    private static void Check(SessionSnapshot now)
    {
        var screen = now.Screen;
        FuzzRule.Holds(screen.Cursor.Row >= 0 && screen.Cursor.Row < screen.Rows && screen.Cursor.Column >= 0 && screen.Cursor.Column < screen.Columns, "the cursor is on the screen");
        FuzzRule.Holds(screen.Lines.Length == screen.Rows && now.Held >= 0);
        var row = long.MinValue;
        for (var i = 0; i < now.Annotations.Count; i++)
        {
            var next = now.Annotations[i].Row;
            FuzzRule.Holds(next >= row, "annotations stand in the order of their rows");
            // A terminal's server may clear its screen, and then a lower window gives the rows up that were annotated.
            FuzzRule.Holds(now.Kind == SessionKind.Terminal || next < screen.Top + screen.Rows, "annotations stand on rows that are");
            row = next;
        }
    }
}

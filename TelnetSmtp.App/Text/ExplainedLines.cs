// What is said of a line of a record, rendered once for all lines that are alike: a log of a million sessions says the same few things. Two lines are alike
// where all is equal that their explanation depends on (ReplyDecoder.Bearing). Bounded; refuses to know what the rendering looks like.
using TelnetSmtp.Core.Records;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.App.Text;

/// <summary>Renders what is said of one line.</summary>
/// <param name="entry">The line.</param>
/// <param name="state">The dialogue's state after it, null where the explanation does not depend on it.</param>
internal delegate byte[] RenderLine(in RecordEntry entry, DialogueState? state);

/// <summary>Keeps renderings.</summary>
/// <param name="decoder">Tells what matters.</param>
/// <param name="render">Renders.</param>
internal sealed class ExplainedLines(ReplyDecoder decoder, RenderLine render)
{
    /// <summary>Renderings kept: far more than the tables have rows; then they are forgotten, all at once.</summary>
    public const int MaxKept = 8192;

    private readonly Dictionary<Alike, byte[]> _kept = [];

    /// <summary>How many are kept now.</summary>
    public int Kept => _kept.Count;

    /// <summary>The rendering of what is said of <paramref name="entry"/>.</summary>
    public ReadOnlySpan<byte> Of(in RecordEntry entry)
    {
        var fact = entry.Fact;
        var alike = new Alike(fact.Speaker, fact.Verb, fact.Code, fact.Enhanced, fact.Position, fact.Oddities, entry.Tls);
        DialogueState? state = null;
        if (fact.Speaker == Speaker.Server)
        {
            var bearing = decoder.Bearing(fact, entry.Text);
            var capabilities = fact is { Verb: SmtpVerb.Ehlo, Position: ReplyPosition.Last or ReplyPosition.Only } && entry.Tls;
            state = capabilities ? entry.Session?.State : null;
            alike = alike with
            {
                Known = bearing,
                Recipients = fact.Verb == SmtpVerb.Rcpt && entry.Session is { } session ? session.Recipients : default,
                Words = (bearing < 0 ? RecordText.Decode(entry.Text) : "") + Offered(state),
            };
        }
        if (_kept.TryGetValue(alike, out var rendered))
            return rendered;
        if (_kept.Count >= MaxKept)
            _kept.Clear();
        rendered = render(entry, state ?? (fact.Speaker == Speaker.Server ? entry.Session?.State : null));
        _kept.Add(alike, rendered);
        return rendered;
    }

    /// <summary>What TLS changed in the EHLO reply is said behind it.</summary>
    private static string Offered(DialogueState? state) => state is { CapabilitiesBeforeTls: { } before, Capabilities: { } now }
        ? $"\n{string.Join('\n', before.Keywords)}\n\n{string.Join('\n', now.Keywords)}"
        : "";

    private readonly record struct Alike(Speaker Speaker, SmtpVerb Verb, short Code, EnhancedStatus Enhanced, ReplyPosition Position, LineOddities Oddities, bool Tls)
    {
        public int Known { get; init; }

        public (int Accepted, int Answered) Recipients { get; init; }

        public string Words { get; init; } = "";
    }
}

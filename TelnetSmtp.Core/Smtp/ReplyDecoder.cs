// A line of the dialogue -> its meaning: one line for the panel (Annotate), everything there is to say (Explain). Both read the same rows, so they agree.
// Judges nothing that it was not told: who speaks and which command a reply answers is SmtpDialogue's business. RFC 5321 4.2, 4.3; RFC 3463; RFC 2034.
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Smtp;

/// <summary>Explains lines in one language. Safe for any thread.</summary>
public sealed class ReplyDecoder
{
    /// <summary>Bytes of a line that are read for its meaning: a reply line has at most 512 (RFC 5321 4.5.3.1.5), a 334 challenge far fewer than this.</summary>
    public const int ReadLimit = 2048;

    /// <summary>Annotations kept: the rows of some hundred screens; then the cache starts anew.</summary>
    public const int CacheLimit = 4096;

    private readonly Catalogue _catalogue;
    private readonly Language _language;
    private readonly Phrases _phrases;
    private readonly KeywordReading _keywords;
    private readonly ConcurrentDictionary<string, string> _annotations = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private int _kept;

    public ReplyDecoder(Catalogue catalogue, Language language)
    {
        _catalogue = catalogue;
        _language = language;
        _phrases = new Phrases(catalogue, language);
        _keywords = new KeywordReading(catalogue, language);
        _lookup = _annotations.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>How many annotations are kept now.</summary>
    internal int Kept => _annotations.Count;

    /// <summary>The panel's one line, without symbol or colour; empty for message data and notes.</summary>
    /// <param name="line">What the line is.</param>
    /// <param name="text">The whole line as on the wire, without line end.</param>
    public string Annotate(in DialogueLine line, ReadOnlySpan<byte> text)
    {
        if (line.Speaker is Speaker.Content or Speaker.Note)
            return "";
        // The key: all that the answer depends on, and nothing else, so that a row drawn again costs one look-up and no allocation.
        var read = line.Speaker == Speaker.Server ? text[..Math.Min(text.Length, ReadLimit)] : default;
        Span<char> key = stackalloc char[read.Length + 4];
        key[0] = (char)line.Speaker;
        key[1] = (char)line.Verb;
        key[2] = (char)line.Position;
        key[3] = (char)line.Code;
        Encoding.Latin1.GetChars(read, key[4..]);
        if (_lookup.TryGetValue(key, out var known))
            return known;
        var annotation = Compose(line, Words(line, read), read);
        if (Interlocked.Increment(ref _kept) > CacheLimit)
        {
            _annotations.Clear();
            Interlocked.Exchange(ref _kept, 1);
        }
        _lookup[key] = annotation;
        return annotation;
    }

    /// <summary>Everything there is to say of one line of a dialogue.</summary>
    /// <param name="line">What the line is.</param>
    /// <param name="text">The whole line as on the wire, without line end.</param>
    /// <param name="state">The dialogue after the line; null where it is not known.</param>
    public Explanation Explain(in DialogueLine line, ReadOnlySpan<byte> text, DialogueState? state)
    {
        var read = text[..Math.Min(text.Length, ReadLimit)];
        var explanation = line.Speaker == Speaker.Server ? ExplainReply(line, Words(line, read), state) : new LineExplainer(_catalogue, _phrases, _language).Explain(line);
        var remarks = new List<string>(explanation.Remarks);
        SituationRemarks.Add(remarks, line, state, _phrases);
        return explanation with { Remarks = remarks, Software = explanation.Software ?? state?.Software };
    }

    /// <summary>What of a server line's words its annotation and explanation depend on: 0 on nothing, n &gt; 0 on their being the n-th row of the known texts,
    /// -1 on the words themselves. Whoever explains millions of lines keeps what was said of one for all that are alike.</summary>
    /// <param name="line">What the line is.</param>
    /// <param name="text">The whole line as on the wire, without line end.</param>
    public int Bearing(in DialogueLine line, ReadOnlySpan<byte> text)
    {
        if (line.Speaker != Speaker.Server || line.Code == 0)
            return 0;
        if (IsKeyword(line) || line is { Verb: SmtpVerb.Auth, Code: 334 })
            return -1;
        var read = text[..Math.Min(text.Length, ReadLimit)];
        Span<char> words = stackalloc char[read.Length];
        var length = Encoding.UTF8.GetChars(read[Math.Clamp(line.TextStart, 0, read.Length)..], words);
        return _catalogue.KnownTexts.IndexOf(line.Code, line.Enhanced, words[..length]) + 1;
    }

    /// <summary>Everything there is to say of a code by itself.</summary>
    /// <param name="code">Reply code; 0 where only the enhanced code is known.</param>
    /// <param name="enhanced">Enhanced code; <c>default</c> for none.</param>
    /// <param name="after">The command that it answers; <see cref="SmtpVerb.None"/> where unknown.</param>
    /// <param name="text">The server's words; empty where unknown.</param>
    public Explanation Explain(int code, EnhancedStatus enhanced, SmtpVerb after, string text) =>
        new ReplyExplainer(_catalogue, _phrases, _language).Explain(ReplyReading.Of(_catalogue, code, enhanced, after, text));

    /// <summary>What may have gone wrong with a connection.</summary>
    /// <param name="stage">As in failure-reasons.json: <c>DNS</c>, <c>CONNECT</c>, <c>GREETING</c>, <c>STARTTLS</c>, <c>QUIT</c>, <c>ANY</c> …</param>
    /// <param name="socket">What happened, as there: <c>refused</c>, <c>timed out</c>, <c>unreachable</c> …</param>
    public Explanation ExplainFailure(string stage, string socket) => new FailureExplainer(_catalogue, _phrases, _language).Explain(stage, socket);

    private Explanation ExplainReply(in DialogueLine line, string words, DialogueState? state)
    {
        if (line.Code == 0)
            return Plain(_phrases[Phrase.NotAReply], _phrases[Phrase.NotAReplyText], "RFC 5321 §4.2");
        if (IsKeyword(line))
            return _keywords.Explain(line.Code, words, state?.Tls ?? false);
        var explanation = Explain(line.Code, line.Enhanced, line.Verb, words);
        return line is { Verb: SmtpVerb.Auth, Code: 334 } ? Base64Reading.Explain(explanation, words, _phrases) : explanation;
    }

    private string Compose(in DialogueLine line, string words, ReadOnlySpan<byte> text)
    {
        if (line.Speaker != Speaker.Server)
            return new LineExplainer(_catalogue, _phrases, _language).Annotate(line);
        if (line.Code == 0)
            return _phrases[Phrase.NotAReply];
        if (IsKeyword(line))
            return _keywords.Annotate(words);
        var reading = ReplyReading.Of(_catalogue, line.Code, line.Enhanced, line.Verb, words);
        if (line.Position is ReplyPosition.Middle or ReplyPosition.Last && reading.Known is null)
            return string.Create(CultureInfo.InvariantCulture, $"{line.Code} {_phrases[Phrase.Continued]}");
        var meaning = line is { Verb: SmtpVerb.Auth, Code: 334 }
            ? Base64Reading.Meaning(words, _phrases)
            : reading.Meaning(_phrases, _catalogue, _language);
        return line.Enhanced.IsNone
            ? string.Create(CultureInfo.InvariantCulture, $"{line.Code} {meaning}")
            : string.Create(CultureInfo.InvariantCulture, $"{line.Code} {line.Enhanced} {meaning}");
    }

    /// <summary>The lines of a 250 to EHLO or LHLO behind the first carry one keyword each (RFC 5321 4.1.1.1).</summary>
    private static bool IsKeyword(in DialogueLine line) =>
        line is { Verb: SmtpVerb.Ehlo or SmtpVerb.Lhlo, Code: 250, Position: ReplyPosition.Middle or ReplyPosition.Last };

    private static string Words(in DialogueLine line, ReadOnlySpan<byte> text) =>
        line.Speaker == Speaker.Server ? Encoding.UTF8.GetString(text[Math.Clamp(line.TextStart, 0, text.Length)..]) : "";

    private static Explanation Plain(string meaning, string text, string source) =>
        new(null, null, ReplyClass.Unknown, meaning, text, [], null, null, [], [], [source], []);
}

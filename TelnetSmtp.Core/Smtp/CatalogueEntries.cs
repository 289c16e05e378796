// The rows of the tables under Smtp/Data, one type a table. Values only: they carry words in both languages and the source of each statement;
// which row applies to a line is decided elsewhere (ReplyDecoder, KnownTexts, CommandAdvice).
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Smtp;

/// <summary>A list of sentences in both languages, equally long.</summary>
public sealed record LocalizedList(string[] En, string[] De)
{
    public static LocalizedList Empty { get; } = new([], []);

    /// <summary>The sentences in <paramref name="language"/>.</summary>
    public IReadOnlyList<string> In(Language language) => language == Language.German ? De : En;
}

/// <summary>A row of <c>reply-codes.json</c>: a three-digit code by itself.</summary>
/// <param name="Code">200–599.</param>
/// <param name="Meaning">A few words, for the panel.</param>
/// <param name="Explanation">A sentence or two.</param>
/// <param name="Causes">Usual causes; empty for 2xx and 3xx.</param>
/// <param name="Remedies">What to do next.</param>
/// <param name="After">Verbs that it is known after; <c>*</c> for any.</param>
/// <param name="Acts">Who must act.</param>
/// <param name="Retry">Whether and when to try again.</param>
/// <param name="Source">RFC sections or registry entries, separated by semicolons.</param>
public sealed record ReplyCodeEntry(int Code, LocalizedText Meaning, LocalizedText Explanation, LocalizedList Causes, LocalizedList Remedies,
    string[] After, ActingParty Acts, RetryAdvice Retry, string Source);

/// <summary>A row of <c>enhanced-status.json</c>.</summary>
/// <param name="Code"><c>X.subject.detail</c>.</param>
/// <param name="Meaning">A few words, for the panel.</param>
/// <param name="Explanation">A sentence or two.</param>
/// <param name="Causes">Usual causes where the class is 4 or 5.</param>
/// <param name="Remedies">What to do.</param>
/// <param name="Classes">Classes that the registry allows: 2, 4, 5.</param>
/// <param name="BasicCodes">Three-digit codes that the registry pairs with it; empty where it names none.</param>
/// <param name="Acts">Who must act.</param>
/// <param name="Retry">Whether and when to try again where the class is 5; class 4 is always to be tried again.</param>
/// <param name="Source">RFC and registry.</param>
public sealed record EnhancedStatusEntry(string Code, LocalizedText Meaning, LocalizedText Explanation, LocalizedList Causes, LocalizedList Remedies,
    int[] Classes, int[] BasicCodes, ActingParty Acts, RetryAdvice Retry, string Source);

/// <summary>A row of <c>digits.json</c>: what a number means in its place.</summary>
/// <param name="Place"><c>first</c>, <c>second</c>, <c>third</c>, <c>class</c> or <c>subject</c>.</param>
/// <param name="Digit">The number.</param>
/// <param name="Meaning">A few words.</param>
/// <param name="Source">RFC section.</param>
public sealed record DigitEntry(string Place, int Digit, LocalizedText Meaning, string Source);

/// <summary>What one reply means to one command, where the code's own words are too general.</summary>
/// <param name="Code">Reply code.</param>
/// <param name="Meaning">A few words, for the panel.</param>
/// <param name="Explanation">A sentence or two.</param>
/// <param name="Next">What to do next; null where the code's own row says it well enough.</param>
public sealed record CommandReplyEntry(int Code, LocalizedText Meaning, LocalizedText Explanation, LocalizedList? Next = null);

/// <summary>A row of <c>command-replies.json</c>: what may answer a command and what each outcome does to the transaction.</summary>
/// <param name="Command">The verb's name, <c>CONNECT</c>, or <c>.</c> for the end of the message.</param>
/// <param name="Allowed">Codes that RFC 5321 4.3.2 and the extensions allow, beyond 421, 500 and 501 which any command may get.</param>
/// <param name="Replies">Codes that mean something particular here.</param>
/// <param name="Success">What a 2xx does to the transaction.</param>
/// <param name="Intermediate">What a 3xx does; null where none exists.</param>
/// <param name="Transient">What a 4xx does.</param>
/// <param name="Permanent">What a 5xx does.</param>
/// <param name="WaitMinutes">How long a client must be ready to wait (RFC 5321 4.5.3.2); null where the RFC names no time.</param>
/// <param name="Source">RFC sections.</param>
public sealed record CommandRepliesEntry(string Command, int[] Allowed, CommandReplyEntry[] Replies, LocalizedText Success, LocalizedText? Intermediate,
    LocalizedText Transient, LocalizedText Permanent, int? WaitMinutes, string Source);

/// <summary>A row of <c>failure-reasons.json</c>: the causes of one failure at one stage.</summary>
/// <param name="Stage">A verb's name, <c>.</c>, <c>DNS</c>, <c>CONNECT</c>, <c>GREETING</c> or <c>ANY</c>.</param>
/// <param name="Reply">Reply code; null where no reply came.</param>
/// <param name="Enhanced">Enhanced code; null for any.</param>
/// <param name="Socket">What happened to the connection; null where a reply came.</param>
/// <param name="Causes">Usual causes, likeliest first.</param>
/// <param name="Remedies">What to do.</param>
/// <param name="Source">RFC sections or makers' documents.</param>
/// <param name="Meaning">A few words, for the panel; null where a reply has its own.</param>
/// <param name="Explanation">What happened; null where a reply has its own.</param>
/// <param name="Acts">Who must act; null where a reply has its own.</param>
public sealed record FailureReasonEntry(string Stage, int? Reply, string? Enhanced, string? Socket, LocalizedList Causes, LocalizedList Remedies,
    string Source, LocalizedText? Meaning = null, LocalizedText? Explanation = null, ActingParty? Acts = null);

/// <summary>A row of <c>ehlo-keywords.json</c>.</summary>
/// <param name="Keyword">Upper case.</param>
/// <param name="Status"><c>current</c>, <c>experimental</c>, <c>deprecated</c>, <c>historic</c>, <c>obsolete</c> or <c>private</c>.</param>
/// <param name="Meaning">A few words, for the panel.</param>
/// <param name="Explanation">What it lets a client do.</param>
/// <param name="Parameters">What its parameters are; null where it has none.</param>
/// <param name="Verbs">Commands that it adds.</param>
/// <param name="Mail">Parameters that it adds to MAIL.</param>
/// <param name="Rcpt">Parameters that it adds to RCPT.</param>
/// <param name="Vendor">Who invented it, for private keywords; null for registered ones.</param>
/// <param name="Source">RFC sections or makers' documents.</param>
public sealed record KeywordEntry(string Keyword, string Status, LocalizedText Meaning, LocalizedText Explanation, LocalizedText? Parameters,
    string[] Verbs, string[] Mail, string[] Rcpt, string? Vendor, string Source);

/// <summary>Whether a person can type a mechanism's answers.</summary>
public enum Typable : byte
{
    /// <summary>Yes; at most Base64 has to be made.</summary>
    Yes,
    /// <summary>Something has to be computed first, once.</summary>
    WithTool,
    No,
}

/// <summary>Whether a mechanism keeps its secret on a connection without TLS.</summary>
public enum PlaintextSafety : byte
{
    /// <summary>The secret can be read off the line.</summary>
    No,
    /// <summary>The secret is not sent, but it can be guessed offline or the server is not proved.</summary>
    Partly,
    Yes,
    /// <summary>There is no secret.</summary>
    NoSecret,
}

/// <summary>A row of <c>auth-mechanisms.json</c>.</summary>
/// <param name="Mechanism">SASL name.</param>
/// <param name="ClientFirst">Whether AUTH may carry an initial response.</param>
/// <param name="Steps">The exchange, line by line.</param>
/// <param name="Typable">Whether it can be typed by hand.</param>
/// <param name="TypableNote">Why or how.</param>
/// <param name="WithoutTls">Whether the secret is safe without TLS.</param>
/// <param name="SafetyNote">Why.</param>
/// <param name="Status">As for keywords.</param>
/// <param name="Source">RFC or maker's document.</param>
public sealed record MechanismEntry(string Mechanism, bool ClientFirst, LocalizedList Steps, Typable Typable, LocalizedText TypableNote,
    PlaintextSafety WithoutTls, LocalizedText SafetyNote, string Status, string Source);

/// <summary>A row of <c>mail-parameters.json</c>.</summary>
/// <param name="Parameter">Upper case, without value.</param>
/// <param name="Commands"><c>MAIL</c>, <c>RCPT</c> or both.</param>
/// <param name="Syntax">How it is written; protocol text.</param>
/// <param name="Keyword">The EHLO keyword that must have been offered.</param>
/// <param name="Meaning">What it asks for.</param>
/// <param name="Example">A whole command; null where none is useful.</param>
/// <param name="Source">RFC section or maker's document.</param>
public sealed record ParameterEntry(string Parameter, string[] Commands, string Syntax, string Keyword, LocalizedText Meaning, string? Example, string Source);

/// <summary>A row of <c>commands.json</c>.</summary>
/// <param name="Command">The verb's name, or <c>.</c>.</param>
/// <param name="Syntax">How it is written; protocol text.</param>
/// <param name="Meaning">A few words, for the panel.</param>
/// <param name="Explanation">What it is for and when it may be sent.</param>
/// <param name="Example">A whole line.</param>
/// <param name="Keyword">The EHLO keyword that must have been offered; null for the base protocol.</param>
/// <param name="Source">RFC section or maker's document.</param>
public sealed record CommandEntry(string Command, string Syntax, LocalizedText Meaning, LocalizedText Explanation, string Example, string? Keyword, string Source);

/// <summary>A row of <c>known-texts.json</c>: words that a server product is known to say.</summary>
/// <param name="Id">Stable name, unique.</param>
/// <param name="Software">The products that say it; empty for words that many share.</param>
/// <param name="Codes">Reply codes that it comes with; empty for any.</param>
/// <param name="Enhanced">Enhanced codes (<c>5.7.1</c>) or ranges of details (<c>5.7.606-649</c>); empty for any or none.</param>
/// <param name="Texts">Words in the reply, any one of them, in either case; <c>*</c> stands for anything. Empty where the codes alone tell.</param>
/// <param name="Meaning">A few words, for the panel.</param>
/// <param name="Explanation">A sentence or two.</param>
/// <param name="Causes">Usual causes.</param>
/// <param name="Remedies">What to do.</param>
/// <param name="Acts">Who must act.</param>
/// <param name="Retry">Whether and when to try again.</param>
/// <param name="Source">Maker's document or source file.</param>
/// <param name="Example">A line as the product says it.</param>
public sealed record KnownTextEntry(string Id, string[] Software, int[] Codes, string[] Enhanced, string[] Texts, LocalizedText Meaning,
    LocalizedText Explanation, LocalizedList Causes, LocalizedList Remedies, ActingParty Acts, RetryAdvice Retry, string Source, string Example);

/// <summary>A row of <c>phrases.json</c> or <c>advice.json</c>: words that the decoder itself puts in; <c>{0}</c>, <c>{1}</c> are filled.</summary>
/// <param name="Id">The name in <see cref="Phrase"/> or <see cref="AdviceId"/>.</param>
/// <param name="Text">The words.</param>
/// <param name="Answer">Advice only: the code that a server will most likely answer; null where it makes no difference.</param>
public sealed record PhraseEntry(string Id, LocalizedText Text, int? Answer = null);

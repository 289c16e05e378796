// How a server words its replies: one voice for each software, as a table (Data/voices.json). A voice that lacks a phrase says it as its `like`
// voice does, `plain` at the last. Refuses to decide which phrase is due.
using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TelnetSmtp.Core.Practice;

/// <summary>All that the practice server ever says.</summary>
public enum Phrase : byte
{
    Greeting, Helo, Ehlo, SenderOk, RecipientOk, RecipientForwarded, DataStart, Queued, ChunkOk, Reset, Noop, Help, Quit,
    StartTls, NoTlsArguments, TlsUnavailable, TlsActive, TlsRequired,
    AuthRequired, AuthOk, AuthFailed, AuthCancelled, AuthBadBase64, AuthMechanism, AuthTwice, AuthInTransaction, AuthEncryption, AuthTooLong, AuthNotOffered,
    VrfyKnown, VrfyAmbiguous, VrfyUnknown, ExpnMember, ExpnUnknown, EtrnOk, EtrnUnknown,
    BadHelo, NeedHello, NeedMail, NeedRecipient, NestedMail, BadSequence, NoValidRecipients, NeedBdat, MixedChunks,
    SyntaxMail, SyntaxRcpt, BadSender, BadRecipient, BadParameter, UnknownParameter, UnexpectedArgument, MissingArgument, BadBdat,
    UnknownCommand, NotImplemented, LineTooLong, BareLf, BareCr, NonAscii, BadUtf8, ImproperPipelining,
    UserUnknown, MailboxFull, MailboxDisabled, MailboxMoved, RelayDenied, TooManyRecipients, MessageTooBig, NoStorage, TextLineTooLong,
    Greylisted, RateLimited, MagicReply, TooManyErrors, TooManyMessages, TooManyConnections, Timeout, Refused, ShuttingDown,
}

/// <summary>A voice.</summary>
public sealed class PracticeVoice
{
    private const string Plain = "plain";

    private static readonly Lazy<FrozenDictionary<string, PracticeVoice>> All = new(Read);

    private readonly FrozenDictionary<Phrase, string> _phrases;

    private PracticeVoice(FrozenDictionary<Phrase, string> phrases, IReadOnlyList<string> extensions) => (_phrases, Extensions) = (phrases, extensions);

    /// <summary>The voices' names.</summary>
    public static IReadOnlyCollection<string> Names => All.Value.Keys;

    /// <summary>The keyword lines of its EHLO reply, in order.</summary>
    public IReadOnlyList<string> Extensions { get; }

    /// <summary>The template of a phrase: lines separated by LF, placeholders in braces.</summary>
    public string Template(Phrase phrase) => _phrases[phrase];

    /// <summary>The voice called <paramref name="name"/>, one of <see cref="Names"/>.</summary>
    public static PracticeVoice Named(string name) => All.Value[name];

    private static FrozenDictionary<string, PracticeVoice> Read()
    {
        using var stream = typeof(PracticeVoice).Assembly.GetManifestResourceStream("Practice.Data.voices.json")!;
        var files = JsonSerializer.Deserialize(stream, VoiceJson.Default.DictionaryStringVoiceFile)!;
        return files.Keys.ToFrozenDictionary(name => name, name => Resolve(name, files), StringComparer.Ordinal);
    }

    private static PracticeVoice Resolve(string name, Dictionary<string, VoiceFile> files)
    {
        var phrases = new Dictionary<Phrase, string>();
        IReadOnlyList<string>? extensions = null;
        for (string? at = name; at is not null; at = at == Plain ? null : files[at].Like ?? Plain)
        {
            extensions ??= files[at].Extensions;
            foreach (var (phrase, text) in files[at].Phrases)
                phrases.TryAdd(phrase, text);
        }
        return new(phrases.ToFrozenDictionary(), extensions!);
    }
}

internal sealed record VoiceFile(string? Like, IReadOnlyList<string>? Extensions, Dictionary<Phrase, string> Phrases);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(Dictionary<string, VoiceFile>))]
internal sealed partial class VoiceJson : JsonSerializerContext;

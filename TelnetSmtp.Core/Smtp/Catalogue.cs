// The tables under Smtp/Data, each parsed when first asked for and never again. Knows rows and their keys; refuses to judge which row applies to a line.
// Safe for any thread: a table is immutable once read.
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TelnetSmtp.Core.Smtp;

/// <summary>What is known of replies, commands, keywords, mechanisms, parameters and failures.</summary>
public sealed class Catalogue
{
    private readonly Table<ReplyCodeEntry, int> _replyCodes = new("reply-codes", CatalogueJson.Default.ReplyCodeEntryArray, e => e.Code);
    private readonly Table<EnhancedStatusEntry, (int, int)> _enhanced = new("enhanced-status", CatalogueJson.Default.EnhancedStatusEntryArray, SubjectAndDetail);
    private readonly Table<DigitEntry, (string, int)> _digits = new("digits", CatalogueJson.Default.DigitEntryArray, e => (e.Place, e.Digit));
    private readonly Table<CommandRepliesEntry, SmtpVerb> _replies = new("command-replies", CatalogueJson.Default.CommandRepliesEntryArray, e => VerbNamed(e.Command));
    private readonly Table<FailureReasonEntry, (string, string)> _failures = new("failure-reasons", CatalogueJson.Default.FailureReasonEntryArray, FailureKey);
    private readonly Table<KeywordEntry, string> _keywords = new("ehlo-keywords", CatalogueJson.Default.KeywordEntryArray, e => e.Keyword, StringComparer.OrdinalIgnoreCase);
    private readonly Table<MechanismEntry, string> _mechanisms = new("auth-mechanisms", CatalogueJson.Default.MechanismEntryArray, e => e.Mechanism, StringComparer.OrdinalIgnoreCase);
    private readonly Table<ParameterEntry, string> _parameters = new("mail-parameters", CatalogueJson.Default.ParameterEntryArray, e => e.Parameter, StringComparer.OrdinalIgnoreCase);
    private readonly Table<CommandEntry, SmtpVerb> _commands = new("commands", CatalogueJson.Default.CommandEntryArray, e => VerbNamed(e.Command));
    private readonly Table<PhraseEntry, string> _phrases = new("phrases", CatalogueJson.Default.PhraseEntryArray, e => e.Id);
    private readonly Table<PhraseEntry, string> _advice = new("advice", CatalogueJson.Default.PhraseEntryArray, e => e.Id);
    private readonly Lazy<KnownTexts> _knownTexts = new(() => new KnownTexts(Read("known-texts", CatalogueJson.Default.KnownTextEntryArray)));

    public IReadOnlyList<ReplyCodeEntry> ReplyCodes => _replyCodes.Rows;

    public IReadOnlyList<EnhancedStatusEntry> EnhancedCodes => _enhanced.Rows;

    public IReadOnlyList<DigitEntry> Digits => _digits.Rows;

    public IReadOnlyList<CommandRepliesEntry> CommandReplies => _replies.Rows;

    public IReadOnlyList<FailureReasonEntry> FailureReasons => _failures.Rows;

    public IReadOnlyList<KeywordEntry> Keywords => _keywords.Rows;

    public IReadOnlyList<MechanismEntry> Mechanisms => _mechanisms.Rows;

    public IReadOnlyList<ParameterEntry> Parameters => _parameters.Rows;

    public IReadOnlyList<CommandEntry> Commands => _commands.Rows;

    /// <summary>What server products are known to say.</summary>
    public KnownTexts KnownTexts => _knownTexts.Value;

    /// <summary>The row of a three-digit code; null for codes that no document lists.</summary>
    public ReplyCodeEntry? ReplyCode(int code) => _replyCodes.Find(code);

    /// <summary>The row of subject and detail, whatever the class; null for unregistered ones.</summary>
    public EnhancedStatusEntry? Enhanced(EnhancedStatus status) => status.IsNone ? null : _enhanced.Find((status.Subject, status.Detail));

    /// <summary>A number's meaning in its place: <c>first</c>, <c>second</c>, <c>third</c>, <c>class</c>, <c>subject</c>.</summary>
    public DigitEntry? Digit(string place, int digit) => _digits.Find((place, digit));

    /// <summary>What may answer a command; null where no document says.</summary>
    public CommandRepliesEntry? Replies(SmtpVerb verb) => _replies.Find(verb);

    /// <summary>The causes of a refusal at a stage, by code and enhanced code; null where the table has no such row.</summary>
    public FailureReasonEntry? Failure(string stage, int reply, EnhancedStatus enhanced) => _failures.Find((stage, ReplyKey(reply, enhanced.ToString())));

    /// <summary>The causes of what happened to a connection at a stage; null where the table has no such row.</summary>
    public FailureReasonEntry? Failure(string stage, string socket) => _failures.Find((stage, socket));

    public KeywordEntry? Keyword(string keyword) => _keywords.Find(keyword);

    public MechanismEntry? Mechanism(string mechanism) => _mechanisms.Find(mechanism);

    public ParameterEntry? Parameter(string parameter) => _parameters.Find(parameter);

    public CommandEntry? Command(SmtpVerb verb) => _commands.Find(verb);

    internal PhraseEntry Phrase(Phrase phrase) => _phrases[phrase.ToString()];

    internal PhraseEntry Advice(AdviceId advice) => _advice[advice.ToString()];

    internal IReadOnlyList<PhraseEntry> AllPhrases => _phrases.Rows;

    internal IReadOnlyList<PhraseEntry> AllAdvice => _advice.Rows;

    /// <summary>The verb of a name as tables, JSON and people write it (<c>RCPT</c>, <c>.</c>, <c>DATA-END</c>, either case); <see cref="SmtpVerb.Unknown"/> for others.</summary>
    public static SmtpVerb VerbNamed(string name)
    {
        if (name.Equals("DATA-END", StringComparison.OrdinalIgnoreCase))
            return SmtpVerb.DataEnd;
        for (var verb = SmtpVerb.Connect; verb < SmtpVerb.Unknown; verb++)
            if (verb.Name().Equals(name, StringComparison.OrdinalIgnoreCase))
                return verb;
        return SmtpVerb.Unknown;
    }

    private static (int, int) SubjectAndDetail(EnhancedStatusEntry entry)
    {
        var parts = entry.Code.Split('.');
        return (int.Parse(parts[1], CultureInfo.InvariantCulture), int.Parse(parts[2], CultureInfo.InvariantCulture));
    }

    private static (string, string) FailureKey(FailureReasonEntry entry) =>
        (entry.Stage, entry.Socket ?? ReplyKey(entry.Reply ?? 0, entry.Enhanced ?? ""));

    private static string ReplyKey(int reply, string enhanced) => string.Create(CultureInfo.InvariantCulture, $"{reply} {enhanced}");

    private static T[] Read<T>(string table, JsonTypeInfo<T[]> type)
    {
        using var stream = typeof(Catalogue).Assembly.GetManifestResourceStream($"Smtp.Data.{table}.json")
            ?? throw new InvalidOperationException($"The table Smtp/Data/{table}.json is not embedded.");
        return JsonSerializer.Deserialize(stream, type) ?? throw new JsonException($"The table Smtp/Data/{table}.json is empty.");
    }

    private sealed class Table<TRow, TKey>(string name, JsonTypeInfo<TRow[]> type, Func<TRow, TKey> key, IEqualityComparer<TKey>? comparer = null)
        where TRow : class
        where TKey : notnull
    {
        private readonly Lazy<(TRow[] Rows, Dictionary<TKey, TRow> ByKey)> _content = new(() =>
        {
            var rows = Read(name, type);
            return (rows, rows.ToDictionary(key, comparer));
        });

        public IReadOnlyList<TRow> Rows => _content.Value.Rows;

        public TRow this[TKey wanted] => _content.Value.ByKey[wanted];

        public TRow? Find(TKey wanted) => _content.Value.ByKey.GetValueOrDefault(wanted);
    }
}

// The names of the decoder's own words; the words themselves stand in Data/phrases.json in both languages. Refuses to hold text.
using System.Globalization;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Smtp;

/// <summary>What the decoder says beyond the tables' rows.</summary>
internal enum Phrase
{
    NotAReply, NotAReplyText, NoSuchCode, NoSuchCodeText, UnlistedCode, UnlistedCodeText, UnlistedDetail, UnlistedDetailText, Continued,
    UnknownCommand, UnknownCommandText, MessageData, MessageDataText, Credential, CredentialText, Note, NoteText, Syntax, Example, NeedsKeyword,
    UnknownKeyword, UnknownKeywordText, UnknownKeywordNext, PrivateKeyword, MeansNothingByHand, KeywordNext, KeywordNeedsNothing, SizeLimit,
    SizeNoLimit, AuthList, AuthNothing, AuthUnknownMechanism, LimitsList, TypableYes, TypableWithTool, TypableNo, WithoutTlsNo, WithoutTlsPartly,
    WithoutTlsYes, WithoutTlsNoSecret, OldEqualsForm, StripedKeyword, AsksFor, AsksAnything, AsksUsername, AsksPassword, CramChallenge,
    DigestChallenge, NtlmChallenge, ScramFirst, ScramFinal, OAuthError, NotBase64, NtlmTarget, NtlmNetBiosComputer, NtlmNetBiosDomain,
    NtlmDnsComputer, NtlmDnsDomain, NtlmDnsTree, NtlmVersion, NtlmTimestamp, TlsGained, TlsLost, TlsChanged, TlsSame, NotExpected, EnhancedWhereNone,
    EnhancedClassMismatch, RecipientsSoFar, NoRecipientLeft, SecretsInPlaintext, OddNotAReply, OddUnsolicited, OddMixedCodes, OddBareCode, OddBareLf,
    OddBareCr, OddTooLong, OddControlCharacters, OddEnhancedMismatch, OddTooEarly, OddAmbiguousEnd, CommandInferred, UnknownFailure, UnknownFailureText,
    UnknownFailureNext,
}

/// <summary>Phrases of one catalogue in one language.</summary>
internal sealed class Phrases(Catalogue catalogue, Language language)
{
    public string this[Phrase phrase] => catalogue.Phrase(phrase).Text.In(language);

    public string Fill(Phrase phrase, object? first, object? second = null) =>
        string.Format(CultureInfo.InvariantCulture, this[phrase], first, second);
}

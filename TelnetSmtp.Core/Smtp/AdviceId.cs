// The names of what there is to say about a line that is being typed; the words stand in Data/advice.json in both languages, each with the code that
// a server will most likely answer. Refuses to hold text.
namespace TelnetSmtp.Core.Smtp;

/// <summary>What is wrong, missing or worth knowing while a line is typed.</summary>
internal enum AdviceId
{
    WaitForGreeting, WaitForReply, WaitForLast, SessionOver, UnknownVerb, DidYouMean, RawControl, LeadingBlanks, LineTooLong, HelloFirst,
    TlsHandshakeFirst, NotOffered, OfferedOnlyBeforeTls, NoParameterHere, HelloNameMissing, HelloNameUnderscore, HelloNameIllegal,
    HelloNameShort, HelloAddressBare, HelloAddressIPv6, HelloClears, HelloInsteadOfEhlo, TransactionOpen, MailFirst, RcptFirst,
    NotInTransaction, DropsMessage, PathKeywordMissing, ColonMissing, BlankBeforeColon, BlankAfterColon, BracketsMissing,
    BracketUnclosed, PathMissing, NullSender, NullRecipient, DomainMissing, DomainUnderscore, DomainEmpty, BlankInAddress, LocalPartLong,
    DomainLong, PathLong, SourceRoute, NonAsciiUndeclared, NonAsciiNotOffered, RecipientAgain, ParameterUnknown, ParameterElsewhere,
    ParameterNotOffered, ParameterAfterHelo, ParameterTwice, ParameterNeedsValue, ParameterTakesNoValue, ParameterValue, NotifyNever,
    XtextIllegal, OrcptForm, SizeAboveLimit, BinaryNeedsBdat, SignedIn, MechanismMissing, MechanismNotOffered, MechanismUnsafe,
    MechanismNotTypable, NoInitialResponse, NotBase64, TlsAlready, ChunkSize, ChunkCount, CredentialHint, LoneDot, LoneDotEmpty,
    LoneDotInHeaders, DotDoubled, TextLineLong, HeaderForm, HeaderBlankBeforeColon, HeaderBcc, HeaderTwice, HeadersEnd, LooksLikeCommand,
    NonAsciiText,
}

// How the tables under Smtp/Data are read: generated at build time, so that nothing is reflected upon at run time (native AOT). A row that lacks a
// field does not load; a test loads them all.
using System.Text.Json.Serialization;

namespace TelnetSmtp.Core.Smtp;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ReplyCodeEntry[]))]
[JsonSerializable(typeof(EnhancedStatusEntry[]))]
[JsonSerializable(typeof(DigitEntry[]))]
[JsonSerializable(typeof(CommandRepliesEntry[]))]
[JsonSerializable(typeof(FailureReasonEntry[]))]
[JsonSerializable(typeof(KeywordEntry[]))]
[JsonSerializable(typeof(MechanismEntry[]))]
[JsonSerializable(typeof(ParameterEntry[]))]
[JsonSerializable(typeof(CommandEntry[]))]
[JsonSerializable(typeof(KnownTextEntry[]))]
[JsonSerializable(typeof(PhraseEntry[]))]
internal sealed partial class CatalogueJson : JsonSerializerContext;

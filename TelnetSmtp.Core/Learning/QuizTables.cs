// The quiz's own table, Data/quiz.json: which codes come first, which rows are too alike to stand side by side, which known texts mean the same, and the
// transcripts. Everything else that is asked comes from the catalogue. Generated reading, so that nothing is reflected upon (native AOT).
using System.Text.Json;
using System.Text.Json.Serialization;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Learning;

/// <summary>Known texts that have the same cause and the same next step: never choices of one question.</summary>
/// <param name="Topic">Its name.</param>
/// <param name="Texts">Ids of known texts.</param>
public sealed record QuizTopic(string Topic, string[] Texts);

/// <summary>A transcript with one faulty line.</summary>
/// <param name="Id">Stable name.</param>
/// <param name="Lines">Each begins with <c>C </c> (client) or <c>S </c> (server).</param>
/// <param name="Fault">Number of the faulty line, from 1.</param>
/// <param name="Refusal">Number of the reply that refuses it.</param>
/// <param name="After">The command that the reply answers; empty where the server knew none.</param>
/// <param name="Why">What is wrong.</param>
/// <param name="Next">What to do.</param>
public sealed record QuizTranscript(string Id, string[] Lines, int Fault, int Refusal, string After, LocalizedText Why, LocalizedText Next);

/// <summary>The table.</summary>
/// <param name="Core">Reply codes that come first, the most frequent first.</param>
/// <param name="Usual">Enhanced codes that come before the rest.</param>
/// <param name="Alike">Groups of codes that a learner could rightly take for one another.</param>
/// <param name="Topics">The known texts that are asked, by what they come to.</param>
/// <param name="Transcripts">The transcripts.</param>
public sealed record QuizTables(int[] Core, string[] Usual, string[][] Alike, QuizTopic[] Topics, QuizTranscript[] Transcripts)
{
    /// <summary>Reads the embedded table.</summary>
    public static QuizTables Read()
    {
        using var stream = typeof(QuizTables).Assembly.GetManifestResourceStream("Learning.Data.quiz.json")
            ?? throw new InvalidOperationException("The table Learning/Data/quiz.json is not embedded.");
        return JsonSerializer.Deserialize(stream, QuizJson.Default.QuizTables) ?? throw new JsonException("The table Learning/Data/quiz.json is empty.");
    }

    /// <summary>Whether a learner could rightly take one code for the other.</summary>
    public bool AreAlike(string one, string other) => Array.Exists(Alike, group => Array.IndexOf(group, one) >= 0 && Array.IndexOf(group, other) >= 0);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    WriteIndented = true)]
[JsonSerializable(typeof(QuizTables))]
[JsonSerializable(typeof(QuizProgressFile))]
internal sealed partial class QuizJson : JsonSerializerContext;

// Reads a JSON text that a user wrote into what it is for, and says the first mistake in it with source, line and place. Guesses nothing. Refuses to read files
// and to know what is a mistake beyond JSON and types: that the caller tells.
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TelnetSmtp.Core.Languages;

/// <summary>What a kind of JSON text is read into.</summary>
/// <param name="Type">How it is read.</param>
/// <param name="Name">What it is called, with its article.</param>
/// <param name="Mistakes">What is wrong with one that was read, by place.</param>
/// <param name="Failed">Makes the exception of a text that is none.</param>
internal sealed record CheckedJson<T>(JsonTypeInfo<T> Type, LocalizedText Name, Func<T, IEnumerable<(string Path, LocalizedText Mistake)>> Mistakes,
    Func<LocalizedText, Exception?, Exception> Failed) where T : class
{
    /// <summary>What a converter of ours said in both languages; null where it was none of ours.</summary>
    public Func<JsonException, LocalizedText?> Own { get; init; } = static _ => null;

    /// <summary>Reads UTF-8, a byte order mark allowed; <paramref name="source"/> names it in messages. Throws what <see cref="Failed"/> makes.</summary>
    public T Read(ReadOnlySpan<byte> json, string source)
    {
        if (json.StartsWith("\uFEFF"u8))
            json = json[3..];
        T value;
        try
        {
            value = JsonSerializer.Deserialize(json, Type)
                ?? throw Fail(new($"{source}:1: {Name.En} is a JSON object; this file holds null.", $"{source}:1: {Name.De} ist ein JSON-Objekt; diese Datei enthält null."), null);
        }
        catch (JsonException e)
        {
            throw Fail(JsonMistake.At($"{source}:{(e.LineNumber ?? 0) + 1}: ", JsonMistake.Of(e, Own(e))), e);
        }
        foreach (var (path, mistake) in Mistakes(value))
            throw Fail(JsonMistake.At($"{source}:{JsonLines.LineOf(json, path)}: {path}: ", mistake), null);
        return value;
    }

    /// <summary>Names of the file's own may stand in the text.</summary>
    private Exception Fail(LocalizedText text, Exception? cause) => Failed(text.Visible(), cause);

    /// <summary>Reads one that is built in.</summary>
    public T ReadBuiltIn(string resource, string source)
    {
        using var stream = typeof(CheckedJson<T>).Assembly.GetManifestResourceStream(resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Read(bytes, source);
    }
}

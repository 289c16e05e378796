// What is wrong with a JSON text that a user wrote, in a user's words: the serializer speaks to programmers. Refuses to read files and to know what the
// text is for.
using System.Text.Json;

namespace TelnetSmtp.Core.Languages;

/// <summary>Mistakes in JSON texts.</summary>
internal static class JsonMistake
{
    /// <summary>The mistake behind <paramref name="e"/>: path, colon, what is wrong. Its usual complaints get words of their own.</summary>
    /// <param name="e">The serializer's complaint.</param>
    /// <param name="own">What a converter of ours said in both languages; null where it was none of ours.</param>
    public static LocalizedText Of(JsonException e, LocalizedText? own = null)
    {
        var path = e.Path is null or "$" ? "" : $"{e.Path[2..]}: ";
        if (own is not null)
            return At(path, own);
        var words = e.Message;
        bool Says(string part) => words.Contains(part, StringComparison.Ordinal);
        if (Says("could not be mapped"))
            return At(path, new("there is no such property", "eine solche Eigenschaft gibt es nicht"));
        if (Says("missing required properties"))
        {
            var names = words[(words.LastIndexOf(": ", StringComparison.Ordinal) + 2)..].TrimEnd('.');
            return At(path, new($"missing: {names}", $"es fehlt: {names}"));
        }
        if (Says("does not contain any JSON tokens"))
            return At(path, new("there is nothing in it", "es steht nichts darin"));
        if (Says("null"))
            return At(path, new("null is no value here; leave the property out for its default", "null ist hier kein Wert; ohne die Eigenschaft gilt die Vorgabe"));
        if (Says("could not be converted"))
            return At(path, new("this value is of the wrong kind, or none of those allowed", "dieser Wert ist von falscher Art oder keiner der erlaubten"));
        if (Says("Expected depth to be zero"))
            return At(path, new("this is no JSON: it ends before each bracket is closed", "das ist kein JSON: Es endet, bevor jede Klammer geschlossen ist"));
        // The library names the place once more.
        foreach (var place in (string[])[" Path: ", " LineNumber: "])
            if (words.IndexOf(place, StringComparison.Ordinal) is >= 0 and var tail)
                words = words[..tail];
        return At(path, new($"this is no JSON: {words}", $"das ist kein JSON: {words}"));
    }

    /// <summary><paramref name="text"/> behind its place.</summary>
    public static LocalizedText At(string place, LocalizedText text) => new(place + text.En, place + text.De);
}

// On which line of a JSON text a value stands, by its path. Refuses to know what the text means.
using System.Text.Json;

namespace TelnetSmtp.Core.Languages;

internal static class JsonLines
{
    /// <summary>The line, counted from 1, of the value at <paramref name="path"/> (<c>rules[2].when.address</c>); of its nearest ancestor
    /// where it is not there.</summary>
    public static int LineOf(ReadOnlySpan<byte> json, string path)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        var stack = new Stack<(string Path, int Index, bool Array)>();
        string? property = null;
        var best = (Length: -1, Offset: 0L);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                property = reader.GetString();
                continue;
            }
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                stack.Pop();
                continue;
            }
            var here = "";
            if (stack.TryPop(out var parent))
            {
                here = parent.Array ? $"{parent.Path}[{parent.Index}]" : parent.Path.Length == 0 ? property! : $"{parent.Path}.{property}";
                stack.Push((parent.Path, parent.Index + 1, parent.Array));
            }
            if (here.Length > best.Length && IsAtOrAbove(here, path))
                best = (here.Length, reader.TokenStartIndex);
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                stack.Push((here, 0, reader.TokenType == JsonTokenType.StartArray));
        }
        return json[..(int)best.Offset].Count((byte)'\n') + 1;
    }

    private static bool IsAtOrAbove(string ancestor, string path) =>
        path.StartsWith(ancestor, StringComparison.Ordinal) && (ancestor.Length is 0 || ancestor.Length == path.Length || path[ancestor.Length] is '.' or '[');
}

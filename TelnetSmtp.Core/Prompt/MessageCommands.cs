// `send` and `bdat` where they mean a message file. Windows' `send STRING` keeps its meaning: only in an SMTP session, and only for `send file NAME`,
// `send test [SUBJECT]`, a name that ends in .eml, and a path (with a slash) at which a file stands, is something else sent than the words themselves.
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Prompt;

/// <summary>Reads the commands that send messages.</summary>
internal static class MessageCommands
{
    private static readonly LocalizedText BdatMissing = new("The file is missing. Type: bdat FILE\n", "Die Datei fehlt. Geben Sie ein: bdat DATEI\n");

    /// <summary>What <paramref name="words"/> behind `send` mean; null for a string.</summary>
    public static PromptAction? Send(string words, PromptContext context)
    {
        if (!context.Smtp) return null;
        var (word, rest) = PromptWords.Split(words);
        if (word.Equals("file", StringComparison.OrdinalIgnoreCase) && rest.Length > 0) return new PromptAction.SendFile(PromptWords.Unquote(rest), Chunks: false);
        if (word.Equals("test", StringComparison.OrdinalIgnoreCase)) return new PromptAction.SendTest(rest.Length > 0 ? PromptWords.Unquote(rest) : null);
        var name = PromptWords.Unquote(words);
        var isFile = name.EndsWith(".eml", StringComparison.OrdinalIgnoreCase) || (name.AsSpan().IndexOfAny('/', '\\') >= 0 && context.IsFile(name));
        return isFile ? new PromptAction.SendFile(name, Chunks: false) : null;
    }

    /// <summary>`bdat FILE`.</summary>
    public static PromptResult Bdat(string rest, ClientSettings settings, PromptContext context)
    {
        if (rest.Length == 0) return new(BdatMissing.In(settings.Language), settings);
        return context.Connected
            ? new("", settings, new PromptAction.SendFile(PromptWords.Unquote(rest), Chunks: true))
            : new(PromptText.NotConnected.In(settings.Language), settings);
    }
}

// `auth MECHANISM USER [show]`: reads the line and says what is done and what is only explained. Pure; never sees a password, which is asked for behind it
// and without echo. RFC 4954, RFC 4422.
namespace TelnetSmtp.Core.Prompt;

/// <summary>Interprets `auth`.</summary>
internal static class PromptAuth
{
    /// <summary>The mechanisms that are done, as Core.Smtp.Sasl has them.</summary>
    internal static readonly string[] Done = ["PLAIN", "LOGIN", "CRAM-MD5", "XOAUTH2", "SCRAM-SHA-256"];

    public static PromptResult Interpret(string rest, ClientSettings settings, PromptContext context)
    {
        var language = settings.Language;
        var words = rest.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || words is ["?"])
            return new(PromptAuthText.Usage.In(language), settings);
        var mechanism = words[0].ToUpperInvariant();
        if (!Done.Contains(mechanism))
            return new(PromptAuthText.NotDone(mechanism, language), settings);
        if (words.Length == 1)
            return new(PromptAuthText.UserMissing(words[0], language), settings);
        var show = words.Length == 3 && words[2].Equals("show", StringComparison.OrdinalIgnoreCase);
        if (words.Length > 2 && !show)
            return new(PromptAuthText.TooManyWords(words[0], language), settings);
        return context.Connected
            ? new("", settings, new PromptAction.SignIn(mechanism, words[1], show))
            : new(PromptText.NotConnected.In(language), settings);
    }
}

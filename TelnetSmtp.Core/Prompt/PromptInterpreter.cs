// The `Microsoft Telnet>` prompt: a line in; text, settings and what is to be done out. Pure: opens no file and no connection, knows no screen.
// Commands, abbreviations and wording are those of Windows' telnet client; what goes beyond it goes by full name.
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Prompt;

/// <summary>What the prompt must know of the session.</summary>
/// <param name="Connected">Whether a connection stands.</param>
/// <param name="Peer">The host it stands to, as the user named it; null where there is none.</param>
public sealed record PromptContext(bool Connected, string? Peer = null)
{
    public static PromptContext Idle { get; } = new(false);

    /// <summary>Whether the session is an SMTP dialogue, to which message files may be sent.</summary>
    public bool Smtp { get; init; }

    /// <summary>Whether a file of this name exists, to tell a path from a string to be sent.</summary>
    public Func<string, bool> IsFile { get; init; } = _ => false;
}

/// <summary>Interprets prompt lines.</summary>
/// <param name="explain">What a reply means, as lines of text ended by LF: the reply's text and the language in, the explanation out.</param>
public sealed class PromptInterpreter(Func<string, Language, string> explain)
{
    /// <summary>Windows' default port, 23.</summary>
    public const int DefaultPort = 23;

    private const int LmtpPort = 24;

    private static readonly Dictionary<string, TelnetFunction> Functions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ao"] = TelnetFunction.AbortOutput,
        ["ayt"] = TelnetFunction.AreYouThere,
        ["brk"] = TelnetFunction.Break,
        ["esc"] = TelnetFunction.Escape,
        ["ip"] = TelnetFunction.InterruptProcess,
        ["synch"] = TelnetFunction.Synch,
    };

    /// <summary>What <paramref name="line"/>, without its line end, leads to.</summary>
    public PromptResult Interpret(string line, ClientSettings settings, PromptContext context)
    {
        var (word, rest) = PromptWords.Split(line);
        var language = settings.Language;
        if (word.Length == 0)
            return new("", settings, new PromptAction.ReturnToSession());
        // Windows takes `?` alone and with anything behind it, even without a space.
        if (word[0] == '?')
            return Help(settings);
        if (PromptCommand.Find(word) is not { } command)
            return new(PromptText.InvalidCommand.In(language), settings);
        return command.Verb switch
        {
            PromptVerb.Auth => PromptAuth.Interpret(rest, settings, context),
            PromptVerb.Close => context.Connected ? new("", settings, new PromptAction.Close()) : new(PromptText.NotConnected.In(language), settings),
            PromptVerb.Display => new(PromptText.Display(settings), settings),
            PromptVerb.Open => Open(rest, settings, context),
            PromptVerb.Quit => new("", settings, new PromptAction.Quit()),
            PromptVerb.Send => Send(line, settings, context),
            PromptVerb.Set => PromptOptions.Set(rest, settings),
            PromptVerb.Status => new(Status(context, language), settings),
            PromptVerb.Unset => PromptOptions.Unset(rest, settings),
            PromptVerb.Help => Help(settings),
            PromptVerb.Nslookup => new("", settings, new PromptAction.Nslookup(rest.Length > 0 ? rest : null)),
            PromptVerb.MailExchangers => Needing(rest, PromptText.DomainMissing, settings, domain => new PromptAction.MailExchangers(domain)),
            PromptVerb.Check => Check(rest, settings),
            PromptVerb.Explain => new(rest.Length > 0 ? explain(rest, language) : PromptText.ReplyMissing.In(language), settings),
            PromptVerb.Bdat => MessageCommands.Bdat(rest, settings, context),
            PromptVerb.Practice => context.Connected
                ? new(PromptText.AlreadyConnected(context.Peer ?? "", language), settings)
                : new("", settings, new PromptAction.Practice(rest.Length > 0 ? rest : null)),
            PromptVerb.Learn when rest.Equals("codes", StringComparison.OrdinalIgnoreCase) => new("", settings, new PromptAction.Codes()),
            PromptVerb.Learn => new("", settings, new PromptAction.Learn(rest.Length > 0 ? rest : null)),
            PromptVerb.Quiz => new("", settings, new PromptAction.Quiz()),
            PromptVerb.Replay => Needing(rest, PromptText.RecordMissing, settings, file => new PromptAction.Replay(PromptWords.Unquote(file))),
            PromptVerb.Encode => new(rest.Length > 0 ? Base64Text.Encode(rest) + "\n" : PromptText.EncodeMissing.In(language), settings),
            PromptVerb.Decode => new(Decode(rest, language), settings),
            _ => throw new InvalidOperationException($"command {command.Verb} has no meaning"),
        };
    }

    private static PromptResult Help(ClientSettings settings) =>
        new(PromptHelp.Commands.In(settings.Language) + PromptHelp.Additions.In(settings.Language), settings);

    private static string Status(PromptContext context, Language language) =>
        context.Connected ? PromptText.ConnectedTo(context.Peer ?? "", language) : PromptText.NotConnected.In(language);

    private static PromptResult Needing(string rest, LocalizedText missing, ClientSettings settings, Func<string, PromptAction> action) =>
        rest.Length > 0 ? new("", settings, action(rest)) : new(missing.In(settings.Language), settings);

    private static PromptResult Check(string rest, ClientSettings settings)
    {
        var words = rest.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length switch
        {
            0 => new(PromptText.TargetMissing.In(settings.Language), settings),
            > 2 => new(PromptText.CheckTooManyWords.In(settings.Language), settings),
            // What is no address belongs to the target, which is then told to have a blank in it.
            2 when words[1].Contains('@', StringComparison.Ordinal) => new("", settings, new PromptAction.Check(words[0], words[1])),
            _ => new("", settings, new PromptAction.Check(rest, null)),
        };
    }

    private static PromptResult Open(string rest, ClientSettings settings, PromptContext context)
    {
        var language = settings.Language;
        var words = rest.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            return new(PromptText.HostMissing.In(language), settings);
        bool? tls = words is [_, _, var way] ? way.ToLowerInvariant() switch { "tls" => true, "plain" => false, _ => null } : null;
        if (words.Length > (tls is null ? 2 : 3))
            return new(PromptText.TooManyWords.In(language), settings);
        if (PromptAddress.SplitAtColon(words[0]) is { } pair)
            return new(PromptText.SpaceBeforePort(pair.Host, pair.Port, language), settings);
        var port = DefaultPortOf(words[0], settings);
        if (words.Length > 1 && !ServicePort.TryParse(words[1], out port))
            return new(PromptText.NotAPort(words[1], language), settings);
        return context.Connected
            ? new(PromptText.AlreadyConnected(context.Peer ?? "", language), settings)
            : new("", settings, new PromptAction.Open(PromptAddress.Unbracket(words[0]), port) { Tls = tls });
    }

    /// <summary>24 for LMTP (RFC 2033 leaves it open, IANA lists it), none for a Unix socket.</summary>
    public static int DefaultPortOf(string host, ClientSettings settings) => PromptAddress.UnixPath(host) is not null ? 0 : settings.Lmtp ? LmtpPort : DefaultPort;

    /// <summary>The string is sent as typed, blanks at its end included, so it is cut from the line itself.</summary>
    private static PromptResult Send(string line, ClientSettings settings, PromptContext context)
    {
        var language = settings.Language;
        var start = line.AsSpan().TrimStart();
        var gap = start.IndexOfAny(' ', '\t');
        var text = gap < 0 ? "" : start[(gap + 1)..].ToString();
        var word = text.Trim();
        if (word.Length == 0)
            return new(PromptText.InvalidSend.In(language), settings);
        if (word == "?")
            return new(PromptHelp.Send.In(language) + PromptHelp.SendAdditions.In(language), settings);
        if (!context.Connected)
            return new(PromptText.NotConnected.In(language), settings);
        if (MessageCommands.Send(word, context) is { } message)
            return new("", settings, message);
        return Functions.TryGetValue(word, out var function)
            ? new("", settings, new PromptAction.SendFunction(function))
            : new(PromptText.SentString(text, language), settings, new PromptAction.SendText(text));
    }

    private static string Decode(string rest, Language language)
    {
        if (rest.Length == 0)
            return PromptText.DecodeMissing.In(language);
        return Base64Text.Decode(rest) is { } text ? text + "\n" : PromptText.NotBase64.In(language);
    }
}

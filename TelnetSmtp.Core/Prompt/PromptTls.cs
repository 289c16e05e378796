// `set tls WORDS` and `unset tls WORDS`. Pure: settings and words in, a PromptResult out. A file is only named here; who can open files tries it and takes
// the setting back where it is no use (PromptAction.UseTlsFiles).
namespace TelnetSmtp.Core.Prompt;

/// <summary>The TLS options of the prompt.</summary>
public static class PromptTls
{
    /// <summary>Longest name of a server: RFC 1035 2.3.4.</summary>
    private const int LongestName = 253;

    /// <summary>`set tls WORDS`; without words, or with <c>?</c>, what there is and how it stands.</summary>
    public static PromptResult Set(string words, ClientSettings settings)
    {
        var (name, rest) = PromptWords.Split(words);
        var value = PromptWords.Unquote(rest);
        var language = settings.Language;
        var tls = settings.Tls;
        return name.ToLowerInvariant() switch
        {
            "" or "?" => new(PromptTlsText.Options.In(language) + PromptTlsText.Display(tls, language), settings),
            "verify" => ReadVerification(value) is { } way ? Changed(settings, tls with { Verify = way }) : Wrong("verify", value, "none | chain | full"),
            "min" => ReadVersion(value) is { } least ? Versions(settings, tls with { Minimum = least }) : WrongVersion("min", value),
            "max" => ReadVersion(value) is { } most ? Versions(settings, tls with { Maximum = most }) : WrongVersion("max", value),
            "name" => IsName(value) ? Changed(settings, tls with { ServerName = value }) : Wrong("name", value, "HOST.NAME"),
            "cert" => File("cert", tls with { CertificateFile = value }),
            "ca" => File("ca", tls with { AuthorityFile = value }),
            _ => new(PromptTlsText.Unknown(name, language), settings),
        };

        PromptResult Wrong(string option, string given, string values) =>
            new(given.Length == 0 ? PromptText.ValueNeeded("tls " + option, values, language) : PromptTlsText.Wrong(option, given, values, language), settings);

        PromptResult WrongVersion(string option, string given) =>
            IsWithdrawn(given) ? new(PromptTlsText.Withdrawn(given, language), settings) : Wrong(option, given, "1.2 | 1.3");

        PromptResult File(string option, TlsSettings changed) => value.Length == 0
            ? Wrong(option, "", "FILE")
            : new("", settings with { Tls = changed }, new PromptAction.UseTlsFiles(settings.Tls));
    }

    /// <summary>`unset tls [WORD]`: back to what stands without `set`; without a word all of it.</summary>
    public static PromptResult Unset(string words, ClientSettings settings)
    {
        var (name, _) = PromptWords.Split(words);
        var (tls, usual) = (settings.Tls, new TlsSettings());
        return name.ToLowerInvariant() switch
        {
            "" => Unfiled(usual),
            "verify" => Changed(settings, tls with { Verify = usual.Verify }),
            "min" => Changed(settings, tls with { Minimum = usual.Minimum }),
            "max" => Changed(settings, tls with { Maximum = usual.Maximum }),
            "name" => Changed(settings, tls with { ServerName = null }),
            "cert" => Unfiled(tls with { CertificateFile = null }),
            "ca" => Unfiled(tls with { AuthorityFile = null }),
            _ => new(PromptTlsText.Unknown(name, settings.Language), settings),
        };

        PromptResult Unfiled(TlsSettings changed) => Changed(settings, changed) with { Action = new PromptAction.UseTlsFiles(settings.Tls) };
    }

    /// <summary>The way of judging named by <c>none</c>, <c>chain</c> or <c>full</c>, in any letter case; null where it is none of them.</summary>
    public static TlsVerification? ReadVerification(string value) => value.ToLowerInvariant() switch
    {
        "none" => TlsVerification.None,
        "chain" => TlsVerification.Chain,
        "full" => TlsVerification.Full,
        _ => null,
    };

    /// <summary>The version named by <c>1.2</c>, <c>TLSv1.3</c> and the like; null where it is none that is spoken here.</summary>
    public static TlsVersion? ReadVersion(string value) => Bare(value) switch
    {
        "1.2" => TlsVersion.Tls12,
        "1.3" => TlsVersion.Tls13,
        _ => null,
    };

    /// <summary>Whether the version is one that RFC 8996 and RFC 7568 withdrew.</summary>
    public static bool IsWithdrawn(string value) => Bare(value) is "1.0" or "1" or "1.1" || value.StartsWith("ssl", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether <paramref name="value"/> can be a host's name or address.</summary>
    public static bool IsName(string value) => value.Length is > 0 and <= LongestName && !value.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));

    private static string Bare(string value) => value.ToLowerInvariant() is var lower && lower.StartsWith("tls", StringComparison.Ordinal)
        ? lower[3..].TrimStart('v')
        : lower;

    private static PromptResult Versions(ClientSettings settings, TlsSettings tls) => tls.Minimum > tls.Maximum
        ? new(PromptTlsText.Crossed(tls, settings.Language), settings)
        : Changed(settings, tls);

    private static PromptResult Changed(ClientSettings settings, TlsSettings tls) => new(PromptTlsText.Display(tls, settings.Language), settings with { Tls = tls });
}

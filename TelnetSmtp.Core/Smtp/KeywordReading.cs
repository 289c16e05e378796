// Reads one keyword line of an EHLO reply out: SIZE in MiB, mechanisms rated, private keywords named for what they are. RFC 5321 4.1.1.1 (lines),
// 1870 3 (SIZE), 4954 3 (AUTH). Refuses to judge what the client does with a keyword (see CommandAdvice).
using System.Globalization;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Smtp;

/// <summary>Reads keyword lines in one language.</summary>
internal sealed class KeywordReading(Catalogue catalogue, Language language)
{
    private const double Kibi = 1024, Mebi = Kibi * 1024, Gibi = Mebi * 1024;

    private readonly Phrases _phrases = new(catalogue, language);
    private readonly CultureInfo _numbers = Cultures.Of(language);

    /// <summary>The panel's one line, for example <c>SIZE: takes messages up to 36 MiB</c>.</summary>
    /// <param name="words">The line behind <c>250-</c>.</param>
    public string Annotate(string words)
    {
        var keyword = Parse(words);
        return $"{keyword.Keyword}: {Meaning(keyword)}";
    }

    /// <summary>Everything there is to say of the keyword.</summary>
    /// <param name="code">The reply's code, 250.</param>
    /// <param name="words">The line behind it.</param>
    /// <param name="tls">Whether the connection is encrypted.</param>
    public Explanation Explain(int code, string words, bool tls)
    {
        var keyword = Parse(words);
        var row = catalogue.Keyword(keyword.Keyword);
        var text = row?.Explanation.In(language) ?? _phrases[IsPrivate(keyword.Keyword) ? Phrase.PrivateKeyword : Phrase.UnknownKeywordText];
        var remarks = new List<string>();
        if (row?.Vendor is not null and not "Postfix" and not "Exim")
            remarks.Add(_phrases[Phrase.MeansNothingByHand]);
        if (words.Contains('=', StringComparison.Ordinal) && keyword.Keyword is "AUTH" or "X-EXPS")
            remarks.Add(_phrases[Phrase.OldEqualsForm]);
        if (IsStriped(keyword.Keyword))
            remarks.Add(_phrases[Phrase.StripedKeyword]);
        if (keyword.Keyword is "AUTH" or "X-EXPS")
            RateMechanisms(remarks, keyword.Parameters, tls);
        return new(code, null, ReplyClass.Success, $"{keyword.Keyword}: {Meaning(keyword)}", text, [], SmtpVerb.Ehlo.Name(), true, [], WhatItAdds(row), Sources(row), remarks);
    }

    /// <summary>Keyword and parameters of one line; <c>AUTH=LOGIN</c>, the form before RFC 2554, is read as <c>AUTH LOGIN</c>.</summary>
    public static EhloKeyword Parse(string words)
    {
        var line = words.AsSpan().Trim();
        var end = line.IndexOfAny(' ', '=');
        return end < 0
            ? new(line.ToString().ToUpperInvariant(), "")
            : new(line[..end].ToString().ToUpperInvariant(), line[(end + 1)..].Trim().ToString());
    }

    /// <summary>A number of octets as people say it: 37748736 → <c>36 MiB</c>.</summary>
    public string Size(ulong octets) => octets switch
    {
        >= (ulong)Gibi => string.Create(_numbers, $"{octets / Gibi:0.#} GiB"),
        >= (ulong)Mebi => string.Create(_numbers, $"{octets / Mebi:0.#} MiB"),
        >= (ulong)Kibi => string.Create(_numbers, $"{octets / Kibi:0.#} KiB"),
        _ => string.Create(_numbers, $"{octets} B"),
    };

    private string Meaning(EhloKeyword keyword) => keyword.Keyword switch
    {
        "SIZE" when ulong.TryParse(keyword.Parameters, NumberStyles.None, CultureInfo.InvariantCulture, out var octets) && octets > 0 =>
            _phrases.Fill(Phrase.SizeLimit, Size(octets)),
        "SIZE" => _phrases[Phrase.SizeNoLimit],
        "AUTH" when keyword.Parameters.Length > 0 => _phrases.Fill(Phrase.AuthList, keyword.Parameters.Replace(" ", ", ", StringComparison.Ordinal)),
        "AUTH" => _phrases[Phrase.AuthNothing],
        "LIMITS" when keyword.Parameters.Length > 0 => _phrases.Fill(Phrase.LimitsList, keyword.Parameters),
        _ => catalogue.Keyword(keyword.Keyword)?.Meaning.In(language) ?? _phrases[IsPrivate(keyword.Keyword) ? Phrase.PrivateKeyword : Phrase.UnknownKeyword],
    };

    private void RateMechanisms(List<string> remarks, string list, bool tls)
    {
        foreach (var name in list.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (catalogue.Mechanism(name) is not { } mechanism)
            {
                remarks.Add(_phrases.Fill(Phrase.AuthUnknownMechanism, name));
                continue;
            }
            var typable = _phrases[mechanism.Typable switch { Typable.Yes => Phrase.TypableYes, Typable.WithTool => Phrase.TypableWithTool, _ => Phrase.TypableNo }];
            var safety = _phrases[mechanism.WithoutTls switch
            {
                PlaintextSafety.Yes => Phrase.WithoutTlsYes,
                PlaintextSafety.Partly => Phrase.WithoutTlsPartly,
                PlaintextSafety.NoSecret => Phrase.WithoutTlsNoSecret,
                _ => Phrase.WithoutTlsNo,
            }];
            remarks.Add($"{mechanism.Mechanism}: {typable}; {safety}. {mechanism.TypableNote.In(language)}");
        }
        if (!tls && list.Split(' ').Any(name => catalogue.Mechanism(name)?.WithoutTls == PlaintextSafety.No))
            remarks.Add(_phrases[Phrase.SecretsInPlaintext]);
    }

    private List<string> WhatItAdds(KeywordEntry? row)
    {
        if (row is null)
            return [_phrases[Phrase.UnknownKeywordNext]];
        var added = new List<string>();
        foreach (var verb in row.Verbs)
            added.Add(_phrases.Fill(Phrase.Syntax, catalogue.Command(Catalogue.VerbNamed(verb))?.Syntax ?? verb));
        foreach (var (command, parameters) in new[] { ("MAIL FROM:<…>", row.Mail), ("RCPT TO:<…>", row.Rcpt) })
            foreach (var parameter in parameters)
                added.Add(_phrases.Fill(Phrase.Syntax, $"{command} {catalogue.Parameter(parameter)?.Syntax ?? parameter}"));
        if (row.Parameters is not null)
            added.Add(_phrases.Fill(Phrase.KeywordNext, row.Parameters.In(language)));
        if (added.Count == 0)
            added.Add(_phrases[Phrase.KeywordNeedsNothing]);
        return added;
    }

    private static string[] Sources(KeywordEntry? row) => row is null ? ["RFC 5321 §4.1.1.1"] : row.Source.Split("; ");

    private static bool IsPrivate(string keyword) => keyword.StartsWith('X');

    /// <summary>Some firewalls overwrite keywords that they do not know with X (or similar): the server's offer is lost on the way.</summary>
    private static bool IsStriped(string keyword) => keyword.Length > 3 && keyword.AsSpan(0, keyword.Length - 1).TrimEnd('X').IsEmpty;
}

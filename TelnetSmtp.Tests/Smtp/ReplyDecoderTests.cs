// The panel's line and the explanation, case by case, as a transcript reads; and their agreement for everything that the tables hold.
using System.Globalization;
using System.Text;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Smtp;
using Xunit;

namespace TelnetSmtp.Tests.Smtp;

public sealed class ReplyDecoderTests
{
    private static readonly Catalogue Catalogue = new();
    private static readonly ReplyDecoder English = new(Catalogue, Language.English);
    private static readonly ReplyDecoder German = new(Catalogue, Language.German);

    private static ReplyDecoder In(Language language) => language == Language.German ? German : English;

    /// <summary>A server line as SmtpDialogue would describe it.</summary>
    internal static DialogueLine Line(SmtpVerb after, string text, ReplyPosition position = ReplyPosition.Only)
    {
        var code = short.Parse(text.AsSpan(0, 3), CultureInfo.InvariantCulture);
        var start = Math.Min(4, text.Length);
        var enhanced = default(EnhancedStatus);
        var first = text[start..].Split(' ')[0];
        if (first.Split('.') is [var c, var s, var d] && byte.TryParse(c, out var klass) && ushort.TryParse(s, out var subject) && ushort.TryParse(d, out var detail))
        {
            enhanced = new(klass, subject, detail);
            start = Math.Min(start + first.Length + 1, text.Length);
        }
        return new(Speaker.Server, after, code, enhanced, position, LineOddities.None, start, 0);
    }

    [Theory]
    [InlineData(SmtpVerb.Connect, "220 mail1.fabrikam.com ready", "220 Service ready", "220 Dienst bereit")]
    [InlineData(SmtpVerb.Connect, "554 No SMTP service here", "554 no service for this client", "554 kein Dienst für diesen Client")]
    [InlineData(SmtpVerb.Helo, "250 mail1.fabrikam.com", "250 greeting; no extensions", "250 Gruß; keine Erweiterungen")]
    [InlineData(SmtpVerb.Mail, "250 2.1.0 Sender OK", "250 2.1.0 sender accepted", "250 2.1.0 Absender angenommen")]
    [InlineData(SmtpVerb.Rcpt, "250 2.1.5 Recipient OK", "250 2.1.5 recipient accepted", "250 2.1.5 Empfänger angenommen")]
    [InlineData(SmtpVerb.Rcpt, "550 5.1.1 User unknown", "550 5.1.1 no such mailbox", "550 5.1.1 kein solches Postfach")]
    [InlineData(SmtpVerb.Data, "354 Start mail input", "354 type the message, end with a lone dot", "354 Nachricht tippen, Ende: Punkt allein")]
    [InlineData(SmtpVerb.DataEnd, "250 2.6.0 <x@y> Queued mail for delivery", "250 2.6.0 message taken for delivery", "250 2.6.0 Nachricht zur Zustellung angenommen")]
    [InlineData(SmtpVerb.DataEnd, "550 5.7.1 no", "550 5.7.1 message refused by policy", "550 5.7.1 Nachricht per Richtlinie abgelehnt")]
    [InlineData(SmtpVerb.Rcpt, "550 5.7.1 no", "550 5.7.1 not authorised, refused", "550 5.7.1 nicht erlaubt, abgelehnt")]
    [InlineData(SmtpVerb.Mail, "451 4.3.0 no", "451 4.3.0 Local error while processing", "451 4.3.0 Lokaler Verarbeitungsfehler")]
    [InlineData(SmtpVerb.Rset, "250 2.0.0 Resetting", "250 2.0.0 transaction cleared", "250 2.0.0 Transaktion verworfen")]
    [InlineData(SmtpVerb.StartTls, "220 2.0.0 Ready to start TLS", "220 2.0.0 TLS may begin now", "220 2.0.0 TLS kann jetzt beginnen")]
    [InlineData(SmtpVerb.Quit, "221 2.0.0 Bye", "221 2.0.0 closing the connection", "221 2.0.0 schließt die Verbindung")]
    [InlineData(SmtpVerb.Noop, "299 hm", "299 success; code in no RFC", "299 Erfolg; Code in keinem RFC")]
    [InlineData(SmtpVerb.Noop, "777 hm", "777 no valid SMTP code", "777 kein gültiger SMTP-Code")]
    public void One_line_says_what_a_reply_means_to_its_command(SmtpVerb after, string reply, string english, string german)
    {
        Assert.Equal(english, English.Annotate(Line(after, reply), Encoding.UTF8.GetBytes(reply)));
        Assert.Equal(german, German.Annotate(Line(after, reply), Encoding.UTF8.GetBytes(reply)));
    }

    [Theory]
    [InlineData("250-SIZE 37748736", "SIZE: takes messages up to 36 MiB", "SIZE: nimmt Nachrichten bis 36 MiB")]
    [InlineData("250-SIZE 35651584", "SIZE: takes messages up to 34 MiB", "SIZE: nimmt Nachrichten bis 34 MiB")]
    [InlineData("250-SIZE 10240000", "SIZE: takes messages up to 9.8 MiB", "SIZE: nimmt Nachrichten bis 9,8 MiB")]
    [InlineData("250-SIZE 0", "SIZE: states no size limit", "SIZE: nennt keine Größengrenze")]
    [InlineData("250-SIZE", "SIZE: states no size limit", "SIZE: nennt keine Größengrenze")]
    [InlineData("250-SIZE 99999999999999999999", "SIZE: states no size limit", "SIZE: nennt keine Größengrenze")]
    [InlineData("250-AUTH NTLM LOGIN", "AUTH: sign in by NTLM, LOGIN", "AUTH: Anmeldung mit NTLM, LOGIN")]
    [InlineData("250-AUTH=LOGIN", "AUTH: sign in by LOGIN", "AUTH: Anmeldung mit LOGIN")]
    [InlineData("250-starttls", "STARTTLS: encryption can be switched on", "STARTTLS: Verschlüsselung einschaltbar")]
    [InlineData("250-LIMITS RCPTMAX=50", "LIMITS: at most RCPTMAX=50", "LIMITS: höchstens RCPTMAX=50")]
    [InlineData("250-XRDST", "XRDST: private between Exchange servers", "XRDST: privat zwischen Exchange-Servern")]
    [InlineData("250-XNEVERHEARD", "XNEVERHEARD: private extension", "XNEVERHEARD: private Erweiterung")]
    [InlineData("250-NEVERHEARD 1", "NEVERHEARD: keyword in no registry", "NEVERHEARD: Schlüsselwort in keinem Register")]
    public void Keyword_lines_are_read_out(string reply, string english, string german)
    {
        var line = Line(SmtpVerb.Ehlo, reply, ReplyPosition.Middle);
        Assert.Equal(english, English.Annotate(line, Encoding.UTF8.GetBytes(reply)));
        Assert.Equal(german, German.Annotate(line, Encoding.UTF8.GetBytes(reply)));
        Assert.Equal(english, English.Explain(line, Encoding.UTF8.GetBytes(reply), null).Meaning);
    }

    [Theory]
    [InlineData(Speaker.Client, SmtpVerb.Ehlo, "EHLO contoso.com", "EHLO: who you are; asks for extensions")]
    [InlineData(Speaker.Client, SmtpVerb.Unknown, "ELHO contoso.com", "no SMTP command known here")]
    [InlineData(Speaker.Client, SmtpVerb.DataEnd, ".", ".: end of the message")]
    [InlineData(Speaker.Credential, SmtpVerb.Auth, "c2VjcmV0", "answer to the 334, hidden")]
    [InlineData(Speaker.Content, SmtpVerb.Data, "550 not a reply", "")]
    [InlineData(Speaker.Note, SmtpVerb.None, "=== Connected", "")]
    public void What_the_client_says_is_named_but_message_data_is_left_alone(Speaker speaker, SmtpVerb verb, string text, string expected) =>
        Assert.Equal(expected, English.Annotate(new(speaker, verb, 0, default, ReplyPosition.None, LineOddities.None, 0, 0), Encoding.UTF8.GetBytes(text)));

    public static TheoryData<Language> BothLanguages => [Language.English, Language.German];

    [Theory, MemberData(nameof(BothLanguages))]
    public void Panel_and_explanation_agree_for_every_code_enhanced_code_and_command(Language language)
    {
        var decoder = In(language);
        EnhancedStatus[] statuses = [default, .. Catalogue.EnhancedCodes.SelectMany(e => e.Classes.Select(c => Status($"{c}{e.Code[1..]}")))];
        foreach (var code in Catalogue.ReplyCodes.Select(c => c.Code))
            foreach (var status in statuses.Where(s => s.IsNone || s.Class == code / 100))
                foreach (var after in Catalogue.CommandReplies.Select(c => Catalogue.VerbNamed(c.Command)).Prepend(SmtpVerb.None))
                {
                    var text = status.IsNone ? $"{code}" : $"{code} {status}";
                    var explained = decoder.Explain(code, status, after, "");
                    Assert.Equal($"{text} {explained.Meaning}", decoder.Annotate(Line(after, text), Encoding.UTF8.GetBytes(text)));
                    AssertWhole(explained, text, after);
                }
    }

    private static void AssertWhole(Explanation explained, string text, SmtpVerb after)
    {
        var where = $"{text} after {after}";
        Assert.False(string.IsNullOrWhiteSpace(explained.Meaning), where);
        Assert.False(string.IsNullOrWhiteSpace(explained.Text), where);
        Assert.NotEmpty(explained.Digits);
        Assert.All(explained.Digits, d => Assert.False(string.IsNullOrWhiteSpace(d.Meaning), where));
        Assert.True(explained.Remedies.Count > 0, where);
        Assert.True(explained.Sources.Count > 0, where);
        if (explained.Class is ReplyClass.Transient or ReplyClass.Permanent)
        {
            Assert.True(explained.Causes.Count > 0, where);
            Assert.NotEqual(RetryAdvice.NotNeeded, explained.Retry);
        }
        Assert.All(explained.Causes.Concat(explained.Remedies).Concat(explained.Sources).Concat(explained.Remarks), s => Assert.False(string.IsNullOrWhiteSpace(s), where));
    }

    internal static EnhancedStatus Status(string text)
    {
        var parts = text.Split('.');
        return new(byte.Parse(parts[0], CultureInfo.InvariantCulture), ushort.Parse(parts[1], CultureInfo.InvariantCulture), ushort.Parse(parts[2], CultureInfo.InvariantCulture));
    }
}

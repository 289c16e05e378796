// `explain` as people and programs use it: whole outputs, JSON, and every way to be misunderstood.
using System.Text.Json;
using TelnetSmtp.App.Cli;
using TelnetSmtp.Core.Languages;
using Xunit;

namespace TelnetSmtp.Tests.Cli;

public sealed class ExplainCommandTests
{
    private static (int ExitCode, string Output, string Error) Run(Language language, params string[] args)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var context = new CliContext(language, false, TextReader.Null, output, error)
        {
            RunPlain = (_, _, _) => Task.FromResult(0),
            RunFullScreen = (_, _, _) => Task.FromResult(0),
        };
        var parsed = ExplainCommand.Make(context).Parse(args);
        Assert.Empty(parsed.Errors);
        return (parsed.Invoke(), output.ToString(), error.ToString());
    }

    [Fact]
    public void A_refused_recipient_is_explained_in_plain_words()
    {
        var (exit, output, error) = Run(Language.English, "550 5.1.1 User unknown", "--after", "RCPT");
        Assert.Equal(0, exit);
        Assert.Empty(error);
        Assert.Equal("""
            550 5.1.1 after RCPT: no such mailbox
            permanent failure · allowed after RCPT

              5  refused for good: do not repeat it unchanged
              5  about the mail system
              0  tells cases of the same kind apart
              5  permanent failure
              1  address
              1  no such mailbox

            The server has no mailbox or alias with this address. This recipient is not
            part of the message; the transaction stays open and DATA delivers to those
            accepted.

            Usual causes
              - The address is misspelt.
              - The mailbox was deleted, renamed or never existed.

            What to do
              - Check the address with the recipient.
              - Make sure that this server is responsible for the domain.

            Who must act: the sending side
            Try again: not before the cause is gone
            Server software: Microsoft Exchange, Sendmail, Postfix
            Source: Microsoft: Use Telnet to test SMTP communication on Exchange servers,
              RCPT TO command; Microsoft: NDRs and bounce messages in Exchange Server,
              5.1.1; Sendmail: cf/README and proto.m4; RFC 5321 §4.3.2, §3.4, §4.2.2; RFC
              3463 §3.2; IANA SMTP Enhanced Status Codes, X.1.1

            """.ReplaceLineEndings("\n"), output);
    }

    [Fact]
    public void German_is_spoken_too()
    {
        var (_, output, _) = Run(Language.German, "550", "5.1.1", "--after", "rcpt");
        Assert.StartsWith("550 5.1.1 nach RCPT: kein solches Postfach\ndauerhafter Fehler · nach RCPT vorgesehen\n", output, StringComparison.Ordinal);
        Assert.Contains("\nÜbliche Ursachen\n", output, StringComparison.Ordinal);
        Assert.Contains("\nWer handeln muss: die sendende Seite\n", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("550 5.1.1 User unknown", "RCPT", 550, "5.1.1", "permanent", true)]
    [InlineData("550-5.1.1 User unknown", "RCPT TO", 550, "5.1.1", "permanent", true)]
    [InlineData("250", "mail", 250, null, "success", true)]
    [InlineData("250", "MAIL FROM:", 250, null, "success", true)]
    [InlineData("354", ".", 354, null, "intermediate", false)]
    [InlineData("451 4.7.1 Greylisted", "DATA-END", 451, "4.7.1", "transient", true)]
    [InlineData("251", "CONNECT", 251, null, "success", false)]
    [InlineData("421 4.7.0 Try again later", null, 421, "4.7.0", "transient", null)]
    [InlineData("5.7.1", null, null, "5.7.1", "permanent", null)]
    [InlineData("299", "NOOP", 299, null, "success", false)]
    public void Json_has_the_promised_shape(string reply, string? after, int? code, string? enhanced, string replyClass, bool? expected)
    {
        var (exit, output, _) = Run(Language.English, after is null ? [reply, "--json"] : [reply, "--json", "--after", after]);
        Assert.Equal(0, exit);
        using var document = JsonDocument.Parse(output);
        var json = document.RootElement;
        Assert.Equal(["code", "enhanced", "class", "meaning", "explanation", "digits", "after", "expected", "causes", "remedies", "source", "remarks", "acts", "retry", "software"],
            json.EnumerateObject().Select(p => p.Name));
        Assert.Equal(code, json.GetProperty("code").ValueKind == JsonValueKind.Null ? null : json.GetProperty("code").GetInt32());
        Assert.Equal(enhanced, json.GetProperty("enhanced").GetString());
        Assert.Equal(replyClass, json.GetProperty("class").GetString());
        Assert.Equal(expected, json.GetProperty("expected").ValueKind == JsonValueKind.Null ? null : json.GetProperty("expected").GetBoolean());
        Assert.NotEmpty(json.GetProperty("digits").EnumerateArray());
        Assert.NotEmpty(json.GetProperty("source").EnumerateArray());
        Assert.EndsWith("}\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_names_the_verb_as_text_and_leaves_umlauts_alone()
    {
        var (_, output, _) = Run(Language.German, "550", "--after", ".", "--json");
        Assert.Contains("\"after\":\".\"", output, StringComparison.Ordinal);
        Assert.Contains("ä", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hello", "\"hello\" is no SMTP reply")]
    [InlineData("55", "\"55\" is no SMTP reply")]
    [InlineData("5500", "\"5500\" is no SMTP reply")]
    [InlineData("999", "\"999\" is no SMTP reply")]
    [InlineData("150", "\"150\" is no SMTP reply")]
    [InlineData("", "\"\" is no SMTP reply")]
    [InlineData("9.1.1", "\"9.1.1\" is no SMTP reply")]
    [InlineData("5.1", "\"5.1\" is no SMTP reply")]
    [InlineData("5.1.1.1", "\"5.1.1.1\" is no SMTP reply")]
    public void What_is_no_reply_gets_one_clear_line(string typed, string expected)
    {
        var (exit, output, error) = Run(Language.English, typed);
        Assert.Equal(2, exit);
        Assert.Empty(output);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Equal(1, error.Count(c => c == '\n'));
    }

    [Fact]
    public void An_unknown_verb_gets_one_clear_line_that_names_the_known_ones()
    {
        var (exit, _, error) = Run(Language.English, "550", "--after", "FOO");
        Assert.Equal(2, exit);
        Assert.Contains("\"FOO\" is no SMTP command. Give one of CONNECT HELO EHLO", error, StringComparison.Ordinal);
        Assert.Equal(1, error.Count(c => c == '\n'));
    }

    [Fact]
    public void No_line_is_wider_than_the_terminal_for_any_code()
    {
        foreach (var code in Enumerable.Range(200, 400))
        {
            var (exit, output, _) = Run(Language.German, $"{code}", "--after", "RCPT");
            Assert.Equal(0, exit);
            Assert.All(output.Split('\n'), line => Assert.True(line.Length <= 78, line));
        }
    }
}

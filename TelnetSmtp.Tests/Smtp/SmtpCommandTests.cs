// One command line: verb, path, form, parameters, and the parts of AUTH and BDAT.
using System.Text;
using TelnetSmtp.Core.Smtp;
using Xunit;

namespace TelnetSmtp.Tests.Smtp;

public sealed class SmtpCommandTests
{
    [Theory]
    [InlineData("MAIL FROM:<chris@contoso.test>", SmtpVerb.Mail, "chris@contoso.test", CommandForm.Proper)]
    [InlineData("mail from:<>", SmtpVerb.Mail, "", CommandForm.Proper)]
    [InlineData("MAIL FROM: chris@contoso.test", SmtpVerb.Mail, "chris@contoso.test", CommandForm.BlankAfterColon | CommandForm.NoBrackets)]
    [InlineData("MAIL FROM: <chris@contoso.test>", SmtpVerb.Mail, "chris@contoso.test", CommandForm.BlankAfterColon)]
    [InlineData("MAIL FROM:chris@contoso.test SIZE=1", SmtpVerb.Mail, "chris@contoso.test", CommandForm.NoBrackets)]
    [InlineData("MAIL FROM :<a@b>", SmtpVerb.Mail, "a@b", CommandForm.BlankBeforeColon)]
    [InlineData("MAIL FROM <a@b>", SmtpVerb.Mail, "a@b", CommandForm.NoColon)]
    [InlineData("MAIL <a@b>", SmtpVerb.Mail, "a@b", CommandForm.NoKeyword | CommandForm.NoColon)]
    [InlineData("MAIL FROM:<a@b", SmtpVerb.Mail, "a@b", CommandForm.Unclosed)]
    [InlineData("  MAIL FROM:<a@b>", SmtpVerb.Mail, "a@b", CommandForm.LeadingBlanks)]
    [InlineData("MAIL FROM:", SmtpVerb.Mail, "", CommandForm.NoPath)]
    [InlineData("MAIL FROM: ", SmtpVerb.Mail, "", CommandForm.NoPath)]
    [InlineData("MAIL", SmtpVerb.Mail, "", CommandForm.NoKeyword | CommandForm.NoColon | CommandForm.NoPath)]
    [InlineData("RCPT TO:<\"odd > one\"@b.test> NOTIFY=NEVER", SmtpVerb.Rcpt, "\"odd > one\"@b.test", CommandForm.Proper)]
    [InlineData("RCPT TO:<\"a\\\"> b\"@b.test>", SmtpVerb.Rcpt, "\"a\\\"> b\"@b.test", CommandForm.Proper)]
    [InlineData("RCPT TO:<@relay.test:a@b.test>", SmtpVerb.Rcpt, "@relay.test:a@b.test", CommandForm.Proper)]
    [InlineData("RCPT TO:<Postmaster>", SmtpVerb.Rcpt, "Postmaster", CommandForm.Proper)]
    [InlineData("RCPT FROM:<a@b>", SmtpVerb.Rcpt, "FROM:<a@b>", CommandForm.NoKeyword | CommandForm.NoColon | CommandForm.NoBrackets)]
    [InlineData("SAML FROM:<a@b>", SmtpVerb.Saml, "a@b", CommandForm.Proper)]
    public void Paths_are_found_in_whatever_form(string line, SmtpVerb verb, string path, CommandForm form)
    {
        var command = SmtpCommand.Parse(Encoding.ASCII.GetBytes(line));
        Assert.Equal((verb, path, form), (command.Verb, Encoding.ASCII.GetString(command.Path), command.Form));
        Assert.Equal((form & CommandForm.NoPath) == 0, command.HasPath);
    }

    [Fact]
    public void Every_verb_is_known_in_either_case()
    {
        foreach (var verb in Enum.GetValues<SmtpVerb>())
        {
            if (verb is SmtpVerb.None or SmtpVerb.Connect or SmtpVerb.DataEnd or SmtpVerb.Unknown)
                continue;
            Assert.Equal(verb, SmtpCommand.Parse(Encoding.ASCII.GetBytes(verb.Name())).Verb);
            Assert.Equal(verb, SmtpCommand.Parse(Encoding.ASCII.GetBytes(verb.Name().ToLowerInvariant() + " x")).Verb);
            Assert.Equal(SmtpVerb.Unknown, SmtpCommand.Parse(Encoding.ASCII.GetBytes(verb.Name() + "x")).Verb);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData(".")]
    [InlineData("CONNECT mail.test:25 HTTP/1.1")]
    [InlineData("GET / HTTP/1.1")]
    [InlineData("EHLO\b\bcontoso")]
    public void What_is_no_command_is_unknown(string line) => Assert.Equal(SmtpVerb.Unknown, SmtpCommand.Parse(Encoding.ASCII.GetBytes(line)).Verb);

    [Fact]
    public void Exchange_s_own_sign_in_is_read_as_AUTH() => Assert.Equal(SmtpVerb.Auth, SmtpCommand.Parse("X-EXPS GSSAPI"u8).Verb);

    [Theory]
    [InlineData("MAIL FROM:<a@b> SIZE=100  body=8BITMIME SMTPUTF8 AUTH=<>", "SIZE=100|body=8BITMIME|SMTPUTF8|AUTH=<>")]
    [InlineData("RCPT TO: kate@fabrikam.com NOTIFY=success,failure", "NOTIFY=success,failure")]
    [InlineData("RCPT TO:<a@b>NOTIFY=NEVER", "NOTIFY=NEVER")]
    [InlineData("MAIL FROM:<a@b>", "")]
    [InlineData("MAIL FROM:<a@b> X=", "X=")]
    [InlineData("VRFY kate SMTPUTF8", "SMTPUTF8")]
    [InlineData("XCLIENT NAME=spike ADDR=192.0.2.9", "NAME=spike|ADDR=192.0.2.9")]
    [InlineData("NOOP x y", "")]
    public void Parameters_come_one_by_one(string line, string expected)
    {
        var bytes = Encoding.ASCII.GetBytes(line);
        var seen = new List<string>();
        foreach (var parameter in SmtpCommand.Parse(bytes).Parameters)
        {
            seen.Add(Encoding.ASCII.GetString(parameter.Name) + (parameter.HasValue ? "=" + Encoding.ASCII.GetString(parameter.Value) : ""));
            Assert.True(bytes.AsSpan(parameter.Start).StartsWith(parameter.Name));
        }
        Assert.Equal(expected, string.Join('|', seen));
    }

    [Theory]
    [InlineData("BDAT 86", 86L, false)]
    [InlineData("BDAT 0 LAST", 0L, true)]
    [InlineData("bdat 9223372036854775807 last", long.MaxValue, true)]
    [InlineData("BDAT 5 LAST ", 5L, true)]
    [InlineData("BDAT 5 FIRST", 5L, false)]
    [InlineData("BDAT 9223372036854775808", null, false)]
    [InlineData("BDAT -1 LAST", null, true)]
    [InlineData("BDAT +1", null, false)]
    [InlineData("BDAT 12x", null, false)]
    [InlineData("BDAT", null, false)]
    [InlineData("NOOP 5 LAST", null, false)]
    public void Chunks_have_a_size_and_may_be_the_last(string line, long? size, bool last)
    {
        var command = SmtpCommand.Parse(Encoding.ASCII.GetBytes(line));
        Assert.Equal(size, command.ChunkSize);
        Assert.Equal(last, command.IsLast);
    }

    [Theory]
    [InlineData("AUTH PLAIN AGEAYg==", "PLAIN", "AGEAYg==")]
    [InlineData("AUTH LOGIN", "LOGIN", "")]
    [InlineData("auth  plain   = ", "plain", "=")]
    [InlineData("AUTH", "", "")]
    [InlineData("NOOP PLAIN x", "", "")]
    public void Auth_has_a_mechanism_and_perhaps_a_response(string line, string mechanism, string response)
    {
        var command = SmtpCommand.Parse(Encoding.ASCII.GetBytes(line));
        Assert.Equal((mechanism, response), (Encoding.ASCII.GetString(command.Mechanism), Encoding.ASCII.GetString(command.InitialResponse)));
    }
}

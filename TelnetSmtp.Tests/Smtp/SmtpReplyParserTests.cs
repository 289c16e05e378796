// One reply line: code, separator, enhanced code, words.
using System.Text;
using TelnetSmtp.Core.Smtp;
using Xunit;

namespace TelnetSmtp.Tests.Smtp;

public sealed class SmtpReplyParserTests
{
    [Theory]
    [InlineData("250 ok", 250, false, "", "ok")]
    [InlineData("250-SIZE 100", 250, true, "", "SIZE 100")]
    [InlineData("250", 250, false, "", "")]
    [InlineData("250 ", 250, false, "", "")]
    [InlineData("250-", 250, true, "", "")]
    [InlineData("250\tok", 250, false, "", "ok")]
    [InlineData("550 5.1.1 User unknown", 550, false, "5.1.1", "User unknown")]
    [InlineData("550-5.7.139 long", 550, true, "5.7.139", "long")]
    [InlineData("550 5.1.1", 550, false, "5.1.1", "")]
    [InlineData("250  2.1.5   two blanks", 250, false, "2.1.5", "two blanks")]
    [InlineData("451 4.7.650 busy", 451, false, "4.7.650", "busy")]
    [InlineData("550 5.100.999 widest", 550, false, "5.100.999", "widest")]
    // None of these is an enhanced code.
    [InlineData("250 2address.org", 250, false, "", "2address.org")]
    [InlineData("250 2.example.org", 250, false, "", "2.example.org")]
    [InlineData("250 2.1", 250, false, "", "2.1")]
    [InlineData("250 2.1.", 250, false, "", "2.1.")]
    [InlineData("250 2..1 x", 250, false, "", "2..1 x")]
    [InlineData("250 2.1.5x", 250, false, "", "2.1.5x")]
    [InlineData("250 2.1.5.4 x", 250, false, "", "2.1.5.4 x")]
    [InlineData("250 2.1000.1 x", 250, false, "", "2.1000.1 x")]
    [InlineData("250 2.1.1000 x", 250, false, "", "2.1.1000 x")]
    [InlineData("250 2.01.1 x", 250, false, "", "2.01.1 x")]
    [InlineData("250 3.1.1 x", 250, false, "", "3.1.1 x")]
    [InlineData("550 #5.1.0 Address rejected", 550, false, "", "#5.1.0 Address rejected")]
    [InlineData("999 whatever", 999, false, "", "whatever")]
    public void A_reply_line_is_taken_apart(string line, int code, bool continues, string enhanced, string words)
    {
        var bytes = Encoding.ASCII.GetBytes(line);
        var reply = SmtpReplyParser.Parse(bytes);
        Assert.True(reply.IsReply);
        Assert.Equal((code, continues, enhanced), (reply.Code, reply.Continues, reply.Enhanced.ToString()));
        Assert.Equal(words, Encoding.ASCII.GetString(bytes.AsSpan(reply.TextStart)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("25")]
    [InlineData("25x ok")]
    [InlineData("2500 ok")]
    [InlineData("250ok")]
    [InlineData("250.")]
    [InlineData(" 250 ok")]
    [InlineData("000 nothing")]
    [InlineData("Trying 192.0.2.1...")]
    [InlineData("½½½ x")]
    public void What_is_no_reply_is_said_to_be_none(string line)
    {
        var reply = SmtpReplyParser.Parse(Encoding.UTF8.GetBytes(line));
        Assert.False(reply.IsReply);
        Assert.Equal(LineOddities.NotAReply, reply.Oddities);
        Assert.Equal(0, reply.TextStart);
    }

    [Theory]
    [InlineData("250", LineOddities.BareCode)]
    [InlineData("250 ", LineOddities.None)]
    [InlineData("550 2.1.1 x", LineOddities.EnhancedMismatch)]
    [InlineData("250 5.1.1 x", LineOddities.EnhancedMismatch)]
    [InlineData("354 2.0.0 x", LineOddities.EnhancedMismatch)]
    [InlineData("550 5.1.1 x", LineOddities.None)]
    public void Oddities_are_told(string line, LineOddities oddities) => Assert.Equal(oddities, SmtpReplyParser.Parse(Encoding.ASCII.GetBytes(line)).Oddities);

    [Theory]
    [InlineData("220 2.4.1 version", SmtpVerb.Connect, "")]
    [InlineData("250 2.0.0 host", SmtpVerb.Ehlo, "")]
    [InlineData("250 2.0.0 host", SmtpVerb.Helo, "")]
    [InlineData("250 2.0.0 host", SmtpVerb.Lhlo, "")]
    [InlineData("501 5.5.4 Invalid domain name", SmtpVerb.Ehlo, "5.5.4")]
    [InlineData("554 5.7.1 No service", SmtpVerb.Connect, "5.7.1")]
    [InlineData("220 2.0.0 Ready to start TLS", SmtpVerb.StartTls, "2.0.0")]
    public void Greeting_and_hello_carry_none_unless_they_refuse(string line, SmtpVerb answers, string enhanced) =>
        Assert.Equal(enhanced, SmtpReplyParser.Parse(Encoding.ASCII.GetBytes(line), answers).Enhanced.ToString());

    [Fact]
    public void Parsing_allocates_nothing()
    {
        var line = "550-5.1.1 The email account that you tried to reach does not exist."u8.ToArray();
        SmtpReplyParser.Parse(line);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var sum = 0;
        for (var i = 0; i < 1000; i++)
            sum += SmtpReplyParser.Parse(line).TextStart;
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(10_000, sum);
    }
}

// How long the panel waits for its words: annotations of the rows of a screen, seen before and seen first, and an explanation.
using System.Text;
using BenchmarkDotNet.Attributes;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Benchmarks.Smtp;

[MemoryDiagnoser]
[ShortRunJob]
public class DecoderBenchmarks
{
    private static readonly (SmtpVerb After, ReplyPosition Position, string Text)[] Screen =
    [
        (SmtpVerb.Connect, ReplyPosition.Only, "220 mail1.fabrikam.com Microsoft ESMTP MAIL Service ready at Tue, 24 Nov 2026 10:00:00 +0100"),
        (SmtpVerb.Ehlo, ReplyPosition.First, "250-mail1.fabrikam.com Hello [172.16.0.5]"),
        (SmtpVerb.Ehlo, ReplyPosition.Middle, "250-SIZE 37748736"),
        (SmtpVerb.Ehlo, ReplyPosition.Middle, "250-PIPELINING"),
        (SmtpVerb.Ehlo, ReplyPosition.Last, "250 XRDST"),
        (SmtpVerb.Mail, ReplyPosition.Only, "250 2.1.0 Sender OK"),
        (SmtpVerb.Rcpt, ReplyPosition.Only, "550 5.1.1 User unknown"),
        (SmtpVerb.DataEnd, ReplyPosition.Only, "250 2.6.0 <f25@mail1.fabrikam.com> Queued mail for delivery"),
    ];

    private readonly Catalogue _catalogue = new();
    private readonly (DialogueLine Line, byte[] Text)[] _lines = Array.ConvertAll(Screen, row =>
    {
        var text = Encoding.ASCII.GetBytes(row.Text);
        var read = SmtpReplyParser.Parse(text, row.After);
        return (new DialogueLine(Speaker.Server, row.After, read.Code, read.Enhanced, row.Position, LineOddities.None, read.TextStart, 0), text);
    });

    private ReplyDecoder _decoder = null!;

    [GlobalSetup]
    public void Setup()
    {
        _decoder = new ReplyDecoder(_catalogue, Language.English);
        AnnotateAScreenAgain();
    }

    [Benchmark(OperationsPerInvoke = 8)]
    public int AnnotateAScreenAgain()
    {
        var length = 0;
        foreach (var (line, text) in _lines)
            length += _decoder.Annotate(line, text).Length;
        return length;
    }

    [Benchmark(OperationsPerInvoke = 8)]
    public int AnnotateAScreenFirst()
    {
        var decoder = new ReplyDecoder(_catalogue, Language.English);
        var length = 0;
        foreach (var (line, text) in _lines)
            length += decoder.Annotate(line, text).Length;
        return length;
    }

    [Benchmark]
    public int Explain() => _decoder.Explain(550, new EnhancedStatus(5, 1, 1), SmtpVerb.Rcpt, "User unknown").Text.Length;

    [Benchmark]
    public int ReadTheTablesAndAnnotate() => new ReplyDecoder(new Catalogue(), Language.English).Annotate(_lines[6].Line, _lines[6].Text).Length;
}

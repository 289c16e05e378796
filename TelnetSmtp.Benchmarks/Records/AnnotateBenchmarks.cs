// How fast a big log is annotated: an Exchange receive log with two hundred interleaved sessions, made from the format's description, through the reader and
// the forms that `annotate` prints. Goal: 50 MB/s on one core for JSON lines, memory that does not grow with the log.
using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Records;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Benchmarks.Records;

[MemoryDiagnoser]
[ShortRunJob]
[Throughput(AnnotateBenchmarks.Octets)]
public class AnnotateBenchmarks
{
    internal const int Octets = 16 << 20;

    private const int Open = 200, Portion = 1 << 16;

    private readonly ReplyDecoder _decoder = new(new Catalogue(), Language.English);
    private readonly byte[] _log = Log();

    [Benchmark]
    public long Json() => Read(new AnnotatedJson(_decoder, new Utf8Output(TextWriter.Null)));

    [Benchmark]
    public long Text() => Read(new AnnotatedText(_decoder, Language.English, color: false, new Utf8Output(TextWriter.Null)));

    [Benchmark]
    public long Errors() => Read(new ErrorsOnly(new AnnotatedText(_decoder, Language.English, color: false, new Utf8Output(TextWriter.Null))));

    private long Read(IRecordHandler handler)
    {
        var reader = new RecordReader(handler);
        for (var at = 0; at < _log.Length; at += Portion)
            reader.Push(_log.AsSpan(at, Math.Min(Portion, _log.Length - at)));
        reader.Finish();
        return reader.Lines;
    }

    private static byte[] Log()
    {
        var text = new StringBuilder("#Software: Microsoft Exchange Server\r\n#Version: 15.0.0.0\r\n#Log-type: SMTP Receive Protocol Log\r\n"
            + "#Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context\r\n");
        var open = Enumerable.Range(1, Open).Select(number => (Number: number, Rows: Rows(number).GetEnumerator())).ToArray();
        var at = new DateTime(2026, 11, 24, 10, 0, 0, DateTimeKind.Utc);
        var sequence = new int[Open];
        for (var (turn, begun) = (0, Open); text.Length < Octets; turn = (turn + 7) % Open)
        {
            if (!open[turn].Rows.MoveNext())
            {
                open[turn] = (++begun, Rows(begun).GetEnumerator());
                sequence[turn] = 0;
                continue;
            }
            at = at.AddMilliseconds(1);
            text.Append(CultureInfo.InvariantCulture, $"{at:yyyy-MM-ddTHH:mm:ss.fff}Z,EX1\\Default Frontend EX1,08DE{open[turn].Number:X12},{sequence[turn]++},192.0.2.10:25,")
                .Append(CultureInfo.InvariantCulture, $"198.51.100.{open[turn].Number % 250}:{20000 + open[turn].Number % 40000},{open[turn].Rows.Current}\r\n");
        }
        return Encoding.UTF8.GetBytes(text.ToString(0, Octets));
    }

    private static IEnumerable<string> Rows(int number)
    {
        yield return "+,,";
        yield return ">,\"220 ex1.fabrikam.com Microsoft ESMTP MAIL Service ready at Tue, 24 Nov 2026 10:00:00 +0000\",";
        yield return $"<,EHLO mail{number % 977}.example.net,";
        yield return $">,250  ex1.fabrikam.com Hello [198.51.100.{number % 250}] SIZE 37748736 PIPELINING DSN ENHANCEDSTATUSCODES STARTTLS AUTH NTLM 8BITMIME BINARYMIME CHUNKING XRDST,";
        yield return "*,SMTPSubmit SMTPAcceptAnySender SMTPAcceptAuthoritativeDomainSender AcceptRoutingHeaders,Set Session Permissions";
        yield return $"<,MAIL FROM:<sender{number}@example.net> SIZE=1024,";
        yield return $"*,08DE{number:X12};2026-11-24T10:00:00.123Z;1,receiving message";
        yield return ">,250 2.1.0 Sender OK,";
        yield return $"<,RCPT TO:<user{number}@fabrikam.com>,";
        yield return number % 7 == 0
            ? $">,550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient user{number}@fabrikam.com not found by SMTP address lookup,"
            : ">,250 2.1.5 Recipient OK,";
        yield return "<,DATA,";
        yield return number % 7 == 0 ? ">,503 5.5.2 Need rcpt command," : ">,354 Start mail input; end with <CRLF>.<CRLF>,";
        if (number % 7 != 0)
            yield return $">,\"250 2.6.0 <{number:x}@mail.example.net> [InternalId={2658749461592 + number}, Hostname=ex1.fabrikam.com] Queued mail for delivery\",";
        yield return "<,QUIT,";
        yield return ">,221 2.0.0 Service closing transmission channel,";
        yield return "-,,Remote";
    }
}

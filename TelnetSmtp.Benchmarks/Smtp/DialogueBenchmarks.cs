// How many lines a second the SMTP room takes, and what it allocates for them: a flood of replies as bytes, through splitter, parser and dialogue.
// Goal: 3 million reply lines a second on one core (333 ns a line), nothing allocated for lines that change nothing.
using System.Text;
using BenchmarkDotNet.Attributes;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Benchmarks.Smtp;

[MemoryDiagnoser]
[ShortRunJob]
public class DialogueBenchmarks
{
    private const int Lines = 10_000;

    private static readonly DateTimeOffset At = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);

    private readonly SmtpDialogue _dialogue = new();
    private readonly LineSplitter _splitter = new();
    private readonly byte[] _replies = Repeat("250 2.1.5 Recipient kate@fabrikam.test OK\r\n", "550 5.1.1 <nobody@fabrikam.test>: Recipient address rejected: User unknown\r\n");
    private readonly byte[] _multiline = Repeat("550-5.7.26 This mail has been blocked because the sender is unauthenticated.\r\n");
    private readonly byte[] _content = Repeat("a line of message data as mail programs write them, about seventy octets\r\n");
    private readonly byte[] _mail = "MAIL FROM:<chris@contoso.test> SIZE=1000"u8.ToArray(), _taken = "250 2.1.0 Ok"u8.ToArray(), _reset = "RSET"u8.ToArray();
    private readonly SmtpDialogue _receiving = new();

    [GlobalSetup]
    public void Greet()
    {
        _dialogue.Connected(At);
        _dialogue.ServerLine(At, "220 mx.fabrikam.test ESMTP Postfix"u8, LineEnding.CrLf);
        _receiving.Connected(At);
        _receiving.ServerLine(At, "220 mx.fabrikam.test ESMTP Postfix"u8, LineEnding.CrLf);
        _receiving.ClientLine(At, "DATA"u8, LineEnding.CrLf);
        _receiving.ServerLine(At, "354 go"u8, LineEnding.CrLf);
    }

    [Benchmark(OperationsPerInvoke = Lines)]
    public int SplitOnly()
    {
        var count = new Count();
        _splitter.Push(_replies, ref count);
        return count.Lines;
    }

    [Benchmark(OperationsPerInvoke = Lines)]
    public int RepliesNobodyAskedFor() => Push(_replies);

    [Benchmark(OperationsPerInvoke = Lines)]
    public int OneEndlessReply() => Push(_multiline);

    [Benchmark(OperationsPerInvoke = Lines)]
    public int MessageData()
    {
        var content = new Client(_receiving);
        _splitter.Push(_content, ref content);
        return content.Lines;
    }

    /// <summary>A command and its reply, twice, the state read after each line, as a session does it: this does change the state.</summary>
    [Benchmark(OperationsPerInvoke = 4)]
    public DialogueState CommandsAndReplies()
    {
        _dialogue.ClientLine(At, _mail, LineEnding.CrLf);
        _ = _dialogue.State;
        _dialogue.ServerLine(At, _taken, LineEnding.CrLf);
        _ = _dialogue.State;
        _dialogue.ClientLine(At, _reset, LineEnding.CrLf);
        _ = _dialogue.State;
        _dialogue.ServerLine(At, _taken, LineEnding.CrLf);
        return _dialogue.State;
    }

    private int Push(byte[] bytes)
    {
        var server = new Server(_dialogue);
        _splitter.Push(bytes, ref server);
        return server.Codes;
    }

    private static byte[] Repeat(params string[] lines) =>
        Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, Lines).Select(i => lines[i % lines.Length])));

    private struct Count : ILineHandler
    {
        internal int Lines { get; private set; }

        public void Line(ReadOnlySpan<byte> text, LineEnding ending) => Lines++;
    }

    private struct Server(SmtpDialogue dialogue) : ILineHandler
    {
        internal int Codes { get; private set; }

        public void Line(ReadOnlySpan<byte> text, LineEnding ending)
        {
            Codes += dialogue.ServerLine(At, text, ending).Code;
            _ = dialogue.State;
        }
    }

    private struct Client(SmtpDialogue dialogue) : ILineHandler
    {
        internal int Lines { get; private set; }

        public void Line(ReadOnlySpan<byte> text, LineEnding ending) => Lines += dialogue.ClientLine(At, text, ending).Speaker == Speaker.Content ? 1 : 0;
    }
}

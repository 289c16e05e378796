// `--plain`: the client without a screen. Server lines on standard output with their annotations below; lines from standard input go to the prompt or to
// the session, paced by PlainScript. With HOST the client's own sentences go to standard error, so that standard output holds the server's alone.
// Refuses to buffer: a slow reader of standard output slows the session down.
using System.Text;
using System.Threading.Channels;
using TelnetSmtp.App.Hosting;
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Net;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Smtp;
using TelnetSmtp.Core.Terminal;

namespace TelnetSmtp.App.Cli;

/// <summary>One run of plain mode.</summary>
internal sealed class PlainSession : ISessionListener
{
    /// <summary>Lines read ahead of the session: enough to keep message data flowing.</summary>
    private const int LinesAhead = 256;

    /// <summary>Where the practice server listens.</summary>
    private const string PracticeHost = "127.0.0.1";

    /// <summary>How long a silent server is waited for after the input's end: RFC 5321 4.5.3.2.6, the longest of its limits.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>How long a server that said 221 may take to close before we do.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(3);

    private readonly ClientOptions options;
    private readonly CliContext context;
    private readonly ReplyDecoder decoder;
    private readonly Decoder stranger = Encoding.UTF8.GetDecoder();
    private readonly Lock gate = new();
    private readonly Channel<bool> wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private PlainScript script;
    private string attempt = "";
    private bool unfinished;
    private bool silent;
    private TerminalEcho? echo; // set while the terminal's echo is off
    private bool sending; // a message file is on its way: the script waits for its end

    private PlainSession(ClientOptions options, CliContext context)
    {
        (this.options, this.context) = (options, context);
        decoder = new ReplyDecoder(context.Catalogue, context.Language);
        script = new PlainScript(!options.NoWait);
    }

    /// <summary>Runs to the end of the session, of the prompt, or of the input.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(ClientOptions options, CliContext context, CancellationToken cancel)
    {
        try
        {
            return await new PlainSession(options, context).RunAsync(cancel).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
    }

    public void Said(string text)
    {
        var plain = PlainText.WithoutSequences(text);
        lock (gate)
        {
            // Nobody is there to press a key.
            if (silent || plain.Trim() == PromptText.PressAnyKey.In(context.Language))
                return;
            if (!options.HasPeer)
                Write(plain);
            else
                Report(plain);
        }
    }

    public void Heard(in AnnotatedLine line)
    {
        lock (gate)
        {
            script.Heard(line);
            if (line.Line.Speaker == Speaker.Server)
                WriteLine(PlainText.Of(line, options.Quiet ? null : decoder));
        }
    }

    public void Secured(TlsFacts facts)
    {
        if (options.Quiet)
            return;
        lock (gate)
            WriteLine(PlainText.Of(facts, context.Language));
    }

    public void Passed(ReadOnlySpan<byte> data)
    {
        lock (gate)
        {
            script.Stranger = true;
            var text = new char[Encoding.UTF8.GetMaxCharCount(data.Length)];
            var count = stranger.GetChars(data, text, false);
            Write(PlainText.Harmless(new string(text, 0, count).Replace("\r\n", "\n", StringComparison.Ordinal)));
        }
    }

    /// <summary>With HOST there is no prompt to show, and `Connecting To X...` is news only where it fails.</summary>
    private void Report(string plain)
    {
        if (plain == PromptText.ConnectingTo(options.Host ?? PracticeHost, context.Language))
            attempt = plain;
        else if (plain.Trim() is { Length: > 0 } said && said != PromptText.Prompt.Trim() && said != PromptText.Banner(options.Settings).Trim())
        {
            context.Error.WriteLine(attempt + said);
            attempt = "";
        }
    }

    /// <summary>Server lines begin at the start of a line, whatever the prompt left unfinished.</summary>
    private void WriteLine(string text)
    {
        attempt = "";
        Write(unfinished ? "\n" + text : text);
    }

    private void Write(string text)
    {
        if (text.Length == 0)
            return;
        unfinished = text[^1] != '\n';
        context.Output.Write(text);
    }

    private async Task<int> RunAsync(CancellationToken cancel)
    {
        var settings = options.Settings with { LogFile = null, Logging = false, RecordFile = null };
        var surroundings = new ClientContext(TimeProvider.System, context.Logger, context.Explain)
        {
            TlsFiles = options.TlsFiles,
            TellCheck = (report, language) => new CheckText(language, false).Tree(report, dialogue: false),
        };
        var client = new Client(settings, surroundings, 80, 24) { Listener = this, Changed = () => wake.Writer.TryWrite(true) };
        await using var closing = client.ConfigureAwait(false);
        if (options.Settings.LogFile is { } file)
            client.StartLog(file);
        if (options.Settings.RecordFile is { } record)
            client.StartRecord(record);
        if (options.Practice)
            client.Practice(options.Scenario);
        else if (options.Host is { } host)
            client.Open(host, options.Port, options.Tls);
        else
            Said(PromptText.Banner(settings) + PromptText.Prompt);
        var lines = Channel.CreateBounded<string>(LinesAhead);
        _ = Task.Run(() => ReadAsync(lines.Writer, cancel), cancel);
        await using var interrupted = cancel.Register(ShowTyped).ConfigureAwait(false);
        try
        {
            return await TalkAsync(client, lines.Reader, cancel).ConfigureAwait(false);
        }
        finally
        {
            ShowTyped();
        }
    }

    private async Task<int> TalkAsync(Client client, ChannelReader<string> lines, CancellationToken cancel)
    {
        while (true)
        {
            client.Pump();
            if (client.ExitCode is { } code)
                return Flushed(code);
            var now = client.Snapshot;
            // Before the question is flushed: who answers fast is not echoed either.
            if (now.AsksSecret || now is { Mode: ClientMode.Session, Session.TypedAs: Speaker.Credential })
                echo ??= TerminalEcho.Off();
            else
                ShowTyped();
            sending = client.Sending || now.Session?.Transfer is { UnderWay: true };
            if (options.HasPeer && now.Mode is ClientMode.Prompt or ClientMode.AnyKey && (now.Failure ?? (object?)now.Session?.End) is not null)
                return Flushed(EndOf(now));
            if (now.Mode is ClientMode.Prompt or ClientMode.Connecting)
                Fresh();
            if (TryHandOver(client, now, lines))
                continue;
            if (lines.Completion.IsFaulted)
                await lines.Completion.ConfigureAwait(false);
            var ended = lines.Completion.IsCompleted;
            if (ended && now.Mode is (ClientMode.Prompt or ClientMode.Nslookup))
                return Flushed(now.Failure is null ? ExitCode.Done : ExitCode.Failed);
            if (ended && now.Mode == ClientMode.Session && !sending && CutShort() is { } exit)
                return Flushed(Quit(client, exit));
            Flush();
            if (!await WokenAsync(lines, now, ended, cancel).ConfigureAwait(false))
                return Flushed(Quit(client, Closing ? ExitCode.Done : ExitCode.Failed));
        }
    }

    private bool Closing
    {
        get
        {
            lock (gate)
                return script.Closing;
        }
    }

    /// <summary>Waits for news; false where a limit passed without any.</summary>
    private async Task<bool> WokenAsync(ChannelReader<string> lines, ClientSnapshot now, bool ended, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var closing = now.Mode == ClientMode.Session && Closing;
        if (closing || ended)
            limit.CancelAfter(closing ? Farewell : Patience);
        var news = wake.Reader.WaitToReadAsync(limit.Token).AsTask();
        try
        {
            // Input is waited for only while it may go on; else it would wake us for nothing.
            await (!ended && MayHand(now) ? Task.WhenAny(news, lines.WaitToReadAsync(limit.Token).AsTask()).Unwrap() : news).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return false;
        }

        wake.Reader.TryRead(out _);
        return true;
    }

    /// <summary>No secret is asked for any longer: the terminal echoes again.</summary>
    private void ShowTyped() => Interlocked.Exchange(ref echo, null)?.Dispose();

    private bool MayHand(ClientSnapshot now)
    {
        lock (gate)
            return now.Mode switch
            {
                ClientMode.Prompt or ClientMode.Nslookup => true,
                ClientMode.Session => !sending && (now.Session!.Kind == SessionKind.Terminal || script.MayHand(now.Session.Tls is not null)),
                _ => false,
            };
    }

    private bool TryHandOver(Client client, ClientSnapshot now, ChannelReader<string> lines)
    {
        if (!MayHand(now) || !lines.TryPeek(out var line))
            return false;
        if (now.Mode is ClientMode.Prompt or ClientMode.Nslookup)
        {
            lines.TryRead(out _);
            client.Execute(line);
            return true;
        }

        if (now.Settings.Escape is { } escape && line.Length == 1 && line[0] == escape)
        {
            lines.TryRead(out _);
            client.Press(escape < ' ' ? KeyStroke.Of(char.ToLowerInvariant((char)(escape | 0x40)), KeyModifiers.Control) : KeyStroke.Of(escape));
            return true;
        }

        lock (gate)
        {
            // A full line to a server that does not read: tried again when it has read.
            if (!client.SendLine(line, !options.NoWait))
                return false;
            script.Handed(line);
        }

        lines.TryRead(out _);
        return true;
    }

    /// <summary>What the end of the input means for an open session: the exit code where it ends the session, null where its answers are still due.</summary>
    private int? CutShort()
    {
        lock (gate)
        {
            if (script.InMessage)
                return context.Fail(context.Text["EndedInMessage"], ExitCode.Failed);
            return script.Idle && !script.Closing ? ExitCode.Done : null;
        }
    }

    private int Quit(Client client, int exitCode)
    {
        silent = true;
        client.Execute("quit");
        return exitCode;
    }

    private int EndOf(ClientSnapshot now)
    {
        if (now.Failure is { } failure)
        {
            Explain(failure.End);
            return ExitCode.Failed;
        }

        var end = now.Session?.End;
        if (end is null or { Kind: SessionEndKind.ClosedByServer or SessionEndKind.ClosedByUser })
            return ExitCode.Done;
        Explain(end);
        return ExitCode.Failed;
    }

    private void Explain(SessionEnd end)
    {
        if (options.Quiet || FailureNames.Of(end) is not { } name)
            return;
        var explanation = decoder.ExplainFailure(name.Stage, name.Event);
        context.Error.Write(PlainText.Of(end.Tls is { } tls ? TlsFailureText.Complete(explanation, tls, context.Language) : explanation));
    }

    /// <summary>The next session is paced from its own beginning.</summary>
    private void Fresh()
    {
        lock (gate)
            script = new PlainScript(!options.NoWait);
    }

    private int Flushed(int exitCode)
    {
        Flush();
        return exitCode;
    }

    private void Flush()
    {
        lock (gate)
        {
            context.Output.Flush();
            context.Error.Flush();
        }
    }

    private async Task ReadAsync(ChannelWriter<string> lines, CancellationToken cancel)
    {
        try
        {
            while (await context.Input.ReadLineAsync(cancel).ConfigureAwait(false) is { } line)
                await lines.WriteAsync(line, cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Standard input that cannot be read has ended (a closed descriptor, a terminal that is gone).
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            lines.Complete(e); // a line without end, or a mistake of ours: told where the lines are taken
        }
        lines.TryComplete();
        wake.Writer.TryWrite(true);
    }
}

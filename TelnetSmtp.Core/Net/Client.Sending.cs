// The client's part in sending messages: the file is opened and looked through in the background (the keys wait meanwhile), then the session comes back and
// a MessageSender feeds it. One message at a time. Refuses to read a file on the user interface's thread.
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Session;

namespace TelnetSmtp.Core.Net;

public sealed partial class Client
{
    private static readonly LocalizedText StillSending = new("A message is being sent. Wait for its end, or stop it with Esc in the session.\n",
        "Eine Nachricht wird gerade gesendet. Warten Sie ihr Ende ab, oder brechen Sie sie in der Sitzung mit Esc ab.\n");

    private CancellationTokenSource? _preparing;
    private MessageSender? _sender;

    /// <summary>Whether a message is being looked through or fed to the session.</summary>
    public bool Sending => _preparing is not null || _sender is { Running: true };

    private bool InSmtp => Connected && _connection!.Snapshot.Kind == SessionKind.Smtp;

    private void PrepareTest(string? subject)
    {
        var (dialogue, now, language) = (_connection!.Snapshot.Dialogue, _context.Time.GetLocalNow(), _settings.Language);
        var host = _connection.Snapshot.Host;
        PrepareMessage(chunks: false, _ => MessageSource.InMemoryAsync(TestMessage.Name, TestMessage.Make(subject, dialogue, host, now, language)));
    }

    private void PrepareMessage(bool chunks, Func<CancellationToken, Task<MessageSource>> open)
    {
        if (_sender is { Running: true })
        {
            Print(StillSending.In(_settings.Language));
            return;
        }
        _preparing = new CancellationTokenSource();
        var cancel = _preparing.Token;
        _ = Background.RunAsync(() => PrepareAsync(chunks, open, cancel), Post);
    }

    private async Task PrepareAsync(bool chunks, Func<CancellationToken, Task<MessageSource>> open, CancellationToken cancel)
    {
        var source = await open(cancel).ConfigureAwait(false);
        Post(() => Prepared(source, chunks));
    }

    private void Prepared(MessageSource source, bool chunks)
    {
        _preparing?.Dispose();
        _preparing = null;
        if (source.Failure is null && Connected)
        {
            _sender = new MessageSender(source, new OutgoingMessage(source.Name, source.Figures, chunks), _connection!.Loop, _context.Time);
            _sender.Start(Post);
            (_mode, _sessionShown) = (ClientMode.Session, true);
        }
        else
        {
            source.Dispose();
            _mode = ClientMode.Prompt;
            if (source.Failure is { } failure) Print(failure.In(_settings.Language) + "\n");
            ShowPrompt();
        }
        TypeAhead();
    }

    private void CancelWaiting()
    {
        _lookups.Cancel();
        _preparing?.Cancel();
    }

    /// <summary>On the session's thread: whoever feeds it looks again.</summary>
    private void SessionChanged()
    {
        Volatile.Read(ref _sender)?.Wake();
        Wake();
    }

    private void EndSending()
    {
        _preparing?.Cancel();
        _sender?.Dispose();
    }
}

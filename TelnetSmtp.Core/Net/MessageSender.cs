// Feeds a message to a session portion by portion, each when the session has taken the one before and the server has taken most of what went out, so that
// memory stays as it is whatever the size of the file. Says when the server takes nothing. Refuses to know commands and replies: those are MessageTransfer's.
using System.Threading.Channels;
using TelnetSmtp.Core.Session;

namespace TelnetSmtp.Core.Net;

internal sealed class MessageSender(MessageSource source, OutgoingMessage message, SessionLoop loop, TimeProvider time) : IDisposable
{
    /// <summary>Octets of the file in one portion.</summary>
    public const int PortionOctets = 64 * 1024;

    /// <summary>Octets that may wait for the server before the next portion is read: enough to keep a fast line busy.</summary>
    private const int MaxWaiting = 4 * PortionOctets;

    /// <summary>After this long without a step the user is told.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5), Interval = TimeSpan.FromSeconds(1);

    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    /// <summary>Whether it is at work.</summary>
    public bool Running => !_running.IsCompleted;

    /// <summary>Begins; what nobody expected is thrown by <paramref name="post"/>.</summary>
    public void Start(Action<Action> post) => _running = Background.RunAsync(() => Task.Run(RunAsync), post);

    /// <summary>The session has moved.</summary>
    public void Wake() => _wake.Writer.TryWrite(true);

    public void Dispose() => _stop.Cancel();

    private async Task RunAsync()
    {
        try
        {
            await FeedAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The client ends, and the session with it.
        }
        finally
        {
            source.Dispose();
        }
    }

    private async Task FeedAsync()
    {
        var portion = new byte[PortionOctets];
        var (portions, mark, unsent) = (0L, time.GetTimestamp(), 0);
        if (!loop.Post(new SessionInput.MessageBegun(time.GetUtcNow(), message))) return;
        while (true)
        {
            var now = loop.Snapshot;
            if (now.Phase == SessionPhase.Ended) return;
            if (now.Transfer is { } progress && ReferenceEquals(progress.Message, message))
            {
                if (!progress.UnderWay) return;
                if (now.Unsent != unsent || now.Unsent == 0) (mark, unsent) = (time.GetTimestamp(), now.Unsent);
                if (progress.WantsMore && progress.Blocks == portions && now.Unsent <= MaxWaiting)
                {
                    if (!await HandOverAsync(portion).ConfigureAwait(false)) return;
                    portions++;
                }
                else if (time.GetElapsedTime(mark) is var waited && waited >= Patience)
                {
                    loop.Post(new SessionInput.MessageWaits(time.GetUtcNow(), waited));
                }
            }
            await WokenAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Reads a portion and hands it over; false where that was the last of them.</summary>
    private async Task<bool> HandOverAsync(byte[] portion)
    {
        try
        {
            var count = await source.ReadAsync(portion, _stop.Token).ConfigureAwait(false);
            return loop.Post(new SessionInput.MessageRead(time.GetUtcNow(), portion.AsMemory(0, count), count == 0)) && count > 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            loop.Post(new SessionInput.MessageFailed(time.GetUtcNow(), MessageSource.Reason(e)));
            return false;
        }
    }

    private async Task WokenAsync()
    {
        using var interval = new CancellationTokenSource(Interval, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, interval.Token);
        try
        {
            await _wake.Reader.ReadAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
        {
            // Nothing has moved for a while.
        }
    }
}

// A session that was dialled: its machine, its loop, and the hand-over when the loop has ended (from then on the client may print on its screen).
// Refuses to decide anything: it only keeps the three together and knows who owns the machine.
using System.Net;
using System.Net.Sockets;
using TelnetSmtp.Core.Session;

namespace TelnetSmtp.Core.Net;

internal sealed class Connection(TelnetSession session, Socket socket, string host, LoopContext context) : IAsyncDisposable
{
    private SessionSnapshot? _afterEnd;
    private bool _closing;

    public TelnetSession Session => session;

    public SessionLoop Loop { get; } = new(new NetworkStream(socket, ownsSocket: true), socket, session, host, context);

    /// <summary>Whether the loop has ended and its end was handed over.</summary>
    public bool Over { get; private set; }

    /// <summary>Whether it is over or about to be: closed by the user, or ended and not handed over yet. What is typed now is no longer for it.</summary>
    public bool Ending => Over || _closing || Loop.Snapshot.Phase == SessionPhase.Ended;

    /// <summary>Done once the loop has ended and has told so; never failed.</summary>
    public Task Running { get; private set; } = Task.CompletedTask;

    public SessionSnapshot Snapshot => _afterEnd ?? Loop.Snapshot;

    /// <summary>Starts the loop; <paramref name="ended"/> is called on its thread when it has ended, and a mistake of ours is thrown by <paramref name="post"/>.</summary>
    public void Start(IPEndPoint? remote, bool implicitTls, TimeProvider time, Action<SessionEnd> ended, Action<Action> post)
    {
        context.Apply(session, new SessionInput.Connected(time.GetUtcNow(), host, remote));
        Running = Background.RunAsync(() => Task.Run(() => RunAsync(implicitTls, ended)), post);
    }

    /// <summary>Ends the session in order (<see cref="SessionLoop.Close"/>).</summary>
    public void Close()
    {
        _closing = true;
        Loop.Close();
    }

    /// <summary>The client's thread takes the machine over.</summary>
    public void HandOver()
    {
        Over = true;
        _afterEnd = session.Snapshot();
    }

    /// <summary>An input for the machine, wherever it is.</summary>
    public void Apply(SessionInput input)
    {
        if (!Over)
        {
            Loop.Post(input);
            return;
        }
        session.Apply(input);
        _afterEnd = session.Snapshot();
    }

    public async ValueTask DisposeAsync()
    {
        await Loop.DisposeAsync().ConfigureAwait(false);
        await Running.ConfigureAwait(false);
    }

    private async Task RunAsync(bool implicitTls, Action<SessionEnd> ended) => ended(await Loop.RunAsync(implicitTls).ConfigureAwait(false));
}

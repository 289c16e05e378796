// A session that was dialled: its machine, its loop, and the hand-over when the loop has ended (from then on the client may print on its screen).
// Refuses to decide anything: it only keeps the three together and knows who owns the machine.
using System.Net;
using System.Net.Sockets;
using TelnetSmtp.Core.Session;

namespace TelnetSmtp.Core.Net;

internal sealed class Connection(TelnetSession session, Socket socket, string host, LoopContext context) : IAsyncDisposable
{
    private SessionSnapshot? _afterEnd;
    private Task _running = Task.CompletedTask;

    public TelnetSession Session => session;

    public SessionLoop Loop { get; } = new(new NetworkStream(socket, ownsSocket: true), socket, session, host, context);

    /// <summary>Whether the loop has ended and its end was handed over.</summary>
    public bool Over { get; private set; }

    public SessionSnapshot Snapshot => _afterEnd ?? Loop.Snapshot;

    /// <summary>Starts the loop; <paramref name="ended"/> is called on its thread when it has ended.</summary>
    public void Start(IPEndPoint? remote, bool implicitTls, TimeProvider time, Action<SessionEnd> ended)
    {
        context.Apply(session, new SessionInput.Connected(time.GetUtcNow(), host, remote));
        _running = Task.Run(async () => ended(await Loop.RunAsync(implicitTls).ConfigureAwait(false)));
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
        await _running.ConfigureAwait(false);
    }
}

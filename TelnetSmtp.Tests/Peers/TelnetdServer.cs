// A real telnet server (GNU inetutils) of the test's own. Such servers are started by inetd with the connection as their standard input and output;
// here a listener on a free loopback port does that. Instead of login it runs what the test wants, so that no account is needed.
using System.Net;
using System.Net.Sockets;
using TelnetSmtp.Tests.Support;

namespace TelnetSmtp.Tests.Peers;

/// <summary>A listening telnet server.</summary>
public sealed class TelnetdServer : IAsyncDisposable
{
    /// <summary>The variable by which whatever ran in a session is found.</summary>
    private const string Mark = "TELNETSMTP_TELNETD";

    private readonly TemporaryFolder folder = new();
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ending = new();
    private readonly string program;
    private readonly List<int> sessions = [];
    private readonly string mark = $"{Guid.NewGuid():N}";
    private Task accepting = Task.CompletedTask;

    private TelnetdServer(string program) => this.program = program;

    /// <summary>The loopback port.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Starts a server.</summary>
    /// <param name="script">What runs in each session in place of login: lines for /bin/sh, in a terminal of the server's.</param>
    /// <param name="arguments">More arguments of telnetd, as --linemode.</param>
    public static TelnetdServer Start(string script, params string[] arguments)
    {
        Peer.RequireRoot("telnetd");
        var server = new TelnetdServer(Peer.Require("telnetd", "inetutils-telnetd"));
        var login = server.folder.Write("login", $"#!/bin/sh\nexport {Mark}={server.mark}\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(login, (UnixFileMode)0b111_101_101);
        server.listener.Start();
        server.accepting = server.AcceptAsync(["-h", "-E", login, .. arguments]);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await accepting;
        listener.Dispose();
        foreach (var session in sessions)
        {
            Posix.Send(session, Signal.Kill);
            await Deadline.UntilAsync("telnetd's end", () => Posix.Reap(session));
        }

        // A program whose telnetd has gone is nobody's child any more, and may go on for ever without a terminal.
        await Deadline.UntilAsync("the end of what ran in the sessions", () =>
        {
            var left = Posix.Heirs(Mark, mark);
            foreach (var process in left)
                Posix.Send(process, Signal.Kill);
            return left.Count == 0;
        });
        ending.Dispose();
        folder.Dispose();
    }

    private async Task AcceptAsync(string[] arguments)
    {
        try
        {
            while (true)
            {
                using var connection = await listener.AcceptSocketAsync(ending.Token);

                // The server expects a socket that blocks; .NET makes it one that does not as soon as it waits for it, which it never does here.
                sessions.Add(Posix.Spawn(program, arguments, (int)connection.Handle));
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }
}

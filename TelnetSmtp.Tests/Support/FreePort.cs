// Loopback ports that nobody uses. Refuses to give the same port twice in one run, so that tests in parallel do not meet.
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace TelnetSmtp.Tests.Support;

/// <summary>Ports for servers that cannot choose one themselves.</summary>
public static class FreePort
{
    private static readonly ConcurrentDictionary<int, bool> Given = new();

    /// <summary>A port on which nothing listens now. The system gives another one to whoever asks for port 0 for long enough that the server can take it.</summary>
    public static int Next()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            var port = ((IPEndPoint)listener.LocalEndpoint).Port;
            if (Given.TryAdd(port, true))
                return port;
        }
    }
}

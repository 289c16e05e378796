// The diagnostic messages of Net, source-generated. Refuses to know payloads: no byte of a session and no secret is ever logged.
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using TelnetSmtp.Core.Session;

namespace TelnetSmtp.Core.Net;

internal static partial class NetLog
{
    [LoggerMessage(1, LogLevel.Information, "Connected to {Address}, port {Port}")]
    public static partial void Connected(this ILogger logger, IPAddress address, int port);

    [LoggerMessage(2, LogLevel.Warning, "Connecting to {Address}, port {Port} failed: {Kind}")]
    public static partial void ConnectFailed(this ILogger logger, IPAddress address, int port, SessionEndKind kind);

    [LoggerMessage(3, LogLevel.Warning, "The name {Host} does not resolve: {Error}")]
    public static partial void NameUnresolved(this ILogger logger, string host, SocketError error);

    [LoggerMessage(4, LogLevel.Information, "Session with {Host}, port {Port} ended: {Kind}")]
    public static partial void SessionEnded(this ILogger logger, string host, int port, SessionEndKind kind);

    [LoggerMessage(5, LogLevel.Debug, "Received {Bytes} bytes")]
    public static partial void Received(this ILogger logger, int bytes);

    [LoggerMessage(6, LogLevel.Debug, "Sent {Bytes} bytes")]
    public static partial void Sent(this ILogger logger, int bytes);

    [LoggerMessage(7, LogLevel.Information, "TLS started: {Protocol}, {Cipher}; certificate problems: {Problems}")]
    public static partial void TlsStarted(this ILogger logger, string protocol, string cipher, int problems);

    [LoggerMessage(8, LogLevel.Warning, "The TLS handshake failed")]
    public static partial void TlsFailed(this ILogger logger, Exception exception);

    [LoggerMessage(9, LogLevel.Warning, "The session log failed: {Reason}")]
    public static partial void LogFailed(this ILogger logger, string reason);

    [LoggerMessage(11, LogLevel.Warning, "The way to the server cannot be taken: {Reason}")]
    public static partial void RouteFailed(this ILogger logger, string reason);

    [LoggerMessage(12, LogLevel.Information, "A policy could not be read")]
    public static partial void PolicyUnread(this ILogger logger, Exception exception);

    [LoggerMessage(10, LogLevel.Error, "The session loop failed")]
    public static partial void LoopFailed(this ILogger logger, Exception exception);
}

// The log of the practice server: who came and went, what was kept, what broke. Never commands, credentials or content.
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Extensions.Logging;

namespace TelnetSmtp.Core.Net;

internal static partial class PracticeLog
{
    [LoggerMessage(EventId = 700, Level = LogLevel.Information, Message = "Practice server \"{Scenario}\" listens on {EndPoint}")]
    public static partial void Listening(ILogger logger, string scenario, IPEndPoint endPoint);

    [LoggerMessage(EventId = 701, Level = LogLevel.Warning, Message = "The practice server listens on {EndPoint}: other machines can reach it")]
    public static partial void NotLoopback(ILogger logger, IPEndPoint endPoint);

    [LoggerMessage(EventId = 702, Level = LogLevel.Warning, Message = "A connection could not be accepted: {Error}")]
    public static partial void AcceptFailed(ILogger logger, SocketError error);

    [LoggerMessage(EventId = 703, Level = LogLevel.Debug, Message = "{Client} connected")]
    public static partial void Connected(ILogger logger, EndPoint? client);

    [LoggerMessage(EventId = 704, Level = LogLevel.Debug, Message = "{Client} is served")]
    public static partial void Ended(ILogger logger, EndPoint? client);

    [LoggerMessage(EventId = 705, Level = LogLevel.Debug, Message = "{Client} is cut off because the server stops")]
    public static partial void Stopped(ILogger logger, EndPoint? client);

    [LoggerMessage(EventId = 706, Level = LogLevel.Information, Message = "{Client} did not read or shake hands in time")]
    public static partial void Slow(ILogger logger, EndPoint? client);

    [LoggerMessage(EventId = 707, Level = LogLevel.Information, Message = "The connection of {Client} broke: {Reason}")]
    public static partial void Broken(ILogger logger, EndPoint? client, string reason);

    [LoggerMessage(EventId = 708, Level = LogLevel.Debug, Message = "{Client} kept its side open after the last reply")]
    public static partial void Lingered(ILogger logger, EndPoint? client);

    [LoggerMessage(EventId = 709, Level = LogLevel.Debug, Message = "{Client} speaks {Protocol}")]
    public static partial void Secured(ILogger logger, EndPoint? client, SslProtocols protocol);

    [LoggerMessage(EventId = 710, Level = LogLevel.Information, Message = "Message {Id} kept: {Recipients} recipients, {Octets} octets")]
    public static partial void Kept(ILogger logger, string id, int recipients, int octets);

    [LoggerMessage(EventId = 711, Level = LogLevel.Error, Message = "Message {Id} could not be written to the Maildir: {Reason}")]
    public static partial void MaildirFailed(ILogger logger, string id, string reason);
}

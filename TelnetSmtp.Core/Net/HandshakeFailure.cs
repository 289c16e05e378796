// Tells why a handshake failed by the server's first bytes in clear: an SMTP line, an alert (RFC 8446 6.2), a hello of an old version, or nothing at all.
// Refuses to guess where the bytes do not tell: then the system's words stand alone.
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using TelnetSmtp.Core.Session;

namespace TelnetSmtp.Core.Net;

internal static class HandshakeFailure
{
    private const byte AlertRecord = 21, HandshakeRecord = 22, ServerHello = 2;

    /// <summary>A record's header: type, version (2), length (2).</summary>
    private const int Header = 5;

    /// <summary>Characters of a plaintext answer that are shown.</summary>
    private const int ShownLength = 80;

    // RFC 8446 6.2; 40 is what servers say without a shared cipher, and some for want of anything better.
    private static readonly Dictionary<byte, TlsFailureKind> Alerts = new()
    {
        [40] = TlsFailureKind.Cipher,
        [71] = TlsFailureKind.Cipher,
        [70] = TlsFailureKind.Version,
        [86] = TlsFailureKind.Version,
        [112] = TlsFailureKind.NameUnknown,
        [116] = TlsFailureKind.ClientCertificateNeeded,
        [42] = TlsFailureKind.ClientCertificateRefused,
        [43] = TlsFailureKind.ClientCertificateRefused,
        [44] = TlsFailureKind.ClientCertificateRefused,
        [45] = TlsFailureKind.ClientCertificateRefused,
        [46] = TlsFailureKind.ClientCertificateRefused,
        [48] = TlsFailureKind.ClientCertificateRefused,
    };

    /// <summary>Judges a failed handshake.</summary>
    /// <param name="first">The server's first bytes.</param>
    /// <param name="ended">Whether it closed its side.</param>
    /// <param name="error">The exception.</param>
    /// <param name="timedOut">Whether it was given up.</param>
    /// <param name="clientCertificate">Whether a certificate of the client's was at hand.</param>
    /// <param name="firstByte">Whether TLS was to begin with the connection: only then can the server have greeted instead.</param>
    public static TlsFailure Of(ReadOnlySpan<byte> first, bool ended, Exception error, bool timedOut, bool clientCertificate, bool firstByte)
    {
        if (first.Length > 0 && first[0] is < 20 or > 24)
        {
            var said = Shown(first);
            var greets = firstByte && first.Length >= 4 && first[..3].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0 && first[0] is (byte)'2' or (byte)'4' or (byte)'5' && first[3] is (byte)' ' or (byte)'-';
            return new TlsFailure(greets ? TlsFailureKind.PlaintextGreeting : TlsFailureKind.PlaintextAnswer, said);
        }
        if (Alert(first) is { } alert)
        {
            var kind = Alerts.GetValueOrDefault(alert, TlsFailureKind.Alert);
            if (kind == TlsFailureKind.ClientCertificateRefused && !clientCertificate) kind = TlsFailureKind.ClientCertificateNeeded;
            return new TlsFailure(kind, Number(alert));
        }
        if (OldHello(first) is { } version) return new TlsFailure(TlsFailureKind.Version, version);
        if (timedOut) return new TlsFailure(TlsFailureKind.TimedOut);
        if (Socket(error) is SocketError.ConnectionReset or SocketError.ConnectionAborted) return new TlsFailure(TlsFailureKind.Reset);
        return new TlsFailure(ended ? TlsFailureKind.Closed : TlsFailureKind.Other);
    }

    /// <summary>An alert in clear, be it the first record or behind the server's hello.</summary>
    private static byte? Alert(ReadOnlySpan<byte> records)
    {
        while (records.Length >= Header + 2)
        {
            var length = records[3] << 8 | records[4];
            if (records[0] == AlertRecord && length == 2) return records[Header + 1];
            if (length > records.Length - Header) return null;
            records = records[(Header + length)..];
        }
        return null;
    }

    /// <summary>The version of a server's hello below 1.2; null for all else. 1.3 calls itself 1.2 there.</summary>
    private static string? OldHello(ReadOnlySpan<byte> records) => records.Length > Header + 6 && records[0] == HandshakeRecord && records[Header] == ServerHello
        ? (records[Header + 4], records[Header + 5]) switch
        {
            (3, 0) => "SSLv3",
            (3, 1) => "TLSv1.0",
            (3, 2) => "TLSv1.1",
            _ => null,
        }
        : null;

    private static SocketError? Socket(Exception? error) => error switch
    {
        null => null,
        SocketException s => s.SocketErrorCode,
        _ => Socket(error.InnerException),
    };

    /// <summary>The first line, printable characters only.</summary>
    private static string Shown(ReadOnlySpan<byte> first)
    {
        var end = first.IndexOfAny((byte)'\r', (byte)'\n');
        var line = Encoding.UTF8.GetString(end < 0 ? first : first[..end]);
        var clean = string.Concat(line.Select(c => char.IsControl(c) || c == '\uFFFD' ? '?' : c));
        return clean.Length <= ShownLength ? clean : clean[..(ShownLength - 1)] + "…";
    }

    private static string Number(byte alert) => alert.ToString(CultureInfo.InvariantCulture);
}

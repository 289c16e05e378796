// Whom a session of a record was held with, out of the notes that recording tools write at its beginning, and out of Exchange's rows. A few forms, each with
// the tool that writes it. Refuses to guess: a note of another form names nobody.
using System.Text;

namespace TelnetSmtp.Core.Records;

/// <summary>Reads peers.</summary>
public static class RecordPeer
{
    /// <summary>Longest peer kept: a domain name (RFC 1035 2.3.4) and a port.</summary>
    public const int MaxLength = 255 + 6;

    private const int ExchangeRemote = 5; // fields before the remote end-point

    /// <summary>The peer that <paramref name="note"/> names, as host or host:port; null where it names none.</summary>
    public static string? OfNote(ReadOnlySpan<byte> note)
    {
        if (note.Length > 20 && note[10] == (byte)'T' && note.IndexOf((byte)',') is > 18 and < 40)
            return OfExchange(note);
        // swaks, curl, GNU telnet, MailKit: `Connected to`; Windows: `Connecting To`; our own recordings: `connect`; Postfix: `connect from`.
        var peer = After(note, "onnected to "u8) ?? After(note, "onnecting To "u8) ?? After(note, "connect from "u8)
            ?? (note.StartsWith("connect "u8) && note.LastIndexOf((byte)':') > 0 ? After(note, "connect "u8) : null);
        if (peer is null)
            return null;
        if (peer.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme)
            peer = peer[(scheme + 3)..];
        peer = peer.Split('/', '?', ',')[0].TrimEnd('.', ':');
        return peer.Length is > 0 and <= MaxLength ? peer : null;
    }

    /// <summary>Host and port of a peer; port 25 where it names none. Brackets of IPv6 are taken off.</summary>
    public static (string Host, int Port) Split(string peer)
    {
        var colon = peer.LastIndexOf(':');
        if (colon > 0 && (peer[colon - 1] == ']' || peer.IndexOf(':', StringComparison.Ordinal) == colon) && ushort.TryParse(peer.AsSpan(colon + 1), out var port) && port > 0)
            return (peer[..colon].Trim('[', ']'), port);
        return (peer.Trim('[', ']'), 25);
    }

    private static string? After(ReadOnlySpan<byte> note, ReadOnlySpan<byte> words)
    {
        var at = note.IndexOf(words);
        if (at < 0)
            return null;
        var rest = note[(at + words.Length)..].Trim((byte)' ');
        var end = rest.IndexOf((byte)' ');
        // curl: `Connected to host (address) port 25 (#0)`.
        var port = end < 0 ? -1 : rest.IndexOf(" port "u8);
        var host = Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]);
        if (port < 0)
            return host;
        var digits = rest[(port + 6)..];
        var length = 0;
        while (length < digits.Length && digits[length] is >= (byte)'0' and <= (byte)'9')
            length++;
        return length is > 0 and < 6 ? $"{host}:{Encoding.ASCII.GetString(digits[..length])}" : host;
    }

    /// <summary>The remote end-point; where that is empty still (SmtpSend before it connects) nothing.</summary>
    private static string? OfExchange(ReadOnlySpan<byte> row)
    {
        for (var i = 0; i < ExchangeRemote; i++)
        {
            var comma = row.IndexOf((byte)',');
            if (comma < 0)
                return null;
            row = row[(comma + 1)..];
        }
        var end = row.IndexOf((byte)',');
        return end is > 0 and <= MaxLength && row[0] != (byte)'"' ? Encoding.UTF8.GetString(row[..end]) : null;
    }
}

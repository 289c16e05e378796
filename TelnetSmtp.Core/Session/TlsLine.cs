// The one line of our own in a session's text: it stands on the screen and in the log where TLS begins, so that a log tells by itself what passed
// encrypted, implicit TLS included. The same in every language, because records are read by programs.
namespace TelnetSmtp.Core.Session;

/// <summary>Writes the line; Records know it by <see cref="Mark"/>.</summary>
public static class TlsLine
{
    /// <summary>How it begins. No SMTP reply and no command begins so.</summary>
    public const string Mark = "=== TLS";

    /// <summary><c>=== TLSv1.3, TLS_AES_256_GCM_SHA384</c>.</summary>
    public static string Of(string protocol, string cipher) =>
        protocol.StartsWith("TLS", StringComparison.Ordinal) ? $"=== {protocol}, {cipher}" : $"{Mark} ({protocol}), {cipher}";
}

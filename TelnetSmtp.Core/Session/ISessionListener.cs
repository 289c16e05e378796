// Hears a session line by line as it comes, for plain mode, which has no screen from which to read. A listener that is slow slows the session down:
// nothing is kept for it and nothing is lost.
namespace TelnetSmtp.Core.Session;

/// <summary>A listener. <see cref="Heard"/> and <see cref="Passed"/> are called on the session's thread, <see cref="Said"/> on the client's.</summary>
public interface ISessionListener
{
    /// <summary>Text of our own: the prompt's and the client's sentences, line ends and EL of the prompt's console included.</summary>
    void Said(string text);

    /// <summary>A line of the SMTP dialogue, either side's; client lines once they were sent, secrets masked.</summary>
    void Heard(in AnnotatedLine line);

    /// <summary>TLS stands, as agreed in <paramref name="facts"/>.</summary>
    void Secured(TlsFacts facts)
    {
    }

    /// <summary>Server data of a session that is no SMTP dialogue, line ends included. Valid only during the call.</summary>
    void Passed(ReadOnlySpan<byte> data);
}

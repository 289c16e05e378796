// What a session wants done after one input. Filled by TelnetSession.Apply, acted on by the loop before the next read, reused for the next input.
using System.Buffers;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Session;

/// <summary>The consequences of one <see cref="SessionInput"/>. Valid until the next Apply.</summary>
public sealed class SessionOutput
{
    /// <summary>Bytes for the server, as they go on the wire.</summary>
    public ArrayBufferWriter<byte> Send { get; } = new(256);

    /// <summary>Bytes for the text log: what was added to the screen, data as it came and typed text as echoed.</summary>
    public ArrayBufferWriter<byte> Log { get; } = new(256);

    /// <summary>The commands that went out, in order.</summary>
    internal List<SmtpVerb> Commands { get; } = [];

    /// <summary>Offset in <see cref="Send"/> of a byte to be sent as TCP urgent data (RFC 854 Synch); -1 for none.</summary>
    public int Urgent { get; internal set; } = -1;

    /// <summary>The server said 220 to STARTTLS: shake hands before the next read.</summary>
    public bool StartTls { get; internal set; }

    /// <summary>The session must end, and why; null to go on.</summary>
    public SessionEnd? End { get; internal set; }

    internal void Clear()
    {
        Send.Clear(); // wiped: a secret may stand in it
        Log.ResetWrittenCount();
        Commands.Clear();
        Urgent = -1;
        StartTls = false;
        End = null;
    }
}

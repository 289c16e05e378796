// What the practice server wants done in the world, in order. The machine only says it; Net.PracticeListener does it.
namespace TelnetSmtp.Core.Practice;

/// <summary>One thing to do.</summary>
public abstract record PracticeAction
{
    private PracticeAction()
    {
    }

    /// <summary>Send these bytes.</summary>
    public sealed record Send(ReadOnlyMemory<byte> Bytes) : PracticeAction;

    /// <summary>Do nothing, and read nothing, for this long.</summary>
    public sealed record Wait(TimeSpan Time) : PracticeAction;

    /// <summary>Begin the TLS handshake as the server; <paramref name="Fail"/>: break it off in its middle.</summary>
    public sealed record StartTls(bool Fail) : PracticeAction;

    /// <summary>A message was taken; it stands in the store already. A host with a mail directory writes it there.</summary>
    public sealed record Keep(PracticeMessage Message) : PracticeAction;

    /// <summary>Close in order: what was sent arrives.</summary>
    public sealed record Close : PracticeAction;

    /// <summary>Drop the connection at once (RST).</summary>
    public sealed record Drop : PracticeAction;
}

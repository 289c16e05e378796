// A full-screen window that changes by itself: by a session, by time, by a file that is being read. The loop asks all that are open, whichever is on top.
namespace TelnetSmtp.App.Tui;

/// <summary>What the loop asks of a window. UI thread only.</summary>
internal interface ILiveWindow
{
    /// <summary>When it wants to be asked again although nothing has woken the loop; null for not before it does.</summary>
    TimeSpan? Due { get; }

    /// <summary>Lets background work and time come in.</summary>
    /// <returns>Whether there is anything new to draw.</returns>
    bool Pump();

    /// <summary>Takes the newest state and marks what shows it for drawing.</summary>
    void TakeFrame();
}

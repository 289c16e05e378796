// The client as a user interface drives it: keys in, snapshots out. The full screen, plain mode and tests all use this door and no other.
using System.Collections.Immutable;
using TelnetSmtp.Core.Dns;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Terminal;

namespace TelnetSmtp.Core.Net;

/// <summary>A domain's mail servers.</summary>
/// <param name="Exchangers">In the order in which a sender tries them.</param>
/// <param name="Problem">One line: why there are none; null where there are some.</param>
public sealed record ExchangersFound(ImmutableArray<MailExchanger> Exchangers, LocalizedText? Problem);

/// <summary>One telnet client. All members but <see cref="Snapshot"/> belong to one thread, the user interface's.</summary>
public interface IClient : IAsyncDisposable
{
    /// <summary>The newest state; readable by any thread.</summary>
    ClientSnapshot Snapshot { get; }

    /// <summary>Set once `quit` was done (or the server ended a session that was all there was to do).</summary>
    int? ExitCode { get; }

    /// <summary>Called from any thread when a new snapshot stands or <see cref="Pump"/> has work.</summary>
    Action? Changed { get; set; }

    /// <summary>A key: for the session, the prompt, or an attempt to connect, whichever has the keys.</summary>
    void Press(KeyStroke key);

    /// <summary>The mouse, in cells of the session's screen: for a server that asked for it, nobody else.</summary>
    void Mouse(MouseStroke stroke);

    /// <summary>Pasted text, line ends of any kind.</summary>
    void Paste(string text);

    /// <summary>The size of the terminal pane in cells.</summary>
    void Resize(int columns, int rows);

    /// <summary>A prompt line from elsewhere than the keyboard (a dialog, the command line, standard input): done as if typed at the prompt.</summary>
    void Execute(string promptLine);

    /// <summary>Asks DNS where a domain's mail goes, from any thread.</summary>
    Task<ExchangersFound> FindExchangersAsync(string domain, CancellationToken cancel);

    /// <summary>Does what background work has left to do. Call once an iteration of the loop.</summary>
    void Pump();
}

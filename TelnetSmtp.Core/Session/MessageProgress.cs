// A message file on its way: what it is and how far it has got. Values; made by MessageTransfer, read by whoever feeds it and by the views.
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Session;

/// <summary>A message that is to be sent as it is, and what was found in it before.</summary>
/// <param name="Name">What it is called on the screen and in the log, for example the file's name.</param>
/// <param name="Figures">Its size and form.</param>
/// <param name="Chunks">Whether it goes in BDAT chunks (RFC 3030), else by DATA.</param>
public sealed record OutgoingMessage(string Name, MessageFigures Figures, bool Chunks);

/// <summary>How far a message has got.</summary>
public enum TransferStage : byte
{
    /// <summary>DATA has gone, its 354 has not come.</summary>
    AwaitingGo,
    /// <summary>Octets are taken and sent.</summary>
    Sending,
    /// <summary>A chunk has gone, its reply has not come.</summary>
    AwaitingChunk,
    /// <summary>All of it has gone, the end too.</summary>
    Sent,
    /// <summary>It was not begun: the dialogue was not at the place for it.</summary>
    NotBegun,
    /// <summary>The user stopped it.</summary>
    Stopped,
    /// <summary>The server refused DATA or a chunk, or ended the message before its end.</summary>
    Refused,
    /// <summary>The file could not be read to its end, or the connection went.</summary>
    Failed,
}

/// <summary>A message at one moment.</summary>
/// <param name="Message">Which.</param>
/// <param name="Stage">How far.</param>
/// <param name="Sent">Octets handed over for sending, as <see cref="MessageFigures.Octets"/> counts.</param>
/// <param name="Blocks">Portions of the file taken so far.</param>
/// <param name="WantsMore">Whether the next portion may come.</param>
/// <param name="Row">The screen row that shows its progress.</param>
/// <param name="Reason">Why it did not go to its end; null else.</param>
public sealed record MessageProgress(OutgoingMessage Message, TransferStage Stage, long Sent, long Blocks, bool WantsMore, long Row, LocalizedText? Reason)
{
    /// <summary>Whether it is on its way still.</summary>
    public bool UnderWay => Stage is TransferStage.AwaitingGo or TransferStage.Sending or TransferStage.AwaitingChunk;
}

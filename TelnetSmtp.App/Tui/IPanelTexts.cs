// What the side panel asks of the decoder: words for a line, for what is being typed, for a failure. Refuses to draw.
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Net;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.App.Tui;

/// <summary>What there is to say of a line while it is typed.</summary>
/// <param name="Line">Syntax with the part being typed, remarks, likely answer.</param>
/// <param name="Title">The command and what it is for; empty where it is none yet.</param>
/// <param name="Text">What the command does, in a sentence or two; may be empty.</param>
/// <param name="Example">How it looks; may be empty.</param>
/// <param name="Sources">RFC sections.</param>
internal sealed record TypingAdvice(Advice Line, string Title, string Text, string Example, IReadOnlyList<string> Sources);

/// <summary>The panel's words. All members are pure and quick: they are called while a frame is drawn.</summary>
internal interface IPanelTexts
{
    /// <summary>The language of the answers.</summary>
    Language Language { get; set; }

    /// <summary>A few words for the row of <paramref name="line"/>, without symbol; empty where a line needs none (message data).</summary>
    string Annotate(in AnnotatedLine line);

    /// <summary>All there is to say of <paramref name="line"/>.</summary>
    Explanation Explain(in AnnotatedLine line);

    /// <summary>What to say of <see cref="SessionSnapshot.Typed"/>; null where there is nothing to say.</summary>
    TypingAdvice? Advise(SessionSnapshot session);

    /// <summary>Why a connection failed or ended.</summary>
    Explanation ExplainFailure(ConnectFailure failure);
}

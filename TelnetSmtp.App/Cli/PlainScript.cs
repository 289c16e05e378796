// When a line of standard input may go to the session: after the reply to the one before, so that scripts do not pipeline (RFC 5321 4.1.1, Postfix's
// "improper command pipelining"); message data after the 354 flows without waiting up to the lone dot. Pure: lines and states in, a yes or no out.
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.App.Cli;

/// <summary>Paces one session.</summary>
/// <param name="wait">False (<c>--no-wait</c>) lets every line go at once.</param>
internal sealed class PlainScript(bool wait)
{
    private DialogueState state = DialogueState.Initial;
    private bool greeted;
    private bool inMessage;
    private long handed;
    private long sent;

    /// <summary>Whether the next line is message data: a 354 came, and the lone dot has not been handed over.</summary>
    public bool InMessage => wait ? inMessage : state.Phase == DialoguePhase.Content;

    /// <summary>Whether the server said its last word (221, 421).</summary>
    public bool Closing => state.Phase == DialoguePhase.Closing;

    /// <summary>Whether the server speaks something else than SMTP, so that nothing can be waited for.</summary>
    public bool Stranger { get; set; }

    /// <summary>Whether everything handed over was sent and answered.</summary>
    public bool Idle => greeted && !Stranger && sent >= handed && state.Unanswered.IsEmpty && !InMessage;

    /// <summary>Whether the next line may go.</summary>
    /// <param name="tls">Whether TLS stands: after the 220 to STARTTLS the handshake is waited for.</param>
    public bool MayHand(bool tls)
    {
        if (!wait || Stranger || inMessage)
            return !Closing;
        return Idle && !Closing && (state.Phase != DialoguePhase.TlsHandshake || tls);
    }

    /// <summary>A line was handed to the session.</summary>
    public void Handed(string line)
    {
        handed++;
        if (line == ".")
            inMessage = false;
    }

    /// <summary>A line of the dialogue, either side's.</summary>
    public void Heard(in AnnotatedLine line)
    {
        state = line.State;
        if (line.Line.Speaker is Speaker.Client or Speaker.Content or Speaker.Credential)
        {
            sent = Math.Min(sent + 1, handed); // those of a message file were not handed over
            inMessage &= line.Line.Verb != SmtpVerb.DataEnd; // of a message file: no line of the input
            return;
        }

        if (line.Line.Speaker != Speaker.Server)
            return;
        Stranger |= !greeted && (line.Line.Oddities & LineOddities.NotAReply) != 0;
        greeted = true;
        if (line.Line.Code == 354 && state.Phase == DialoguePhase.Content)
            inMessage = true;
    }
}

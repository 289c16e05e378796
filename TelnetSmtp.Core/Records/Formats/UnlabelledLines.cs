// Who said a line in a record without marks (telnet, typescript, PuTTY, openssl): the line's own form and the state of the dialogue tell. After the greeting
// a line of three digits is the server's, another one the client's; after a 354 all is the client's up to the lone dot. RFC 5321 4.2, 4.1.1.4.
using System.Text;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Records.Formats;

/// <summary>Judges.</summary>
internal static class UnlabelledLines
{
    // What telnet programs, shells and recorders write between the lines of a dialogue.
    private static readonly (byte[] Start, SessionMark Mark)[] Notes =
    [
        .. new (string, SessionMark)[]
        {
            ("Trying ", SessionMark.Begins), ("Connected to ", SessionMark.Begins), ("Connecting To ", SessionMark.Begins), ("Escape character is ", SessionMark.None),
            ("Escape Character is ", SessionMark.None), ("Connection closed by foreign host", SessionMark.Ends), ("Connection to host lost", SessionMark.Ends),
            ("Connection closed.", SessionMark.Ends), ("Connection refused", SessionMark.None), ("Could not open connection to the host", SessionMark.Ends),
            ("Could not open a connection to this host", SessionMark.Ends), ("telnet: ", SessionMark.None), ("telnet> ", SessionMark.None), ("telnet>", SessionMark.None),
            ("Microsoft Telnet>", SessionMark.None), ("Welcome to Microsoft Telnet Client", SessionMark.None), ("Press any key to continue", SessionMark.None),
            (TlsLine.Mark, SessionMark.Secures), ("Script started on ", SessionMark.None), ("Script done on ", SessionMark.Ends), ("=~=~=~=~", SessionMark.None), ("-> ", SessionMark.None), ("PS ", SessionMark.None),
        }.Select(note => (Encoding.ASCII.GetBytes(note.Item1), note.Item2)),
    ];

    /// <summary>Server, Client or Note. <paramref name="session"/> is null where none is open.</summary>
    public static Origin Judge(ReadOnlySpan<byte> text, RecordSession? session, ref SessionMark mark)
    {
        var content = session is { InContent: true };
        foreach (var (start, means) in Notes)
        {
            // Inside message data only what a telnet program says at the end is certain to be its own.
            if (!text.StartsWith(start) || content && (means != SessionMark.Ends || text.IndexOf("onnection "u8) < 0))
                continue;
            mark = means;
            return Origin.Note;
        }
        var reply = SmtpReplyParser.Parse(text).IsReply;
        if (session is null or { Spoken: false })
            return reply ? Origin.Server : OpensDialogue(text) ? Origin.Client : Origin.Note;
        if (content)
            return reply && !session.ClientSeen ? Origin.Server : Origin.Client;
        if (reply)
            return Origin.Server;
        if (text.IsEmpty || IsShell(text))
            return Origin.Note;
        return session.Closing && SmtpCommand.Parse(text).Verb == SmtpVerb.Unknown ? Origin.Note : Origin.Client;
    }

    /// <summary>Words that no prose begins with: a record may begin in the middle.</summary>
    public static bool OpensDialogue(ReadOnlySpan<byte> text) => SmtpCommand.Parse(text) switch
    {
        { Verb: SmtpVerb.Ehlo or SmtpVerb.Helo or SmtpVerb.Lhlo } => true,
        { Verb: SmtpVerb.Mail or SmtpVerb.Rcpt } => text.IndexOf((byte)':') > 0 && text.IndexOf((byte)'<') > 0,
        _ => false,
    };

    /// <summary><c>C:\></c>, <c>user@host:~$ </c>.</summary>
    private static bool IsShell(ReadOnlySpan<byte> text) =>
        text.Length > 3 && text[1] == (byte)':' && text[2] == (byte)'\\' && text.IndexOf((byte)'>') > 0
        || text.IndexOf((byte)'@') is > 0 and var at && text[at..].IndexOf("$ "u8) > 0 && text.IndexOf((byte)'<') < 0;
}

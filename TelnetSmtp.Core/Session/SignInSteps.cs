// Sends a sign-in step by step as the server asks: AUTH, then an answer to each 334, until another reply ends it. The secret's octets are wiped as soon as
// they are on their way. Pure. Refuses to send anything while the user has the line, and to go on when the server does something else.
using System.Security.Cryptography;
using TelnetSmtp.Core.Smtp;
using TelnetSmtp.Core.Smtp.Sasl;

namespace TelnetSmtp.Core.Session;

internal sealed class SignInSteps(TelnetSession session, TypedText typed)
{
    private SaslExchange? _exchange;
    private byte[]? _due;

    /// <summary>Whether a sign-in is under way: keys would fall into it.</summary>
    public bool UnderWay => _exchange is not null;

    /// <summary>Begins one; the exchange is ours from now on.</summary>
    public void Begin(SaslExchange exchange)
    {
        Forget();
        _exchange = exchange;
        _due = exchange.Begin();
    }

    /// <summary>A line of the server was heard.</summary>
    public void Heard(in DialogueLine line, ReadOnlySpan<byte> text)
    {
        if (_exchange is null || line.Position is not (ReplyPosition.Only or ReplyPosition.Last)) return;
        if (line is { Verb: SmtpVerb.Auth, Code: 334 })
        {
            _due = _exchange.Answer(text.Length > 4 ? text[4..] : []);
            return;
        }
        if (NoticeOf(_exchange.Problem) is { } notice) session.Notice(notice);
        Forget();
    }

    /// <summary>Sends what is due.</summary>
    public void Release()
    {
        if (_due is not { } line) return;
        _due = null;
        typed.SendSecret(line);
        CryptographicOperations.ZeroMemory(line);
    }

    /// <summary>Ends it without a word: the session is over, or the user does not want to wait.</summary>
    public void Forget()
    {
        CryptographicOperations.ZeroMemory(_due);
        _exchange?.Dispose();
        (_exchange, _due) = (null, null);
    }

    private static SessionNotice? NoticeOf(SaslProblem problem) => problem switch
    {
        SaslProblem.None or SaslProblem.RefusedByServer => null,
        SaslProblem.ServerNotProven or SaslProblem.NonceMismatch => SessionNotice.SignInServerNotProven,
        SaslProblem.TooFewIterations or SaslProblem.TooManyIterations => SessionNotice.SignInIterations,
        _ => SessionNotice.SignInBadChallenge,
    };
}

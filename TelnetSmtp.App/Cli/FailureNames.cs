// The ends of a connection by the names under which failure-reasons.json explains them.
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Session;

namespace TelnetSmtp.App.Cli;

/// <summary>Finds the explanation's key.</summary>
internal static class FailureNames
{
    /// <summary>Stage and event as in failure-reasons.json; null for an end that needs no explanation.</summary>
    public static (string Stage, string Event)? Of(SessionEnd end) => end.Kind switch
    {
        SessionEndKind.NameUnknown => ("DNS", "host not found"),
        SessionEndKind.NameServerFailed => ("DNS", "name server failed"),
        SessionEndKind.Refused => ("CONNECT", "refused"),
        SessionEndKind.TimedOut => ("CONNECT", "timed out"),
        SessionEndKind.Unreachable => ("CONNECT", "unreachable"),
        SessionEndKind.Forbidden => ("CONNECT", "forbidden"),
        SessionEndKind.Cancelled => ("CONNECT", "given up"),
        SessionEndKind.Reset => ("ANY", "reset"),
        SessionEndKind.RouteFailed => ("ROUTE", "cannot be taken"),
        SessionEndKind.TlsFailed => TlsFailureText.Name(end.Tls),
        SessionEndKind.PlaintextAfterStartTls => ("STARTTLS", "plaintext after STARTTLS"),
        _ => null,
    };
}

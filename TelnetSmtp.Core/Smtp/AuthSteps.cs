// How many lines an AUTH exchange takes from the client, so that lines typed before the challenge came are known for secrets. A table. RFC
// 4954, RFC 4616, RFC 5802.
using System.Text;

namespace TelnetSmtp.Core.Smtp;

internal static class AuthSteps
{
    /// <summary>For mechanisms not in the table: rather one masked too many than a secret shown.</summary>
    private const int Unlisted = 2;

    private static readonly (string Mechanism, int Lines)[] Table =
    [
        ("PLAIN", 1), ("LOGIN", 2), ("CRAM-MD5", 1), ("DIGEST-MD5", 2), ("NTLM", 2), ("GSSAPI", 3), ("XOAUTH2", 1), ("OAUTHBEARER", 1),
        ("EXTERNAL", 1), ("ANONYMOUS", 1), ("SCRAM-SHA-1", 2), ("SCRAM-SHA-256", 2), ("SCRAM-SHA-1-PLUS", 2), ("SCRAM-SHA-256-PLUS", 2),
    ];

    /// <summary>Lines that the client owes after <paramref name="command"/>: one fewer where the first came with it.</summary>
    internal static int LinesDue(in SmtpCommand command)
    {
        var lines = Unlisted;
        foreach (var (mechanism, count) in Table)
            if (Ascii.EqualsIgnoreCase(command.Mechanism, mechanism))
                lines = count;
        return command.InitialResponse.IsEmpty ? lines : lines - 1;
    }
}

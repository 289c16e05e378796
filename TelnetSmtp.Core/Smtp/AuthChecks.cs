// AUTH before it is sent: a mechanism that the server offers, that a person can type, that does not give the password away. RFC 4954 4.
// Never looks at the secret beyond asking whether it is Base64.
using System.Buffers;
using System.Text;

namespace TelnetSmtp.Core.Smtp;

/// <summary>Checks of AUTH.</summary>
internal static class AuthChecks
{
    private static readonly SearchValues<byte> Base64Octets =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="u8);

    public static void Check(in SmtpCommand command, DialogueState state, AdviceFindings findings)
    {
        var keyword = state.Capabilities?.Find("AUTH") ?? state.Capabilities?.Find("X-EXPS");
        var offered = keyword?.Parameters.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        var name = Encoding.UTF8.GetString(command.Mechanism).ToUpperInvariant();
        if (name.Length == 0)
        {
            findings.Add(AdviceId.MechanismMissing, offered.Length > 0 ? string.Join(", ", offered) : "LOGIN, PLAIN, …");
            return;
        }
        var typing = command.Line[^1] is not ((byte)' ' or (byte)'\t') && command.InitialResponse.IsEmpty;
        if (offered.Length > 0 && !offered.Contains(name, StringComparer.OrdinalIgnoreCase)
            && !(typing && offered.Any(o => o.StartsWith(name, StringComparison.OrdinalIgnoreCase))))
            findings.Add(AdviceId.MechanismNotOffered, name, string.Join(", ", offered));
        if (findings.Catalogue.Mechanism(name) is not { } mechanism)
            return;
        if (!state.Tls && mechanism.WithoutTls == PlaintextSafety.No)
            findings.Add(AdviceId.MechanismUnsafe);
        if (mechanism.Typable != Typable.Yes)
            findings.Add(AdviceId.MechanismNotTypable, name, mechanism.TypableNote.In(findings.Language));
        if (!command.InitialResponse.IsEmpty && !mechanism.ClientFirst && name != "LOGIN")
            findings.Add(AdviceId.NoInitialResponse, name);
        if (!IsBase64OrEmpty(command.InitialResponse))
            findings.Add(AdviceId.NotBase64);
    }

    /// <summary>Base64, <c>=</c>, or the mask that stands for it.</summary>
    private static bool IsBase64OrEmpty(ReadOnlySpan<byte> response) =>
        response.IsEmpty || response.SequenceEqual("="u8) || response.IndexOfAnyExcept((byte)'*') < 0
        || response.IndexOfAnyExcept(Base64Octets) < 0;
}

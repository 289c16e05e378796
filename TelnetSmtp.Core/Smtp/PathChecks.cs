// How a name or an address is written: EHLO's argument, the paths of MAIL and RCPT. RFC 5321 4.1.1.1, 4.1.2 and 4.1.3 (forms), 4.5.3.1 (sizes),
// RFC 6531 3.3 (UTF-8). Says what strict servers refuse even where others are lenient.
using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TelnetSmtp.Core.Smtp;

/// <summary>Checks of names and paths.</summary>
internal static class PathChecks
{
    /// <summary>RFC 5321 4.5.3.1.1 to 4.5.3.1.3, in octets; a path counts its brackets.</summary>
    private const int LongestLocalPart = 64, LongestDomain = 255, LongestPath = 256;

    private static readonly SearchValues<byte> NameOctets = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._"u8);

    private static readonly SearchValues<byte> AddressOctets = SearchValues.Create("0123456789."u8);

    public static void CheckHello(in SmtpCommand command, AdviceFindings findings)
    {
        var name = command.Argument;
        if (name.IsEmpty)
        {
            findings.Add(AdviceId.HelloNameMissing);
            return;
        }
        if (name[0] == (byte)'[')
        {
            if (name[^1] == (byte)']' && IPAddress.TryParse(Encoding.Latin1.GetString(name[1..^1]), out var inside) && inside.AddressFamily == AddressFamily.InterNetworkV6)
                findings.Add(AdviceId.HelloAddressIPv6, inside);
            return;
        }
        if (LooksLikeAddress(name) && IPAddress.TryParse(Encoding.Latin1.GetString(name), out var bare))
            findings.Add(bare.AddressFamily == AddressFamily.InterNetworkV6 ? AdviceId.HelloAddressIPv6 : AdviceId.HelloAddressBare, bare);
        else if (name.IndexOfAnyExcept(NameOctets) >= 0)
            findings.Add(AdviceId.HelloNameIllegal);
        else if (name.Contains((byte)'_'))
            findings.Add(AdviceId.HelloNameUnderscore);
        else if (!name.Contains((byte)'.'))
            findings.Add(AdviceId.HelloNameShort);
    }

    public static void CheckPath(in SmtpCommand command, DialogueState state, AdviceFindings findings)
    {
        var keyword = command.Verb == SmtpVerb.Rcpt ? "TO:" : "FROM:";
        if (command.Form.HasFlag(CommandForm.NoKeyword))
            findings.Add(AdviceId.PathKeywordMissing, keyword);
        else if (command.Form.HasFlag(CommandForm.NoColon))
            findings.Add(AdviceId.ColonMissing, keyword.TrimEnd(':'));
        if (command.Form.HasFlag(CommandForm.BlankBeforeColon))
            findings.Add(AdviceId.BlankBeforeColon);
        if (command.Form.HasFlag(CommandForm.BlankAfterColon))
            AddLenient(AdviceId.BlankAfterColon, state, findings);
        if (!command.HasPath)
        {
            findings.Add(AdviceId.PathMissing);
            return;
        }
        if (command.Form.HasFlag(CommandForm.NoBrackets))
            AddLenient(AdviceId.BracketsMissing, state, findings);
        if (command.Form.HasFlag(CommandForm.Unclosed))
            findings.Add(AdviceId.BracketUnclosed);
        if (command.Path.IsEmpty)
            findings.Add(command.Verb == SmtpVerb.Rcpt ? AdviceId.NullRecipient : AdviceId.NullSender);
        else
            CheckMailbox(command, state, findings);
    }

    /// <summary>A fault that most servers forgive and Gmail answers with 555 (Google: Gmail SMTP errors and codes, 5.5.2).</summary>
    private static void AddLenient(AdviceId fault, DialogueState state, AdviceFindings findings)
    {
        if (state.Software == "Gmail")
            findings.AddAnswered(fault, 555);
        else
            findings.Add(fault);
    }

    private static void CheckMailbox(in SmtpCommand command, DialogueState state, AdviceFindings findings)
    {
        var path = command.Path;
        if (path.Length + 2 > LongestPath)
            findings.Add(AdviceId.PathLong, path.Length + 2);
        if (path[0] == (byte)'@')
        {
            findings.Add(AdviceId.SourceRoute);
            return;
        }
        var at = path.LastIndexOf((byte)'@');
        var local = at < 0 ? path : path[..at];
        if (local.IndexOfAny((byte)' ', (byte)'\t') >= 0 && local[0] != (byte)'"')
            findings.Add(AdviceId.BlankInAddress);
        if (local.Length > LongestLocalPart)
            findings.Add(AdviceId.LocalPartLong, local.Length);
        if (at >= 0)
            CheckDomain(path[(at + 1)..], findings);
        else if (!command.Form.HasFlag(CommandForm.Unclosed) && (command.Verb != SmtpVerb.Rcpt || !Ascii.EqualsIgnoreCase(local, "postmaster"u8)))
            findings.Add(AdviceId.DomainMissing);
        if (!Ascii.IsValid(path))
            CheckNonAscii(command, state, findings);
        if (command.Verb == SmtpVerb.Rcpt && state.Recipients.Length > 0)
        {
            var typed = Encoding.UTF8.GetString(path);
            if (state.Recipients.Any(r => r.Accepted && string.Equals(r.ForwardPath, typed, StringComparison.OrdinalIgnoreCase)))
                findings.Add(AdviceId.RecipientAgain);
        }
    }

    private static void CheckDomain(ReadOnlySpan<byte> domain, AdviceFindings findings)
    {
        if (domain.Length > LongestDomain)
            findings.Add(AdviceId.DomainLong, domain.Length);
        if (domain.Contains((byte)'_'))
            findings.Add(AdviceId.DomainUnderscore);
        if (domain.IsEmpty || domain[0] == (byte)'.' || domain[^1] == (byte)'.' || domain.IndexOf(".."u8) >= 0)
            findings.Add(AdviceId.DomainEmpty);
        if (domain.IndexOfAny((byte)' ', (byte)'\t') >= 0)
            findings.Add(AdviceId.BlankInAddress);
    }

    private static void CheckNonAscii(in SmtpCommand command, DialogueState state, AdviceFindings findings)
    {
        if (state.Capabilities is { } offered && !offered.Offers("SMTPUTF8"))
        {
            findings.Add(AdviceId.NonAsciiNotOffered);
            return;
        }
        var declared = command.Verb == SmtpVerb.Rcpt;
        foreach (var parameter in command.Parameters)
            declared |= parameter.Is("SMTPUTF8");
        if (!declared)
            findings.Add(AdviceId.NonAsciiUndeclared);
    }

    private static bool LooksLikeAddress(ReadOnlySpan<byte> name) => name.Contains((byte)':') || name.IndexOfAnyExcept(AddressOctets) < 0;
}

// Where in a client's line the secret begins: initial responses of AUTH and answers to its challenges. Pure; refuses to look at message
// data, since a body may quote anything. RFC 4954 4, MS-XLOGIN (LOGIN), and Exchange's X-EXPS, which has AUTH's form.
namespace TelnetSmtp.Core.Smtp;

/// <summary>Finds and masks secrets. Ask before the line is handed to <see cref="SmtpDialogue.ClientLine"/>: the line changes what is
/// awaited.</summary>
public static class SecretMask
{
    /// <summary>What stands in a secret's place, whatever its length.</summary>
    public const string Masked = "********";

    /// <summary>Index in <paramref name="line"/> at which the secret begins, -1 for none; works for a line that is still being typed.</summary>
    public static int SecretStart(SmtpDialogue dialogue, ReadOnlySpan<byte> line) => SecretStart(dialogue.Awaited, line);

    /// <summary>The same, given what the line is (see <see cref="SmtpDialogue.Awaited"/>).</summary>
    public static int SecretStart(Speaker awaited, ReadOnlySpan<byte> line) => awaited switch
    {
        Speaker.Credential => line.IsEmpty || IsCancel(line) ? -1 : 0,
        Speaker.Client => InitialResponseStart(line),
        _ => -1,
    };

    /// <summary>The line as it may be shown: all from <paramref name="secretStart"/> on replaced by <see cref="Masked"/>; the line itself
    /// for -1.</summary>
    public static byte[] Apply(ReadOnlySpan<byte> line, int secretStart) =>
        secretStart < 0 ? line.ToArray() : [.. line[..secretStart], .. "********"u8];

    /// <summary>A lone <c>*</c> cancels the exchange (RFC 4954 4).</summary>
    internal static bool IsCancel(ReadOnlySpan<byte> line) => line.Length == 1 && line[0] == (byte)'*';

    private static int InitialResponseStart(ReadOnlySpan<byte> line)
    {
        var verbStart = SmtpCommand.SkipBlanks(line, 0);
        var verbEnd = SmtpCommand.SkipWord(line, verbStart);
        if (SmtpVerbs.Parse(line[verbStart..verbEnd]) != SmtpVerb.Auth)
            return -1;
        var mechanismEnd = SmtpCommand.SkipWord(line, SmtpCommand.SkipBlanks(line, verbEnd));
        var response = SmtpCommand.SkipBlanks(line, mechanismEnd);
        var isNothing = response >= line.Length || line[response..].TrimEnd(" \t"u8).SequenceEqual("="u8);
        return isNothing ? -1 : response;
    }
}

// Names in their own script as DNS has them (RFC 5890, mapped as UTS #46 does before RFC 3492's Punycode). Refuses to look at letters, digits and hyphens:
// whoever asks knows what else may stand in its names.
using System.Globalization;

namespace TelnetSmtp.Core.Languages;

/// <summary>A-labels.</summary>
public static class InternationalName
{
    private static readonly IdnMapping Mapping = new() { AllowUnassigned = true, UseStd3AsciiRules = false };

    /// <summary>The name in A-labels: small letters in their composed form, each label in ASCII.</summary>
    /// <exception cref="ArgumentException">It is no such name: a label is empty or longer than 63 octets, or holds half a character.</exception>
    public static string ToAscii(string name) => Mapping.GetAscii(NormalForm.Kc(NormalForm.Kc(name).ToLowerInvariant()));
}

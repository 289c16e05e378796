// Port numbers and the service names that Windows telnet takes in their place (`telnet host smtp`). A table of its own, so that the same names work on
// every system; numbers are those of the IANA service name registry. Refuses port 0, which cannot be connected to.
using System.Collections.Frozen;
using System.Globalization;

namespace TelnetSmtp.Core.Prompt;

/// <summary>Reads a port as people write it.</summary>
public static class ServicePort
{
    private static readonly FrozenDictionary<string, int> Ports = new Dictionary<string, int>
    {
        ["echo"] = 7,
        ["discard"] = 9,
        ["daytime"] = 13,
        ["chargen"] = 19,
        ["ftp"] = 21,
        ["ssh"] = 22,
        ["telnet"] = 23,
        ["smtp"] = 25,
        ["mail"] = 25,
        ["time"] = 37,
        ["whois"] = 43,
        ["domain"] = 53,
        ["gopher"] = 70,
        ["finger"] = 79,
        ["http"] = 80,
        ["www"] = 80,
        ["pop3"] = 110,
        ["nntp"] = 119,
        ["imap"] = 143,
        ["irc"] = 194,
        ["https"] = 443,
        ["smtps"] = 465,
        ["submissions"] = 465,
        ["submission"] = 587,
        ["telnets"] = 992,
        ["imaps"] = 993,
        ["pop3s"] = 995,
        ["sieve"] = 4190,
        ["lmtp"] = 24,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether <paramref name="text"/> is a port, 1 to 65535, or a known service name in any letter case.</summary>
    public static bool TryParse(string text, out int port)
    {
        if (Ports.TryGetValue(text, out port))
            return true;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is >= 1 and <= ushort.MaxValue;
    }
}

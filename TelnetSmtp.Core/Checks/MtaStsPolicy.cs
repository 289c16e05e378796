// An MTA-STS policy as its host publishes it (RFC 8461 3.2): version, mode, hosts, how long it holds; and whether a host is one of its hosts (4.1). Pure.
// Refuses to fetch it, and to guess where a policy is wrong: a sender throws such a policy away whole.
using System.Collections.Immutable;
using System.Globalization;

namespace TelnetSmtp.Core.Checks;

/// <summary>What senders are asked to do.</summary>
public enum MtaStsMode : byte
{
    /// <summary>Nothing: the policy is being withdrawn.</summary>
    None,
    /// <summary>Report what would fail, and deliver all the same.</summary>
    Testing,
    /// <summary>Deliver only to hosts of the policy, and only under TLS with a trusted certificate.</summary>
    Enforce,
}

/// <summary>A policy.</summary>
/// <param name="Mode">What is asked.</param>
/// <param name="Hosts">Names, <c>*.</c> in front for one label.</param>
/// <param name="MaxAge">How long a sender may keep it.</param>
public sealed record MtaStsPolicy(MtaStsMode Mode, ImmutableArray<string> Hosts, TimeSpan MaxAge)
{
    /// <summary>RFC 8461 3.3: longer policies may be ignored. In octets.</summary>
    public const int SizeLimit = 64 * 1024;

    /// <summary>RFC 8461 3.2: 31557600 seconds, one year.</summary>
    private const int LongestAge = 31557600;

    /// <summary>Reads a policy; null where it is none.</summary>
    public static MtaStsPolicy? Parse(string text)
    {
        var version = "";
        MtaStsMode? mode = null;
        int? age = null;
        var hosts = ImmutableArray.CreateBuilder<string>();
        foreach (var line in text.Split('\n'))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0)
            {
                if (line.Trim().Length > 0)
                    return null;
                continue;
            }
            var value = line[(colon + 1)..].Trim();
            switch (line[..colon].Trim())
            {
                // RFC 8461 3.2: of a key that may stand once, the first one counts.
                case "version" when version.Length == 0: version = value; break;
                case "mode" when mode is null: mode = value switch { "enforce" => MtaStsMode.Enforce, "testing" => MtaStsMode.Testing, "none" => MtaStsMode.None, _ => null }; break;
                case "max_age" when age is null: age = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= LongestAge ? seconds : null; break;
                case "mx": hosts.Add(value.TrimEnd('.')); break;
            }
        }
        return version == "STSv1" && mode is { } asked && age is { } lasts && (hosts.Count > 0 || asked == MtaStsMode.None)
            ? new MtaStsPolicy(asked, hosts.ToImmutable(), TimeSpan.FromSeconds(lasts)) : null;
    }

    /// <summary>Whether <paramref name="host"/> is one of the policy's: a wildcard stands for exactly one label (RFC 8461 4.1).</summary>
    public bool Names(string host) => Hosts.Any(pattern => pattern.StartsWith("*.", StringComparison.Ordinal)
        ? host.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && string.Equals(host[(dot + 1)..], pattern[2..], StringComparison.OrdinalIgnoreCase)
        : string.Equals(host, pattern, StringComparison.OrdinalIgnoreCase));
}

// The name servers and search suffixes that this system is set to. Reads the network interfaces and resolv.conf; asks nothing.
using System.Collections.Immutable;
using System.Net;
using System.Net.NetworkInformation;
using DnsClient;

namespace TelnetSmtp.Core.Dns;

/// <summary>The system's settings.</summary>
public static class SystemDns
{
    private const string ResolverFile = "/etc/resolv.conf";

    /// <summary>Servers of a resolv.conf: the system's resolver heeds three (MAXNS, resolv.conf(5)).</summary>
    internal const int ServerLimit = 3;

    /// <summary>The settings as they are now; without servers where the system has none or does not tell.</summary>
    public static DnsSettings Read()
    {
        // The file first, where there is one: the library asks the network interfaces, and forgets the servers where loopback is the only one.
        var servers = ReadFile(ServersOf);
        if (servers.IsEmpty)
        {
            try
            {
                servers = [.. NameServer.ResolveNameServers(skipIPv6SiteLocal: true, fallbackToGooglePublicDns: false)
                    .Select(s => new IPEndPoint(IPAddress.Parse(s.Address), s.Port)).Distinct()];
            }
            catch (InvalidOperationException)
            {
                // The library found no way to read them; the look-up then says that there is no server.
            }
        }
        return new DnsSettings { Servers = servers, Suffixes = ReadSuffixes() };
    }

    /// <summary>The servers of a resolv.conf, in order; what is no address is skipped, as the system's resolver does (resolv.conf(5)).</summary>
    internal static ImmutableArray<IPEndPoint> ServersOf(IEnumerable<string> lines)
    {
        var servers = ImmutableArray.CreateBuilder<IPEndPoint>();
        foreach (var line in lines)
        {
            var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words is ["nameserver", var typed, ..] && servers.Count < ServerLimit && IPAddress.TryParse(typed, out var address))
                servers.Add(new IPEndPoint(address, ServerAddress.DefaultPort));
        }
        return [.. servers.Distinct()];
    }

    /// <summary>The search list of a resolv.conf: the last `search` or `domain` line counts (resolv.conf(5)).</summary>
    internal static ImmutableArray<string> SuffixesOf(IEnumerable<string> lines)
    {
        ImmutableArray<string> suffixes = [];
        foreach (var line in lines)
        {
            var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 0 && words[0] is "search" or "domain")
                suffixes = Checked(words.Skip(1).Take(words[0] == "domain" ? 1 : DnsSettings.SuffixLimit));
        }
        return suffixes;
    }

    private static ImmutableArray<T> ReadFile<T>(Func<IEnumerable<string>, ImmutableArray<T>> read)
    {
        try
        {
            return File.Exists(ResolverFile) ? read(File.ReadLines(ResolverFile)) : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What cannot be read names no server; the library may know one.
            return [];
        }
    }

    private static ImmutableArray<string> ReadSuffixes()
    {
        try
        {
            if (File.Exists(ResolverFile))
                return SuffixesOf(File.ReadLines(ResolverFile));
            return Checked(NetworkInterface.GetAllNetworkInterfaces()
                .Where(i => i.OperationalStatus == OperationalStatus.Up)
                .Select(i => i.GetIPProperties().DnsSuffix)
                .Prepend(IPGlobalProperties.GetIPGlobalProperties().DomainName));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NetworkInformationException)
        {
            // No list can be read, so none is searched: names are asked for as they stand.
            return [];
        }
    }

    private static ImmutableArray<string> Checked(IEnumerable<string> suffixes) =>
    [
        .. suffixes.Where(s => s.Length > 0 && DomainName.TryParse(s, out var name, out _) && name.Ascii.Length > 0)
            .Select(s => s.TrimEnd('.')).Distinct(StringComparer.OrdinalIgnoreCase),
    ];
}

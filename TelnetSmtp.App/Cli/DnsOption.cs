// `--dns SERVER[:PORT]`, as the commands that ask DNS share it: the server named, or the system's own. Refuses a server that cannot be one or cannot be found.
using TelnetSmtp.Core.Dns;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.App.Cli;

internal static class DnsOption
{
    /// <summary>The settings to ask with, or one line that says why there are none.</summary>
    /// <param name="typed">The option's value, null where it was not given.</param>
    /// <param name="transport">Finds the address of a server given by name.</param>
    /// <param name="cancellation">Cancels.</param>
    public static async Task<(DnsSettings Settings, LocalizedText? Problem)> SettingsAsync(string? typed, IDnsTransport transport,
        CancellationToken cancellation)
    {
        var system = SystemDns.Read();
        if (typed is null)
            return (system, null);
        if (!ServerAddress.TryParse(typed, out var server, out var problem))
            return (system, problem);
        var endpoints = await server.ResolveAsync(transport, system, cancellation).ConfigureAwait(false);
        return endpoints.Count > 0
            ? (system with { Servers = [.. endpoints] }, null)
            : (system, new LocalizedText($"The name server “{server.Host}” has no address in DNS. Check its name, or give its address.",
                $"Der Namensserver „{server.Host}“ hat im DNS keine Adresse. Bitte den Namen prüfen oder die Adresse angeben."));
    }
}

// `set` and `unset` of the ways of connecting (source, family, socks, proxy). Pure: words and settings in, a PromptResult out; they take effect at the next
// connection. Refuses to check that an address exists or a proxy answers.

namespace TelnetSmtp.Core.Prompt;

/// <summary>Changes the route by the prompt's words.</summary>
internal static class RouteOptions
{
    /// <summary>The result of `set NAME VALUE`; null where the name is none of the route's.</summary>
    public static PromptResult? Set(string name, string value, ClientSettings settings) => name switch
    {
        "source" => Changed(RouteReading.Source(value), source => settings.Route with { Source = source }, name, "ADDRESS[:PORT]", settings),
        "socks" => Changed(RouteReading.Socks(value), socks => settings.Route with { Socks = socks }, name, "HOST:PORT[,USER[,PASSWORD]]", settings),
        "proxy" => Changed(RouteReading.Proxy(value), proxy => settings.Route with { Proxy = proxy }, name, "v1|v2[,CLIENT[:PORT][,SERVER[:PORT]]]", settings),
        "family" when RouteReading.Family(value) is { } family => Done(settings.Route with { Family = family }, settings),
        "family" => new(PromptText.ValueNeeded(name, "4 | 6 | any", settings.Language), settings),
        _ => null,
    };

    /// <summary>The result of `unset NAME`; null where the name is none of the route's.</summary>
    public static PromptResult? Unset(string name, ClientSettings settings) => name switch
    {
        "source" => Done(settings.Route with { Source = null }, settings),
        "socks" => Done(settings.Route with { Socks = null }, settings),
        "proxy" => Done(settings.Route with { Proxy = null }, settings),
        "family" => Done(settings.Route with { Family = AddressChoice.Any }, settings),
        _ => null,
    };

    private static PromptResult Changed<T>(T? read, Func<T, ConnectionRoute> change, string name, string values, ClientSettings settings) where T : class =>
        read is null ? new(PromptText.ValueNeeded(name, values, settings.Language), settings) : Done(change(read), settings);

    private static PromptResult Done(ConnectionRoute route, ClientSettings settings)
    {
        var changed = settings with { Route = route };
        var text = RouteText.Display(changed);
        return new(text.Length > 0 ? text : RouteText.Direct.In(settings.Language), changed);
    }
}

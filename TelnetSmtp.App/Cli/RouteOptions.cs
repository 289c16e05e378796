// The client's options that say by which way to connect: -4, -6, --source, --socks, --proxy, and --lmtp for what is spoken there. Read into settings; what
// is wrong is said in one line before anything is opened.
using System.CommandLine;
using TelnetSmtp.Core.Prompt;

namespace TelnetSmtp.App.Cli;

/// <summary>Adds the options to the root command and reads them.</summary>
internal sealed class RouteOptions
{
    /// <summary>Where a password may stand so that no list of processes shows it.</summary>
    private const string PasswordVariable = "TELNETSMTP_SOCKS_PASSWORD";

    private readonly Option<bool> _v4, _v6, _lmtp;
    private readonly Option<string?> _source, _socks, _proxy;

    public RouteOptions(RootCommand root, CliContext context)
    {
        var text = context.Text;
        _v4 = new Option<bool>("-4") { Description = text["OptionIPv4"] };
        _v6 = new Option<bool>("-6") { Description = text["OptionIPv6"] };
        _source = new Option<string?>("--source") { Description = text["OptionSource"], HelpName = "ADDR[:PORT]" };
        _socks = new Option<string?>("--socks") { Description = text["OptionSocks"], HelpName = "HOST:PORT[,USER[,PASSWORD]]" };
        _proxy = new Option<string?>("--proxy") { Description = text["OptionProxy"], HelpName = "v1|v2[,CLIENT[,SERVER]]" };
        _lmtp = new Option<bool>("--lmtp") { Description = text["OptionLmtp"] };
        foreach (var option in (Option[])[_v4, _v6, _source, _socks, _proxy, _lmtp]) root.Options.Add(option);
        Check(_source, value => RouteReading.Source(value) is not null, "BadSource");
        Check(_socks, value => RouteReading.Socks(value) is not null, "BadSocks");
        Check(_proxy, value => RouteReading.Proxy(value) is not null, "BadProxy");
        root.Validators.Add(result =>
        {
            if (result.GetValue(_v4) && result.GetValue(_v6)) result.AddError(text["BothFamilies"]);
        });

        void Check(Option<string?> option, Func<string, bool> isKnown, string key) => option.Validators.Add(result =>
        {
            // A password may stand behind the second comma.
            if (result.Tokens is [{ Value: var value }] && !isKnown(value))
                result.AddError(text.Format(key, PromptText.Quoted(option == _socks ? string.Join(',', value.Split(',').Take(2)) : value)));
        });
    }

    /// <summary><paramref name="settings"/> with the way that <paramref name="parsed"/> asks for.</summary>
    public ClientSettings Apply(ParseResult parsed, ClientSettings settings) => settings with
    {
        Lmtp = parsed.GetValue(_lmtp),
        Route = new ConnectionRoute
        {
            Family = parsed.GetValue(_v4) ? AddressChoice.IPv4 : parsed.GetValue(_v6) ? AddressChoice.IPv6 : AddressChoice.Any,
            Source = parsed.GetValue(_source) is { } source ? RouteReading.Source(source) : null,
            Socks = parsed.GetValue(_socks) is { } socks ? RouteReading.Socks(socks, Environment.GetEnvironmentVariable(PasswordVariable)) : null,
            Proxy = parsed.GetValue(_proxy) is { } proxy ? RouteReading.Proxy(proxy) : null,
        },
    };
}

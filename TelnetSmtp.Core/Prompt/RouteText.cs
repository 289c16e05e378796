// What is said of the way to a server: what `display` lists of it, and why it cannot be taken. Texts only; none of them shows a password.
using System.Globalization;
using System.Text;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Prompt;

/// <summary>The route's sentences.</summary>
public static class RouteText
{
    public static LocalizedText LmtpOn { get; } = new("LMTP on - the next server is expected to speak LMTP: LHLO, a reply for each recipient\n",
        "LMTP ein - vom nächsten Server wird LMTP erwartet: LHLO, eine Antwort je Empfänger\n");

    public static LocalizedText LmtpOff { get; } = new("LMTP off\n", "LMTP aus\n");

    public static LocalizedText Direct { get; } = new("The next connection goes straight to the server\n", "Die nächste Verbindung geht geradewegs zum Server\n");

    /// <summary>A line for each part of the route that is not the usual one, and for LMTP; empty where all is usual.</summary>
    public static string Display(ClientSettings settings)
    {
        var (text, route, language) = (new StringBuilder(), settings.Route, settings.Language);
        if (settings.Lmtp) text.Append(LmtpOn.In(language));
        if (route.Family != AddressChoice.Any) Append("Connecting by {0} only", "Verbindung nur über {0}", route.Family);
        if (route.Source is { } source) Append("Connecting from {0}", "Verbindung von {0} aus", source.Port == 0 ? source.Address : source);
        if (route.Socks is { } socks) Append("Connecting through the SOCKS5 proxy {0}", "Verbindung über den SOCKS5-Proxy {0}", socks);
        if (route.Proxy is { } proxy) Append("Beginning with a PROXY header {0}", "Beginn mit einem PROXY-Kopf {0}", proxy);
        return text.ToString();

        void Append(string en, string de, object value) =>
            text.Append(string.Format(CultureInfo.InvariantCulture, language == Language.German ? de : en, value)).Append('\n');
    }
}

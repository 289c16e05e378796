// Why the way to a server cannot be taken: one line each, what happened and what to do about it. Texts only; none of them shows a password.
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Session;

namespace TelnetSmtp.Core.Net;

internal static class RouteFailures
{
    public static LocalizedText NoUnixSockets { get; } = new("This system has no Unix sockets; give a host and a port.", "Dieses System kennt keine Unix-Sockets; geben Sie Host und Port an.");

    /// <summary>What a SOCKS proxy's reply code says (RFC 1928 6).</summary>
    private static readonly Dictionary<byte, LocalizedText> Replies = new()
    {
        [1] = new("general failure", "allgemeiner Fehler"),
        [2] = new("its rules do not allow it", "seine Regeln erlauben es nicht"),
        [3] = new("the network is unreachable", "das Netz ist nicht erreichbar"),
        [4] = new("the host is unreachable or its name unknown", "der Host ist nicht erreichbar oder sein Name unbekannt"),
        [5] = new("the server refused the connection", "der Server hat die Verbindung abgelehnt"),
        [6] = new("no answer in time", "keine Antwort in der Zeit"),
        [7] = new("it does not know CONNECT", "es kennt CONNECT nicht"),
        [8] = new("it does not know this kind of address", "es kennt diese Art von Adresse nicht"),
    };

    public static LocalizedText ProxyUnreached(SocksServer server, SessionEnd end)
    {
        LocalizedText why = end.Kind switch
        {
            SessionEndKind.NameUnknown => new("its name is unknown", "sein Name ist unbekannt"),
            SessionEndKind.NameServerFailed => new("no name server answers", "kein Namensserver antwortet"),
            SessionEndKind.Refused => new("nothing listens on its port", "auf seinem Port horcht nichts"),
            SessionEndKind.TimedOut => new("it does not answer", "er antwortet nicht"),
            _ => new(end.Detail, end.Detail),
        };
        return Text($"The SOCKS proxy {server} cannot be reached: {why.En}. Check its address, or connect without it.",
            $"Der SOCKS-Proxy {server} ist nicht erreichbar: {why.De}. Prüfen Sie seine Adresse, oder verbinden Sie ohne ihn.");
    }

    public static LocalizedText ProxySilent(SocksServer server) => Text($"The SOCKS proxy {server} did not answer in time. Check that it is one, or connect without it.",
        $"Der SOCKS-Proxy {server} hat nicht rechtzeitig geantwortet. Prüfen Sie, ob es einer ist, oder verbinden Sie ohne ihn.");

    public static LocalizedText ProxyBroke(SocksServer server, string words) => Text($"The connection to the SOCKS proxy {server} broke: {words}. Try again, or connect without it.",
        $"Die Verbindung zum SOCKS-Proxy {server} brach ab: {words}. Versuchen Sie es noch einmal, oder verbinden Sie ohne ihn.");

    public static LocalizedText ProxyClosed(SocksServer server) => Text($"The SOCKS proxy {server} closed the connection without an answer. Check that it is one and lets you in.",
        $"Der SOCKS-Proxy {server} hat die Verbindung ohne Antwort geschlossen. Prüfen Sie, ob es einer ist und Sie einlässt.");

    public static LocalizedText NoSocks(SocksServer server) => Text($"{server} does not answer as a SOCKS5 proxy. Check host and port.",
        $"{server} antwortet nicht wie ein SOCKS5-Proxy. Prüfen Sie Host und Port.");

    public static LocalizedText NoMethod(SocksServer server) => server.User is null
        ? Text($"The SOCKS proxy {server} asks for a user name and password. Give them behind it: HOST:PORT,USER,PASSWORD.",
            $"Der SOCKS-Proxy {server} verlangt Benutzername und Kennwort. Geben Sie sie dahinter an: HOST:PORT,BENUTZER,KENNWORT.")
        : Text($"The SOCKS proxy {server} takes neither a user name with password nor a client without. It wants a method that this client does not have.",
            $"Der SOCKS-Proxy {server} nimmt weder Benutzername mit Kennwort noch einen Client ohne. Er verlangt ein Verfahren, das dieser Client nicht hat.");

    public static LocalizedText ProxyRefusedUser(SocksServer server) => Text($"The SOCKS proxy {server} refused user name or password. Check both.",
        $"Der SOCKS-Proxy {server} hat Benutzername oder Kennwort abgelehnt. Prüfen Sie beides.");

    public static LocalizedText ProxyRefused(SocksServer server, string host, int port, byte reply)
    {
        var why = Replies.GetValueOrDefault(reply) ?? Text($"reply code {reply}", $"Antwortcode {reply}");
        return Text($"The SOCKS proxy {server} could not connect to {PromptText.Quoted(host)}, port {port}: {why.En}.",
            $"Der SOCKS-Proxy {server} konnte nicht mit {PromptText.Quoted(host)}, Port {port}, verbinden: {why.De}.");
    }

    public static LocalizedText NameTooLong(string host) => Text($"The name {PromptText.Quoted(host)} is too long for SOCKS. Check it.",
        $"Der Name {PromptText.Quoted(host)} ist zu lang für SOCKS. Prüfen Sie ihn.");

    public static LocalizedText UnixPathTooLong(string path) => Text($"The path {PromptText.Quoted(path)} is empty or too long for a Unix socket. Give another path to it.",
        $"Der Pfad {PromptText.Quoted(path)} ist leer oder zu lang für einen Unix-Socket. Geben Sie einen anderen Pfad zu ihm an.");

    public static LocalizedText Unix(string path, SocketError error, bool exists) => (error, exists) switch
    {
        (SocketError.AccessDenied, _) => Text($"The Unix socket {PromptText.Quoted(path)} may not be used by you. Ask for its rights, or run as its owner.",
            $"Den Unix-Socket {PromptText.Quoted(path)} dürfen Sie nicht benutzen. Bitten Sie um die Rechte, oder starten Sie als sein Besitzer."),
        (_, false) => Text($"There is no Unix socket {PromptText.Quoted(path)}. Check the path, and that the server runs.",
            $"Es gibt keinen Unix-Socket {PromptText.Quoted(path)}. Prüfen Sie den Pfad und ob der Server läuft."),
        _ => Text($"Nobody listens at {PromptText.Quoted(path)}. Check that it is a socket and that its server runs.",
            $"An {PromptText.Quoted(path)} horcht niemand. Prüfen Sie, ob es ein Socket ist und sein Server läuft."),
    };

    public static LocalizedText HeaderUnsent(string words) => Text($"The PROXY header could not be sent: {words}. The server closed the connection at once.",
        $"Der PROXY-Kopf konnte nicht gesendet werden: {words}. Der Server hat die Verbindung sofort geschlossen.");

    public static LocalizedText NoSuchAddress(string host, AddressChoice family) => Text(
        $"{PromptText.Quoted(host)} has no {family} address that the way asked for can use. Leave -4, -6 and --source out, or name another host.",
        $"{PromptText.Quoted(host)} hat keine {family}-Adresse, die auf dem verlangten Weg nutzbar ist. Lassen Sie -4, -6 und --source weg, oder nennen Sie einen anderen Host.");

    public static LocalizedText Source(IPEndPoint source, SocketError error) => error switch
    {
        SocketError.AddressNotAvailable => Text($"{source.Address} is no address of this machine. Give one of its own as the source.",
            $"{source.Address} ist keine Adresse dieses Rechners. Geben Sie als Quelle eine eigene an."),
        SocketError.AddressAlreadyInUse => Text($"The source port {source.Port} is in use. Give another one, or none.",
            $"Der Quellport {source.Port} ist belegt. Geben Sie einen anderen an, oder keinen."),
        SocketError.AccessDenied => Text($"The source port {source.Port} may be used by the administrator only. Give one above 1023, or none.",
            $"Den Quellport {source.Port} darf nur der Administrator benutzen. Geben Sie einen über 1023 an, oder keinen."),
        _ => Text($"{source} cannot be the source: {error}. Give another one, or none.", $"{source} kann nicht die Quelle sein: {error}. Geben Sie eine andere an, oder keine."),
    };

    private static LocalizedText Text(FormattableString en, FormattableString de) => new(en.ToString(CultureInfo.InvariantCulture), de.ToString(CultureInfo.InvariantCulture));
}

// What is said of a message file on its way: before it, on the row of its progress, at its end. Texts only, each of them one line for the terminal's pane,
// in square brackets so that nobody takes it for the server's or for the message's own.
using System.Globalization;
using System.Text;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Session;

internal static class TransferText
{
    private const double Mebi = 1024 * 1024, Kibi = 1024;

    private static readonly NumberFormatInfo English = new(), German = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };

    public static LocalizedText NoSmtp { get; } = new("this is no SMTP session", "dies ist keine SMTP-Sitzung");

    public static LocalizedText LineOpen { get; } = new("a line is being typed or waits; end it with Enter, or take it back, and try again",
        "eine Zeile ist begonnen oder wartet; mit der Eingabetaste beenden oder verwerfen und noch einmal versuchen");

    public static LocalizedText Unanswered { get; } = new("the server has not answered yet; try again when it has",
        "der Server hat noch nicht geantwortet; danach noch einmal versuchen");

    public static LocalizedText NotYet { get; } = new("the server takes a message after MAIL FROM:<…> and at least one RCPT TO:<…> that it accepted",
        "der Server nimmt eine Nachricht erst nach MAIL FROM:<…> und mindestens einem angenommenen RCPT TO:<…>");

    public static LocalizedText NoChunking { get; } = new("the server did not offer CHUNKING, so it does not know BDAT; send FILE sends with DATA",
        "der Server hat CHUNKING nicht angeboten, kennt also BDAT nicht; send DATEI sendet mit DATA");

    public static LocalizedText Mixed { get; } = new("a message goes by DATA or by BDAT, not by both; end this one, or RSET",
        "eine Nachricht geht mit DATA oder mit BDAT, nicht mit beiden; diese beenden, oder RSET");

    public static LocalizedText DataRefused { get; } = new("the server refused DATA; nothing of the message went out",
        "der Server hat DATA abgelehnt; von der Nachricht ging nichts hinaus");

    public static LocalizedText ChunkRefused { get; } = new("the server refused a chunk, the rest stays here; RSET begins anew",
        "der Server hat einen Block abgelehnt, der Rest bleibt hier; RSET beginnt neu");

    public static LocalizedText EndedByServer { get; } = new("the server ended the message before its end", "der Server hat die Nachricht vor ihrem Ende beendet");

    public static LocalizedText ConnectionLost { get; } = new("the connection ended; the message was not delivered",
        "die Verbindung ist beendet; die Nachricht wurde nicht zugestellt");

    public static LocalizedText StoppedData { get; } = new("a lone dot now would deliver it cut off; to drop it, close the connection: Ctrl+] close",
        "ein einzelner Punkt würde sie jetzt abgeschnitten zustellen; verwerfen: die Verbindung mit Strg+] close beenden");

    public static LocalizedText StoppedChunks { get; } = new("RSET drops what the server has of it", "RSET verwirft, was der Server davon hat");

    public static LocalizedText CannotRead(LocalizedText reason, bool chunks)
    {
        var next = chunks ? StoppedChunks : StoppedData;
        return new($"the file cannot be read on: {reason.En}; {next.En}", $"die Datei lässt sich nicht weiterlesen: {reason.De}; {next.De}");
    }

    /// <summary>What is worth knowing before the first octet: size against SIZE, and what the server may refuse.</summary>
    public static IEnumerable<LocalizedText> Before(OutgoingMessage message, EhloCapabilities? offered)
    {
        var figures = message.Figures;
        var (limitEn, limitDe) = Limit(offered?.Find("SIZE")?.Parameters, figures.Octets);
        yield return Row($"{message.Name}: {Size(figures.Octets, English)}, {Count(figures.Lines, English, "line", "lines")}{limitEn}",
            $"{message.Name}: {Size(figures.Octets, German)}, {Count(figures.Lines, German, "Zeile", "Zeilen")}{limitDe}");
        if (figures.EightBit && offered?.Offers("8BITMIME") != true)
            yield return Row("it holds 8-bit text, and the server did not offer 8BITMIME: it may refuse or garble it",
                "sie enthält 8-Bit-Text, und der Server hat 8BITMIME nicht angeboten: er kann sie ablehnen oder verfälschen");
        if (figures.LongestLine > MessageFigures.LongestAllowed)
            yield return Row($"its longest line has {Count(figures.LongestLine, English)} octets, RFC 5321 allows {MessageFigures.LongestAllowed}: servers refuse or break it",
                $"ihre längste Zeile hat {Count(figures.LongestLine, German)} Oktette, RFC 5321 erlaubt {MessageFigures.LongestAllowed}: Server lehnen sie ab oder brechen sie um");
    }

    public static LocalizedText Progress(OutgoingMessage message, long sent) =>
        Row($"{message.Name}: {Part(message, sent, English, "of")} sent, Esc stops", $"{message.Name}: {Part(message, sent, German, "von")} gesendet, Esc bricht ab");

    public static LocalizedText Waiting(OutgoingMessage message, long sent, int unsent, TimeSpan time)
    {
        var seconds = (long)time.TotalSeconds;
        return Row($"{message.Name}: {Part(message, sent, English, "of")}; the server has not read for {seconds} s, {Size(unsent, English)} wait, Esc stops",
            $"{message.Name}: {Part(message, sent, German, "von")}; der Server liest seit {seconds} s nicht, {Size(unsent, German)} warten, Esc bricht ab");
    }

    public static LocalizedText Sent(OutgoingMessage message, MessageEncoder encoder) => Row(
        $"{message.Name}: {Count(encoder.Octets, English)} octets in {Count(encoder.Lines, English, "line", "lines")} sent, {Count(encoder.DotLines, English, "dot", "dots")} doubled",
        $"{message.Name}: {Count(encoder.Octets, German)} Oktette in {Count(encoder.Lines, German, "Zeile", "Zeilen")} gesendet, {Count(encoder.DotLines, German, "Punkt", "Punkte")} verdoppelt");

    public static LocalizedText Chunk(OutgoingMessage message, long from, long to) => Row(
        from == to ? $"{message.Name}: no octets" : $"{message.Name}: octets {Count(from + 1, English)} to {Count(to, English)} of {Count(message.Figures.Octets, English)}",
        from == to ? $"{message.Name}: keine Oktette" : $"{message.Name}: Oktette {Count(from + 1, German)} bis {Count(to, German)} von {Count(message.Figures.Octets, German)}");

    public static LocalizedText Ended(OutgoingMessage message, TransferStage stage, long sent, LocalizedText reason) => stage == TransferStage.NotBegun
        ? Row($"{message.Name} was not sent: {reason.En}", $"{message.Name} wurde nicht gesendet: {reason.De}")
        : Row($"{message.Name}: stopped after {Count(sent, English)} octets: {reason.En}", $"{message.Name}: nach {Count(sent, German)} Oktetten beendet: {reason.De}");

    private static (string En, string De) Limit(string? stated, long octets)
    {
        if (!long.TryParse(stated, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) || limit == 0) return ("", "");
        var (en, de) = ($"; the server takes up to {Size(limit, English)}", $"; der Server nimmt bis {Size(limit, German)}");
        return octets <= limit ? (en, de) : (en + ": too large, expect 552", de + ": zu groß, 552 zu erwarten");
    }

    private static string Part(OutgoingMessage message, long sent, NumberFormatInfo numbers, string of)
    {
        var whole = message.Figures.Octets;
        var percent = whole == 0 ? 100 : Math.Min(100, sent * 100 / whole);
        return string.Create(numbers, $"{percent} %, {Size(sent, numbers)} {of} {Size(whole, numbers)}");
    }

    private static string Size(long octets, NumberFormatInfo numbers) => octets switch
    {
        >= 1024 * 1024 => string.Create(numbers, $"{octets / Mebi:0.0} MiB"),
        >= 1024 => string.Create(numbers, $"{octets / Kibi:0.0} KiB"),
        _ => string.Create(numbers, $"{octets} B"),
    };

    /// <summary>Broken at blanks into rows of at most <paramref name="columns"/> characters, each ended by CR LF; a longer word is left to the terminal.</summary>
    internal static string Wrapped(string line, int columns)
    {
        var rows = new StringBuilder(line.Length + 8);
        var used = 0;
        foreach (var word in line.Split(' '))
        {
            if (used > 0 && used + 1 + word.Length >= columns)
            {
                rows.Append("\r\n");
                used = 0;
            }
            if (used > 0) rows.Append(' ');
            rows.Append(word);
            used += word.Length + (used > 0 ? 1 : 0);
        }
        return rows.Append("\r\n").ToString();
    }

    private static string Count(long number, NumberFormatInfo numbers, string one, string many) => $"{Count(number, numbers)} {(number == 1 ? one : many)}";

    private static string Count(long number, NumberFormatInfo numbers) => number.ToString("#,0", numbers);

    private static LocalizedText Row(string en, string de) => new($"[{en}]", $"[{de}]");
}

// All formats, in the order in which a line is shown to them: those with unmistakable marks first, the plain text of a telnet program last.
namespace TelnetSmtp.Core.Records.Formats;

/// <summary>The table.</summary>
internal static class RecordFormats
{
    public static IReadOnlyList<RecordFormat> All { get; } =
    [
        AsciicastFormat.Format,
        ScriptFormat.Format,
        PuttyFormat.Format,
        ExchangeFormat.Format,
        MailKitFormat.Format,
        SmtplibFormat.Format,
        SwaksFormat.Format,
        CurlTraceFormat.Format,
        CurlFormat.Format,
        MsmtpFormat.Format,
        PostfixFormat.Format,
        PostfixTranscriptFormat.Format,
        EximFormat.Format,
        TsharkFormat.Format,
        OpensslFormat.Format,
        SendmailFormat.Format,
        TelnetFormat.Format,
        WindowsFormat.Format,
        PlainFormat.Format,
    ];

    /// <summary>The format of that name, in either case; null where there is none.</summary>
    public static RecordFormat? Named(string name) => All.FirstOrDefault(format => format.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}

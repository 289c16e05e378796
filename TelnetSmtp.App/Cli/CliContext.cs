// What every command is given of the world: streams, language, colour, and the two ways to show a client. Made once by Program.
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.App.Cli;

/// <summary>A command's surroundings.</summary>
/// <param name="Language">Language of explanations.</param>
/// <param name="Color">Whether colour may be written to <paramref name="Output"/>.</param>
/// <param name="Input">Standard input, UTF-8.</param>
/// <param name="Output">Standard output, UTF-8, lines ended by LF.</param>
/// <param name="Error">Standard error.</param>
public sealed record CliContext(Language Language, bool Color, TextReader Input, TextWriter Output, TextWriter Error)
{
    /// <summary>The command line's own texts.</summary>
    public UiText Text { get; } = new("Cli", Language);

    /// <summary>The reply catalogue; its tables are read when first asked for.</summary>
    public Catalogue Catalogue { get; } = new();

    /// <summary>The program's own diagnostics, `--diagnostics`; nowhere without it.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>Whether standard input and output are a terminal, fit for the full screen.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>Columns of the terminal that standard output is; null where it is none, or where the parser is to find out.</summary>
    public int? Columns { get; init; }

    /// <summary>Runs the client in plain mode.</summary>
    public required Func<ClientOptions, CliContext, CancellationToken, Task<int>> RunPlain { get; init; }

    /// <summary>Runs the client in full screen. Only calling it loads the user interface.</summary>
    public required Func<ClientOptions, CliContext, CancellationToken, Task<int>> RunFullScreen { get; init; }

    /// <summary>`explain` at the prompt.</summary>
    public string Explain(string reply, Language language) => ReplyText.Explain(Catalogue, reply, language);

    /// <summary>Says an error: one line on standard error, what and why and what to do.</summary>
    public int Fail(string message, int exitCode = ExitCode.Usage)
    {
        Error.WriteLine($"telnetsmtp: {OneLine(message)}");
        return exitCode;
    }

    private static string OneLine(string message) =>
        string.Concat(message.Select(c => c is '\r' or '\n' ? ' ' : char.IsControl(c) ? '?' : c)).Trim();
}

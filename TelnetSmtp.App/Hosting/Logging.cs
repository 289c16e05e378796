// The program's diagnostics: Microsoft.Extensions.Logging over a Serilog file, only where `--diagnostics FILE` asks for it. The messages (NetLog) hold
// no byte of a session and no secret; this file adds none. A file that cannot be written is said in one line and the program does not start.
using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Serilog;
using Serilog.Extensions.Logging;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Records;

namespace TelnetSmtp.App.Hosting;

/// <summary>Opens the diagnostic log.</summary>
internal static class Logging
{
    /// <summary>What `--diagnostics` in <paramref name="args"/> names; null without it.</summary>
    public static string? FileOf(IReadOnlyList<string> args)
    {
        for (var i = 0; i < args.Count; i++)
            if (args[i] == "--diagnostics" && i + 1 < args.Count)
                return args[i + 1];
            else if (args[i].StartsWith("--diagnostics=", StringComparison.Ordinal) || args[i].StartsWith("--diagnostics:", StringComparison.Ordinal))
                return args[i]["--diagnostics=".Length..];
        return null;
    }

    /// <summary>A factory of loggers that append to <paramref name="file"/>; one that goes nowhere where it is null. Null with the reason where the file
    /// cannot be written.</summary>
    public static ILoggerFactory? TryOpen(string? file, out LocalizedText? failure)
    {
        failure = null;
        if (file is null)
            return NullLoggerFactory.Instance;
        // Serilog would swallow the failure; the session log's opening finds it out and makes the file, for its owner only.
        using (var probe = SessionLogWriter.TryOpen(file, out failure))
            if (probe is null)
                return null;
        var logger = new LoggerConfiguration().MinimumLevel.Debug().WriteTo.File(file, formatProvider: CultureInfo.InvariantCulture,
            outputTemplate: "{Timestamp:yyyy-MM-ddTHH:mm:ss.fffzzz} {Level:u3} {SourceContext} {Message:lj}{NewLine}{Exception}").CreateLogger();
        return new SerilogLoggerFactory(logger, dispose: true);
    }
}

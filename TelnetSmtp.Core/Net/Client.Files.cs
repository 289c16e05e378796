// The client's files: the text log and the timed record, begun and ended by the prompt and by the command line. A file that cannot be opened is said, and the
// settings stay as they were.
using TelnetSmtp.Core.Prompt;

namespace TelnetSmtp.Core.Net;

public sealed partial class Client
{
    private readonly SessionLog _log = new();
    private readonly SessionRecord _record = new();

    /// <summary>Starts the text log, as `-f FILE` does; false after saying why it cannot be.</summary>
    public bool StartLog(string file)
    {
        var started = _log.Start(file, out var failure);
        if (started) _settings = _settings with { LogFile = file, Logging = true };
        else Print(PromptText.LogFailed(file, failure!, _settings.Language));
        return started;
    }

    /// <summary>Starts the timed record, as `--record FILE` does; false after saying why it cannot be.</summary>
    public bool StartRecord(string file)
    {
        var started = _record.Start(file, _context.Time.GetUtcNow(), _columns, _rows, out var failure);
        _settings = _settings with { RecordFile = started ? file : null };
        if (!started) Print(RecordTexts.Failed(file, failure!, _settings.Language));
        return started;
    }

    /// <summary>Whether the file that <paramref name="action"/> asks for, if it asks for one, is open.</summary>
    private bool FileIsOpen(PromptAction? action) => action switch
    {
        PromptAction.StartLog log => StartLog(log.File),
        PromptAction.StartRecord record => StartRecord(record.File),
        _ => true,
    };

    /// <summary>What is said of the file that was opened.</summary>
    private void SayFile(PromptAction? action) => Print(action switch
    {
        PromptAction.StartLog log => PromptText.LoggingOn(log.File, _settings.Language),
        PromptAction.StartRecord record => RecordTexts.On(record.File, _settings.Language),
        _ => "",
    });

    private void DisposeFiles()
    {
        _log.Dispose();
        _record.Dispose();
    }
}

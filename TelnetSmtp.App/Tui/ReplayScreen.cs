// A record opened for the full screen: looked into for a moment, so that what is wrong with it is said before any screen opens and a single session plays at
// once; several become a list, which goes on filling. Refuses to draw.
using TelnetSmtp.App.Hosting;
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Records;
using TelnetSmtp.Core.Smtp;
using Terminal.Gui.Views;

namespace TelnetSmtp.App.Tui;

/// <summary>One record on its way to the screen.</summary>
internal sealed class ReplayScreen : IDisposable
{
    /// <summary>How long it is waited for a second session before a list opens with what there is.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(300);

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);

    private readonly CancellationTokenSource _stop = new();
    private readonly RecordSource _source;
    private readonly Catalogue _catalogue;
    private readonly Language _language;
    private readonly UiText _texts;
    private readonly double _speed;
    private Exception? _failure;

    private ReplayScreen(RecordSource source, Catalogue catalogue, Language language, double speed)
    {
        (_source, _catalogue, _language, _speed) = (source, catalogue, language, speed);
        _texts = new UiText("Records", language);
    }

    private string Name => Path.GetFileName(_source.Path);

    private bool Single => _source is { Done: true, Index.Count: 1 };

    /// <summary>Opens a record.</summary>
    /// <param name="file">The file.</param>
    /// <param name="format">Its format; null to find out.</param>
    /// <param name="speed">At which it plays, above 0.</param>
    /// <param name="catalogue">What the panel explains with.</param>
    /// <param name="language">Of all words.</param>
    /// <param name="wrong">What is wrong with the record, as one line; empty where nothing is.</param>
    /// <returns>The record; null where something is wrong with it.</returns>
    public static ReplayScreen? TryOpen(string file, string? format, double speed, Catalogue catalogue, Language language, out string wrong)
    {
        var screen = new ReplayScreen(new RecordSource(file, format), catalogue, language, speed);
        wrong = screen.Begin();
        if (wrong.Length == 0) return screen;
        screen.Dispose();
        return null;
    }

    /// <summary>Opens a record and shows it above the window that is there, until it is left.</summary>
    /// <returns>What is wrong with the record, as one line; null where nothing is.</returns>
    public static string? ShowAbove(WindowQueue windows, string file, Catalogue catalogue, Language language)
    {
        var screen = TryOpen(file, null, 1, catalogue, language, out var wrong);
        if (screen is null) return wrong;
        windows.Show(() =>
        {
            var window = screen.Window();
            window.Disposing += (_, _) => screen.Dispose();
            return window;
        });
        return null;
    }

    /// <summary>What was wrong with it that did not keep it from being shown; null for nothing.</summary>
    public string? Remark => _source.Index.FirstCut is > 0 and var line ? _texts.Format("HugeLine", _source.Path, line, RecordReader.MaxLine / 1024)
        : _failure is null ? null : RecordText.Wrong(_failure, _source.Path, _source.Path, _texts);

    /// <summary>The window: the session where there is one, else the list.</summary>
    public Runnable Window()
    {
        if (Single && Play(0).Window is { } player) return player;
        return List();
    }

    /// <summary>Shows it in a full screen of its own.</summary>
    /// <returns>The exit code of a failure or a signal; null where it ended in order.</returns>
    public int? Run(Action<Exception> failed) =>
        Single && Play(0).Window is ReplayWindow player ? FullScreen.Run(_ => player, failed) : FullScreen.Run(_ => List(), failed);

    public void Dispose()
    {
        // The reading ends at its next portion; it needs nothing but the token, which outlives its source.
        _stop.Cancel();
        _stop.Dispose();
    }

    private SessionListWindow List() => new(new SessionListSource(Name, _source, Play, _stop.Cancel), _language);

    private string Begin()
    {
        Stream stream;
        try
        {
            stream = _source.Open();
        }
        catch (Exception e) when (RecordText.Wrong(e, _source.Path, _source.Path, _texts) is { } wrong)
        {
            return wrong;
        }
        var stop = _stop.Token;
        var reading = new Thread(() => Read(stream, stop)) { IsBackground = true, Name = "session index" };
        reading.Start();
        for (var waited = TimeSpan.Zero; waited < Look && !_source.Done && _source.Index.Count < 2; waited += Step) reading.Join(Step);
        if (_failure is { } failure) return RecordText.Wrong(failure, _source.Path, _source.Path, _texts)!;
        if (!_source.Done) return "";
        return _source.Index switch
        {
            { IsBinary: true } => _texts.Format("Binary", _source.Path),
            { Octets: 0 } => _texts.Format("Empty", _source.Path),
            { Count: 0, FirstCut: > 0 and var line } => _texts.Format("HugeLine", _source.Path, line, RecordReader.MaxLine / 1024),
            { Count: 0 } => new UiText("Replay", _language).Format("NoSession", _source.Path),
            _ => "",
        };
    }

    private void Read(Stream stream, CancellationToken stop)
    {
        try
        {
            _source.ReadIndex(stream, stop);
        }
        catch (Exception e) when (RecordText.Wrong(e, _source.Path, _source.Path, _texts) is not null)
        {
            _failure = e;
            _source.GiveUp();
        }
    }

    private (Runnable? Window, string Wrong) Play(int index)
    {
        try
        {
            var script = _source.Load(index);
            if (script is null) return (null, new UiText("Replay", _language).Format("Gone", Name));
            var count = _source.Index.Count;
            var caption = count > 1 ? $"{Name} · {new UiText("Replay", _language).Format("CaptionSession", index + 1, count)}" : Name;
            return (new ReplayWindow(script, new DecoderTexts(_catalogue, _language), new ReplayLook(_language, TimeProvider.System, caption) { Speed = _speed }), "");
        }
        catch (Exception e) when (RecordText.Wrong(e, _source.Path, _source.Path, _texts) is { } wrong)
        {
            return (null, wrong);
        }
    }
}

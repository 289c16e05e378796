// A lesson on the screen: its keys, what the lower box says of it, the list. Asks LessonClient, which plays it. Refuses to judge and to word (LessonContent).
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Learning;
using TelnetSmtp.Core.Net;
using TelnetSmtp.Core.Smtp;
using TelnetSmtp.Core.Terminal;
using Terminal.Gui.App;

namespace TelnetSmtp.App.Tui;

/// <summary>The lesson of a window. UI thread only.</summary>
internal sealed class LessonGuide(LessonClient client)
{
    private static readonly string[] StepKeys = ["F5", "F6", "F7", "F8"], LogKeys = ["F5", "F7", "F8"], FinishedKeys = ["F6", "F7", "F8"];

    private UiText _words = new("Lessons", client.Snapshot.Settings.Language);
    private (LessonView View, DetailContent? Said, bool Preparing, LocalizedText? Problem) _of;
    private DetailContent? _content;
    private LessonView? _shownView;
    private bool _shownPreparing;

    public bool InLesson => client.Lesson is not null;

    /// <summary>Whether the lesson has got further than was last asked for: the screen may have shown the line before the lesson judged it.</summary>
    public bool HasNews => !ReferenceEquals(client.Lesson, _shownView) || client.Preparing != _shownPreparing;

    /// <summary>Whether the list was asked for.</summary>
    public bool WantsList
    {
        get => client.WantsList;
        set => client.WantsList = value;
    }

    /// <summary>The lesson's keys, for the status line; null where there is no lesson.</summary>
    public string? Hint => client.Lesson is not { } lesson ? null : _words[lesson.Finished ? "KeysFinished" : lesson.Lesson.HasLog ? "KeysLog" : "Keys"];

    /// <summary>The lesson's keys and what each does, for the list of keys; empty where there is no lesson.</summary>
    public IReadOnlyList<(string Label, string Text)> Keys => client.Lesson is not { } lesson ? []
        : [.. (lesson.Finished ? FinishedKeys : lesson.Lesson.HasLog ? LogKeys : StepKeys).Select(key => (key, _words[$"Key{key}{(lesson.Finished && key == "F7" ? "Finished" : "")}"]))];

    /// <summary>What the status line says in place of the session's state, which would give a log's fault away; null for that state.</summary>
    public string? Says => client.Lesson is { Lesson.HasLog: true } ? _words["LogShown"] : null;

    /// <summary>What the lower box says: the lesson, and beside it what it would have said without.</summary>
    /// <param name="said">What it would have said.</param>
    /// <param name="subject">Of what.</param>
    /// <param name="chosen">Whether the user chose the line.</param>
    /// <param name="language">The language.</param>
    /// <returns>Null where there is no lesson.</returns>
    public DetailContent? ContentOver(DetailContent said, in DetailSubject subject, bool chosen, Language language)
    {
        (_shownView, _shownPreparing) = (client.Lesson, client.Preparing);
        if (client.Lesson is not { } lesson) return null;
        if (_words.Language != language)
        {
            _words = new UiText("Lessons", language);
            _content = null;
        }
        // Who asks for the meaning of a line gets it; the next key brings the lesson back.
        if (chosen && !lesson.Lesson.HasLog) return null;
        var looks = subject.Typing is not null || subject.Topic == DetailTopic.Failure || lesson.Lesson.HasLog;
        var of = (lesson, looks ? said : null, client.Preparing, client.Problem);
        if (_content is not null && of == _of) return _content;
        _of = of;
        return _content = LessonContent.Of(lesson, of.Item2, client.Preparing, client.Problem, _words);
    }

    /// <summary>Takes a key of the lesson's.</summary>
    /// <returns>Whether it was one.</returns>
    public bool Take(KeyStroke key, ReadingPosition position, bool inTerminalSession)
    {
        if (client.Lesson is not { } lesson || inTerminalSession) return false;
        switch (key.Code)
        {
            case KeyCode.F5: client.Hint(); break;
            case KeyCode.F6: client.Again(); break;
            case KeyCode.F7 when lesson.Finished: if (!client.StartNext()) client.Leave(); break;
            case KeyCode.F7: client.Skip(); break;
            case KeyCode.F8: client.WantsList = true; break;
            case KeyCode.Enter when lesson.Current is { IsPointing: true }: return Point(position);
            case KeyCode.Character when key is { Control: false, Alt: false, Character.Value: >= '1' and <= '9' } && IsWaiting(client.Snapshot):
                return client.Choose(key.Character.Value - '0');
            default: return false;
        }
        position.Follow();
        return true;
    }

    /// <summary>Shows the list where it was asked for.</summary>
    /// <returns>Why a lesson cannot be had; null where nothing went wrong.</returns>
    public string? Serve(IApplication app, Language language)
    {
        if (client.WantsList)
        {
            client.WantsList = false;
            if (_words.Language != language) _words = new UiText("Lessons", language);
            switch (LessonList.Show(app, _words, client.Progress, client.Lesson?.Lesson.Name))
            {
                case { Lesson: { } lesson }: return client.Start(lesson.Name)?.In(language);
                case { Leave: true }: client.Leave(); break;
            }
        }
        return null;
    }

    private bool Point(ReadingPosition position) => position.Explained is { } line && client.Point(System.Text.Encoding.UTF8.GetString(line.Text.Span));

    /// <summary>A digit is an answer only where it cannot be part of a line.</summary>
    private static bool IsWaiting(ClientSnapshot snapshot) => snapshot is { Mode: ClientMode.Session, Session: { Typed.Length: 0, TypedAs: Speaker.Client } };
}

// What the user looks at: which rows stand in the terminal pane and which line is explained. Pure: snapshots in, row numbers out. Terminal and
// annotations ask the same object, so they cannot fall out of step.
using TelnetSmtp.Core.Net;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.App.Tui;

/// <summary>The place in the text. UI thread only.</summary>
internal sealed class ReadingPosition
{
    private long _top;
    private (long Row, int Offset)? _chosen; // more than one line may begin on a row: a command without echo and its reply

    /// <summary>The newest snapshot.</summary>
    public ClientSnapshot? Snapshot { get; private set; }

    /// <summary>Rows of the terminal pane.</summary>
    public int Rows { get; private set; } = 1;

    /// <summary>Whether the newest rows are shown and stay shown.</summary>
    public bool Following { get; private set; } = true;

    /// <summary>Absolute number of the row at the pane's top.</summary>
    public long Top => Following ? Newest : Math.Clamp(_top, Oldest, Newest);

    /// <summary>The session whose annotations belong beside the rows shown; null where none do.</summary>
    public SessionSnapshot? Session =>
        Snapshot is { SessionShown: true, Session: { } session, Screen.Alternate: false } ? session : null;

    /// <summary>Whether the user chose the line that is explained.</summary>
    public bool HasChosen => _chosen is not null && Session is not null;

    /// <summary>Absolute numbers that <see cref="Top"/> lies between.</summary>
    public long Oldest => Snapshot is not { } s ? 0 : s.Screen.Scrollback.Count > 0 && !s.Screen.Alternate ? Math.Min(s.Screen.Scrollback.First, Newest) : Newest;

    public long Newest => Snapshot is not { } s ? 0 : s.Screen.Top + Math.Max(0, Math.Min(s.Screen.Rows - Rows, s.Screen.Cursor.Row - Rows + 1));

    /// <summary>Takes the newest state.</summary>
    public void Take(ClientSnapshot snapshot)
    {
        if (Snapshot is { } old && (old.SessionShown != snapshot.SessionShown || !IsSameSession(old.Session, snapshot.Session)))
        {
            _chosen = null;
            Following = true;
        }
        Snapshot = snapshot;
    }

    /// <summary>The pane has <paramref name="rows"/> rows from now on; what stands at its top stays there while scrolled back.</summary>
    public void Resize(int rows) => Rows = Math.Max(1, rows);

    /// <summary>Moves by <paramref name="rows"/>, up where negative; at the bottom following begins again.</summary>
    public void Scroll(long rows) => ScrollTo(Top + rows);

    /// <summary>Moves so that <paramref name="row"/> stands at the top, as far as there is text.</summary>
    public void ScrollTo(long row)
    {
        _top = Math.Clamp(row, Oldest, Newest);
        Following = _top >= Newest;
    }

    /// <summary>Back to the newest rows and the newest line.</summary>
    public void Follow()
    {
        Following = true;
        _chosen = null;
    }

    /// <summary>Makes the line of absolute row <paramref name="row"/>, or the nearest above it, the one explained.</summary>
    public void ChooseAt(long row)
    {
        if (Session is not { } session) return;
        var i = session.Annotations.IndexAtOrAfter(row + 1) - 1;
        if (i >= 0) Choose(session, i);
    }

    /// <summary>Chooses the next (1) or previous (-1) line that is explained; past the newest, the newest follows again.</summary>
    public void ChooseNext(int direction)
    {
        if (Session is not { } session || session.Annotations.Count == 0) return;
        var i = IndexOfExplained(session);
        do i += direction;
        while (i >= 0 && i < session.Annotations.Count && !IsExplained(session.Annotations[i].Line));
        if (i >= session.Annotations.Count) Follow();
        else if (i >= 0) Choose(session, i);
    }

    /// <summary>The line that the details explain: the chosen one, else the newest that is part of the dialogue; null where there is none.</summary>
    public AnnotatedLine? Explained
    {
        get
        {
            if (Session is not { } session) return null;
            var i = IndexOfExplained(session);
            return i < 0 || i >= session.Annotations.Count ? null : session.Annotations[i];
        }
    }

    /// <summary>Index of the annotated line that begins on absolute row <paramref name="row"/>; where a command and its reply share one, the
    /// reply; -1 for none.</summary>
    public int IndexAt(long row)
    {
        if (Session is not { } session) return -1;
        var found = -1;
        for (var i = session.Annotations.IndexAtOrAfter(row); i < session.Annotations.Count; i++)
        {
            var line = session.Annotations[i];
            if (line.Row != row) break;
            if (found < 0 || line.Line.Speaker == Speaker.Server) found = i;
        }
        return found;
    }

    private static bool IsExplained(DialogueLine line) => line.Speaker is Speaker.Server or Speaker.Client or Speaker.Credential;

    private static bool IsSameSession(SessionSnapshot? a, SessionSnapshot? b) =>
        a is null ? b is null : b is not null && a.Host == b.Host && a.Port == b.Port && a.Version <= b.Version;

    private void Choose(SessionSnapshot session, int index)
    {
        var row = session.Annotations[index].Row;
        _chosen = (row, index - session.Annotations.IndexAtOrAfter(row));
        if (row < Top) ScrollTo(row);
        else if (row >= Top + Rows) ScrollTo(row - Rows + 1);
    }

    private int IndexOfExplained(SessionSnapshot session)
    {
        var lines = session.Annotations;
        if (_chosen is var (row, offset))
        {
            var chosen = lines.IndexAtOrAfter(row) + offset;
            if (chosen < lines.Count) return chosen;
        }
        var i = lines.Count - 1;
        while (i >= 0 && !IsExplained(lines[i].Line)) i--;
        return i;
    }
}

// The list of a record's sessions as it is looked at: which of them pass the filter, which one is chosen, which stand on the screen, while more are still being
// read. Pure but for the index that it asks. Refuses to draw.
using TelnetSmtp.Core.Records;

namespace TelnetSmtp.App.Tui;

/// <summary>The list. UI thread only.</summary>
internal sealed class SessionList(SessionIndex index)
{
    private readonly List<int> _found = [];
    private readonly List<int> _unread = [];
    private int _looked, _version = -1, _top;

    /// <summary>What is searched for.</summary>
    public SessionFilter Filter { get; private set; }

    /// <summary>Sessions that pass.</summary>
    public int Count => _found.Count;

    /// <summary>The chosen one's place among those that pass, from 0; 0 where none passes.</summary>
    public int Chosen { get; private set; }

    /// <summary>The chosen session's index in the record; -1 where none passes.</summary>
    public int ChosenIndex => Chosen < _found.Count ? _found[Chosen] : -1;

    /// <summary>Rows of the screen.</summary>
    public int Rows
    {
        get => field;
        set => field = Math.Max(1, value);
    } = 1;

    /// <summary>The place at the top of the screen: as it was, but so that the chosen one is to be seen.</summary>
    public int Top => _top = Math.Clamp(_top, Math.Max(0, Chosen - Rows + 1), Math.Max(0, Math.Min(Chosen, Math.Max(0, _found.Count - Rows))));

    /// <summary>The sessions on the screen.</summary>
    public SessionFacts[] Shown => index.Facts(_found.Slice(Top, Math.Min(Rows, _found.Count - Top)));

    /// <summary>Takes in what has been read meanwhile.</summary>
    /// <returns>Whether anything has changed.</returns>
    public bool Pump()
    {
        var version = index.Version;
        if (version == _version) return false;
        _version = version;
        Look();
        return true;
    }

    /// <summary>Moves the choice, up where negative.</summary>
    public void Move(int places) => Chosen = Math.Clamp(Chosen + places, 0, Math.Max(0, _found.Count - 1));

    /// <summary>Chooses the one at a row of the screen.</summary>
    public void ChooseRow(int row) => Chosen = Math.Clamp(Top + row, 0, Math.Max(0, _found.Count - 1));

    /// <summary>Searches for something else. The choice stays on its session where that passes, else goes to the next one that does.</summary>
    public void Search(string text, bool errorsOnly)
    {
        var chosen = ChosenIndex;
        Filter = SessionFilter.Of(text, errorsOnly);
        _found.Clear();
        _unread.Clear();
        _looked = 0;
        Look();
        var at = _found.BinarySearch(chosen);
        Chosen = Math.Clamp(at < 0 ? ~at : at, 0, Math.Max(0, _found.Count - 1));
    }

    private void Look()
    {
        if (_unread.Count > 0)
            foreach (var late in index.FindAgain(Filter, _unread)) Insert(late);
        _looked = index.Find(Filter, _looked, _found, _unread);
    }

    private void Insert(int late)
    {
        var at = ~_found.BinarySearch(late);
        if (at < 0) return;
        _found.Insert(at, late);
        // What is looked at stays where it is.
        if (_found.Count > 1 && at <= Chosen) Chosen++;
        if (at < _top) _top++;
    }
}

// `annotate --errors`: of a record only the replies of class 4 and 5, with the client's line that each answers before it, and the summaries of the sessions that
// have any. Refuses to keep more than one line a session.
using TelnetSmtp.Core.Records;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.App.Text;

/// <summary>Hands over what went wrong.</summary>
internal sealed class ErrorsOnly(IRecordHandler inner) : IRecordHandler
{
    private readonly Dictionary<int, KeptLine> _asked = [];

    public void Line(in RecordEntry entry)
    {
        if (entry.Session is not { } session)
            return;
        if (entry.Fact.Speaker is Speaker.Client or Speaker.Credential)
        {
            _asked[session.Number] = new KeptLine(entry);
            return;
        }
        if (entry.Fact is not { Speaker: Speaker.Server, Class: ReplyClass.Transient or ReplyClass.Permanent })
            return;
        if (_asked.Remove(session.Number, out var asked))
            asked.Say(inner, session);
        inner.Line(entry);
    }

    public void Ended(RecordSession session)
    {
        _asked.Remove(session.Number);
        if (session.Errors > 0 || session.Summary.Verdict == TransactionVerdict.Broken)
            inner.Ended(session);
    }

    private sealed class KeptLine(in RecordEntry entry)
    {
        private readonly long _line = entry.Line;
        private readonly DateTimeOffset? _at = entry.At, _clock = entry.Clock;
        private readonly bool _tls = entry.Tls;
        private readonly DialogueLine _fact = entry.Fact;
        private readonly byte[] _text = entry.Text.ToArray(), _shown = entry.Shown.ToArray();

        public void Say(IRecordHandler inner, RecordSession session) => inner.Line(new RecordEntry
        {
            Line = _line,
            At = _at,
            Clock = _clock,
            Session = session,
            Tls = _tls,
            Fact = _fact,
            Text = _text,
            Shown = _shown,
            Shows = true,
        });
    }
}

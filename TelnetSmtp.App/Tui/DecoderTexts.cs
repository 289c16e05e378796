// The panel's words from the decoder and the catalogue. Refuses to interpret bytes: which line answers what was settled when it came.
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Net;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.App.Tui;

/// <summary>Words by <see cref="ReplyDecoder"/>.</summary>
internal sealed class DecoderTexts(Catalogue catalogue, Language language) : IPanelTexts
{
    private ReplyDecoder _decoder = new(catalogue, language);

    public Language Language
    {
        get => field;
        set
        {
            if (value == field) return;
            field = value;
            _decoder = new ReplyDecoder(catalogue, value);
        }
    } = language;

    public string Annotate(in AnnotatedLine line) => _decoder.Annotate(line.Line, line.Text.Span);

    public Explanation Explain(in AnnotatedLine line) => _decoder.Explain(line.Line, line.Text.Span, line.State);

    public Advice? Advise(SessionSnapshot session)
    {
        var typed = session.Typed.AsSpan().TrimStart();
        var blank = typed.IndexOfAny(' ', ':');
        var word = blank < 0 ? typed : typed[..blank];
        if (word.IsEmpty) return null;
        var entry = Find(word, whole: blank >= 0);
        if (entry is null) return null;
        return new Advice($"{entry.Command}: {entry.Meaning.In(Language)}", [entry.Syntax, entry.Example], entry.Explanation.In(Language), [],
            entry.Source.Split("; ", StringSplitOptions.RemoveEmptyEntries));
    }

    public Explanation ExplainFailure(ConnectFailure failure)
    {
        var (stage, socket) = failure.End.Kind switch
        {
            SessionEndKind.NameUnknown => ("DNS", "host not found"),
            SessionEndKind.NameServerFailed => ("DNS", "name server failed"),
            SessionEndKind.Refused => ("CONNECT", "refused"),
            SessionEndKind.TimedOut => (failure.End.BeforeConnection ? "CONNECT" : "ANY", "timed out"),
            SessionEndKind.Unreachable => ("CONNECT", "unreachable"),
            SessionEndKind.Forbidden => ("CONNECT", "forbidden"),
            SessionEndKind.Reset => ("ANY", "reset"),
            SessionEndKind.TlsFailed => ("STARTTLS", "handshake failed"),
            SessionEndKind.PlaintextAfterStartTls => ("STARTTLS", "plaintext after STARTTLS"),
            SessionEndKind.ClosedByServer => ("ANY", "connection closed"),
            _ => ("CONNECT", "connect failed"),
        };
        var explanation = _decoder.ExplainFailure(stage, socket);
        return failure.End.Detail.Length == 0 ? explanation : explanation with { Remarks = [.. explanation.Remarks, failure.End.Detail] };
    }

    /// <summary>The command that <paramref name="word"/> is or, while it is still being typed, the only one that it can become.</summary>
    private CommandEntry? Find(ReadOnlySpan<char> word, bool whole)
    {
        CommandEntry? found = null;
        foreach (var entry in catalogue.Commands)
        {
            if (entry.Command.AsSpan().Equals(word, StringComparison.OrdinalIgnoreCase)) return entry;
            if (whole || word.Length < 2 || !entry.Command.AsSpan().StartsWith(word, StringComparison.OrdinalIgnoreCase)) continue;
            if (found is not null) return null;
            found = entry;
        }
        return found;
    }
}

// The panel's words from the decoder and the catalogue. Refuses to interpret bytes: which line answers what was settled when it came.
using System.Text;
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Net;
using TelnetSmtp.Core.Session;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.App.Tui;

/// <summary>Words by <see cref="ReplyDecoder"/> and <see cref="CommandAdvice"/>.</summary>
internal sealed class DecoderTexts(Catalogue catalogue, Language language) : IPanelTexts
{
    private ReplyDecoder _decoder = new(catalogue, language);
    private CommandAdvice _advice = new(catalogue, language);

    public Language Language
    {
        get => field;
        set
        {
            if (value == field) return;
            field = value;
            _decoder = new ReplyDecoder(catalogue, value);
            _advice = new CommandAdvice(catalogue, value);
        }
    } = language;

    public string Annotate(in AnnotatedLine line) => _decoder.Annotate(line.Line, line.Text.Span);

    public Explanation Explain(in AnnotatedLine line) => _decoder.Explain(line.Line, line.Text.Span, line.State);

    public TypingAdvice? Advise(SessionSnapshot session)
    {
        if (_advice.For(session.Typed, session.Dialogue, session.TypedAs, session.Message) is not { } advice) return null;
        var verb = session.TypedAs == Speaker.Client ? SmtpCommand.Parse(Encoding.UTF8.GetBytes(session.Typed)).Verb : SmtpVerb.Unknown;
        if (verb == SmtpVerb.Unknown && advice.Remarks.Count == 0 && catalogue.Command(Catalogue.VerbNamed(advice.Syntax)) is { } only)
        {
            // The only command that can become of what is typed is shown as if it stood there.
            verb = Catalogue.VerbNamed(only.Command);
            advice = advice with { Syntax = only.Syntax, MarkStart = 0, MarkLength = only.Command.Length };
        }
        return catalogue.Command(verb) is { } entry
            ? new TypingAdvice(advice, $"{entry.Command}: {entry.Meaning.In(Language)}", entry.Explanation.In(Language), entry.Example,
                entry.Source.Split("; ", StringSplitOptions.RemoveEmptyEntries))
            : new TypingAdvice(advice, "", "", "", []);
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
            SessionEndKind.Cancelled => ("CONNECT", "given up"),
            SessionEndKind.Reset => ("ANY", "reset"),
            SessionEndKind.RouteFailed => ("ROUTE", "cannot be taken"),
            SessionEndKind.TlsFailed => TlsFailureText.Name(failure.End.Tls),
            SessionEndKind.PlaintextAfterStartTls => ("STARTTLS", "plaintext after STARTTLS"),
            SessionEndKind.ClosedByServer => ("ANY", "connection closed"),
            _ => ("CONNECT", "connect failed"),
        };
        var explanation = _decoder.ExplainFailure(stage, socket);
        if (failure.End.Tls is { } tls) explanation = TlsFailureText.Complete(explanation, tls, Language);
        if (failure.End.Reason is { } reason) return explanation with { Remarks = [.. explanation.Remarks, reason.In(Language)] };
        return failure.End.Detail.Length == 0 ? explanation : explanation with { Remarks = [.. explanation.Remarks, failure.End.Detail] };
    }
}

// A record as people read it: each line as it stands there, below a reply what it means and what is odd about it, behind a session what came of it. Lines
// that are ours begin with `  # `, as in plain mode. Refuses to write escape sequences other than the colours that were asked for.
using System.Buffers;
using System.Text;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Records;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.App.Text;

/// <summary>Writes the lines.</summary>
internal sealed class AnnotatedText : IRecordHandler
{
    /// <summary>What every line of ours begins with.</summary>
    public const string Mark = "  # ";

    private const string Plain = "\x1b[0m";

    private readonly ReplyDecoder _decoder;
    private readonly bool _color;
    private readonly TakeText _take;
    private readonly RecordText _text;
    private readonly ArrayBufferWriter<byte> _line = new(1024);
    private readonly StringBuilder _part = new();
    private readonly ExplainedLines _explained;

    private delegate void TakeText(ReadOnlySpan<byte> text);

    /// <param name="decoder">Explains the replies.</param>
    /// <param name="language">Language of the summary.</param>
    /// <param name="color">Whether to colour by class.</param>
    /// <param name="output">Takes the bytes of each line of the record or summary, LF included.</param>
    public AnnotatedText(ReplyDecoder decoder, Language language, bool color, IBufferWriter<byte> output)
        : this(decoder, language, color, output.Write)
    {
    }

    /// <summary>The same for a taker of text: one call for each line of the record and for each summary.</summary>
    public AnnotatedText(ReplyDecoder decoder, Language language, bool color, Action<string> write)
        : this(decoder, language, color, text => write(Encoding.UTF8.GetString(text)))
    {
    }

    private AnnotatedText(ReplyDecoder decoder, Language language, bool color, TakeText take)
    {
        (_decoder, _color, _take) = (decoder, color, take);
        _text = new RecordText(language);
        _explained = new ExplainedLines(decoder, Render);
    }

    /// <summary>Whether each line begins with its number: where lines are left out.</summary>
    public bool Numbered { get; init; }

    public void Line(in RecordEntry entry)
    {
        _line.ResetWrittenCount();
        if (entry.Shows)
        {
            if (Numbered)
            {
                JsonText.Number(_line, entry.Line);
                _line.Write(": "u8);
            }
            RecordText.WriteHarmless(_line, entry.Shown);
            _line.Write("\n"u8);
        }
        if (entry.Cut)
            _line.Write(Rendered([(_text.Texts.Format("LineCut", RecordReader.MaxLine / 1024), ReplyClass.Unknown)]));
        if (entry.Fact.Speaker == Speaker.Server || entry.Fact.Oddities != LineOddities.None)
            _line.Write(_explained.Of(entry));
        if (_line.WrittenCount > 0)
            _take(_line.WrittenSpan);
    }

    public void Ended(RecordSession session)
    {
        if (session.Spoken)
            _take(Rendered(_text.Summarise(session).Select(line => ("== " + line, session.Errors > 0 ? ReplyClass.Permanent : ReplyClass.Success))));
    }

    private byte[] Render(in RecordEntry entry, DialogueState? state)
    {
        var fact = entry.Fact;
        var said = new List<(string, ReplyClass)>();
        if (fact.Speaker == Speaker.Server)
            said.Add((_decoder.Annotate(fact, entry.Text), fact.Class));
        if (fact.Oddities != LineOddities.None && fact.Speaker != Speaker.Note)
            foreach (var remark in _decoder.Explain(fact, entry.Text, state).Remarks)
                said.Add(("! " + remark, ReplyClass.Transient));
        return Rendered(said);
    }

    private byte[] Rendered(IEnumerable<(string Words, ReplyClass Kind)> said)
    {
        _part.Clear();
        foreach (var (words, kind) in said)
        {
            var paint = !_color ? "" : kind switch
            {
                ReplyClass.Success or ReplyClass.Intermediate => "\x1b[32m",
                ReplyClass.Transient => "\x1b[33m",
                ReplyClass.Permanent => "\x1b[31m",
                _ => "",
            };
            foreach (var line in words.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                _part.Append(paint).Append(Mark).Append(RecordText.Harmless(Encoding.UTF8.GetBytes(line))).Append(paint.Length > 0 ? Plain : "").Append('\n');
        }
        return Encoding.UTF8.GetBytes(_part.ToString());
    }
}

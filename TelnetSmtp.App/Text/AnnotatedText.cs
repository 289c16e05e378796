// A record as people read it: each line as it stands there, below a reply what it means and what is odd about it, behind a session what came of it. Lines
// that are ours begin with `  # `, as in plain mode. Refuses to write escape sequences other than the colours that were asked for.
using System.Text;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Records;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.App.Text;

/// <summary>Writes the lines.</summary>
/// <param name="decoder">Explains the replies.</param>
/// <param name="language">Language of the summary.</param>
/// <param name="color">Whether to colour by class.</param>
/// <param name="write">Takes the text for one line of the record or one summary, each line ended by LF.</param>
internal sealed class AnnotatedText(ReplyDecoder decoder, Language language, bool color, Action<string> write) : IRecordHandler
{
    /// <summary>What every line of ours begins with.</summary>
    public const string Mark = "  # ";

    private const string Plain = "\x1b[0m";

    private readonly RecordText _text = new(language);
    private readonly StringBuilder _output = new();

    /// <summary>Whether each line begins with its number: where lines are left out.</summary>
    public bool Numbered { get; init; }

    public void Line(in RecordEntry entry)
    {
        _output.Clear();
        if (entry.Shows)
        {
            if (Numbered)
                _output.Append(entry.Line).Append(": ");
            _output.Append(RecordText.Harmless(entry.Shown)).Append('\n');
        }
        if (entry.Cut)
            Add(_text.Texts.Format("LineCut", RecordReader.MaxLine / 1024), default);
        var fact = entry.Fact;
        if (fact.Speaker == Speaker.Server)
            Add(decoder.Annotate(fact, entry.Text), fact.Class);
        if (fact.Oddities != LineOddities.None && fact.Speaker != Speaker.Note)
            foreach (var remark in decoder.Explain(fact, entry.Text, entry.Session?.State).Remarks)
                Add("! " + remark, ReplyClass.Transient);
        if (_output.Length > 0)
            write(_output.ToString());
    }

    public void Ended(RecordSession session)
    {
        if (!session.Spoken)
            return;
        _output.Clear();
        foreach (var line in _text.Summarise(session))
            Add("== " + line, session.Errors > 0 ? ReplyClass.Permanent : ReplyClass.Success);
        write(_output.ToString());
    }

    private void Add(string annotation, ReplyClass kind)
    {
        var paint = !color ? "" : kind switch
        {
            ReplyClass.Success or ReplyClass.Intermediate => "\x1b[32m",
            ReplyClass.Transient => "\x1b[33m",
            ReplyClass.Permanent => "\x1b[31m",
            _ => "",
        };
        foreach (var line in annotation.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            _output.Append(paint).Append(Mark).Append(RecordText.Harmless(Encoding.UTF8.GetBytes(line))).Append(paint.Length > 0 ? Plain : "").Append('\n');
    }
}

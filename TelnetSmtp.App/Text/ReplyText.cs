// `explain` at the prompt: a reply as typed (`550 5.1.1 User unknown`), read and explained in lines of text.
using System.Text;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.App.Text;

/// <summary>Explains one reply in text.</summary>
internal static class ReplyText
{
    /// <summary>The explanation of <paramref name="reply"/>, lines ended by LF; one line saying so where it is no reply.</summary>
    public static string Explain(Catalogue catalogue, string reply, Language language)
    {
        var text = Encoding.UTF8.GetBytes(reply);
        var read = SmtpReplyParser.Parse(text);
        if (!read.IsReply)
            return new UiText("Cli", language)["NotAReply"] + "\n";
        var line = new DialogueLine(Speaker.Server, SmtpVerb.None, read.Code, read.Enhanced, ReplyPosition.Only, LineOddities.None, read.TextStart, 0);
        var explanation = new ReplyDecoder(catalogue, language).Explain(line, text, null);
        var output = new StringBuilder();
        output.Append(read.Code).Append(read.Enhanced.IsNone ? "" : " " + read.Enhanced).Append(": ").Append(explanation.Meaning).Append('\n');
        foreach (var sentence in (string[])[explanation.Text, .. explanation.Causes.Select(c => "- " + c), .. explanation.Remedies.Select(r => "> " + r)])
            if (sentence.Length > 0)
                output.Append(sentence).Append('\n');
        if (explanation.Sources.Count > 0)
            output.AppendJoin("; ", explanation.Sources).Append('\n');
        return output.ToString();
    }
}

// Target prompt: lines through PromptInterpreter, connected or not, in either language. Rules: what is printed is whole lines; settings that a timed record holds
// come back from it.
// Input: the context, then the lines.
using System.Text;
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Records;

namespace TelnetSmtp.Benchmarks.Fuzzing;

internal static class PromptTarget
{
    private static readonly PromptInterpreter Prompt = new((reply, language) => ReplyText.Explain(FuzzRule.Catalogue, reply, language));

    public static void Run(byte[] input)
    {
        var reader = new FuzzInput(input);
        var options = reader.Octet();
        var context = (options & 1) != 0
            ? new PromptContext(true, "mail1.fabrikam.com") { Smtp = (options & 2) != 0, IsFile = file => file.EndsWith(".eml", StringComparison.Ordinal) }
            : PromptContext.Idle;
        var settings = SessionScript.Settings(0, (byte)(options >> 2));
        foreach (var line in Encoding.UTF8.GetString(reader.Rest).Split('\n'))
        {
            var result = Prompt.Interpret(line, settings, context);
            FuzzRule.Holds(result.Text.Length == 0 || result.Text[^1] == '\n', "whole lines are printed");
            settings = result.Settings;
        }
        FuzzRule.Holds(PromptText.Display(settings).EndsWith('\n'), "the settings are printed in whole lines");
        var written = RecordedSettings.Write(settings);
        FuzzRule.Same(written, RecordedSettings.Write(RecordedSettings.Read(written)), "the recorded settings");
    }
}

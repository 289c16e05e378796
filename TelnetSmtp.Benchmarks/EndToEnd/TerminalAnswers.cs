// What a terminal answers to the questions that screen libraries ask at start: without answers they wait, and the waiting would be measured.
namespace TelnetSmtp.Benchmarks.EndToEnd;

/// <summary>Questions and answers of an xterm of <see cref="PseudoTerminal.Columns"/> by <see cref="PseudoTerminal.Rows"/>.</summary>
internal static class TerminalAnswers
{
    // Primary device attributes, window size in cells, cursor position, keyboard protocol.
    private static readonly (byte[] Question, byte[] Answer)[] Table =
    [
        ("\e[c"u8.ToArray(), "\e[?62;22c"u8.ToArray()),
        ("\e[0c"u8.ToArray(), "\e[?62;22c"u8.ToArray()),
        ("\e[18t"u8.ToArray(), "\e[8;40;120t"u8.ToArray()),
        ("\e[6n"u8.ToArray(), "\e[1;1R"u8.ToArray()),
        ("\e[?u"u8.ToArray(), "\e[?0u"u8.ToArray()),
    ];

    /// <summary>The answers to the questions in <paramref name="output"/>. A question that two reads split goes unanswered, as it would be only under load.</summary>
    public static List<byte[]> To(ReadOnlySpan<byte> output)
    {
        var answers = new List<byte[]>();
        foreach (var (question, answer) in Table)
        {
            if (output.IndexOf(question) >= 0)
                answers.Add(answer);
        }

        return answers;
    }
}

// `learn [LESSON]`: lessons in the full screen; `--list` names them with progress, `--reset` forgets progress. A lesson that is none is said before any screen
// is opened. Refuses to play.
using System.CommandLine;
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Learning;
using TelnetSmtp.Core.Net;
using TelnetSmtp.Core.Prompt;

namespace TelnetSmtp.App.Cli;

/// <summary>The command.</summary>
internal static class LessonCommand
{
    public const string Name = "learn";

    private const string Codes = "codes"; // the table of codes

    public static Command Make(CliContext context)
    {
        var texts = new UiText("Lessons", context.Language);
        var topic = new Argument<string?>("LESSON") { Arity = ArgumentArity.ZeroOrOne, Description = texts["OptionLesson"] };
        var list = new Option<bool>("--list") { Description = texts["OptionList"] };
        var reset = new Option<bool>("--reset") { Description = texts["OptionReset"] };
        var command = new Command(Name, texts["Description"]) { topic, list, reset };
        command.SetAction((parsed, cancel) =>
        {
            if (parsed.GetValue(reset)) return Task.FromResult(Reset(LessonProgressFile.OfUser(), context, texts));
            if (parsed.GetValue(list)) return Task.FromResult(List(LessonProgressFile.OfUser(), context, texts));
            return OpenAsync(parsed.GetValue(topic), context, texts, cancel);
        });
        return command;
    }

    /// <summary>Names the lessons.</summary>
    internal static int List(LessonProgressFile file, CliContext context, UiText texts)
    {
        foreach (var row in LessonRows.Of(Lesson.BuiltIn, file.Load(), texts)) context.Output.WriteLine(row);
        context.Output.Flush();
        return file.Problem is { } problem ? context.Fail(texts.Format("NotKept", problem.In(context.Language)), ExitCode.Done) : ExitCode.Done;
    }

    /// <summary>Forgets progress.</summary>
    internal static int Reset(LessonProgressFile file, CliContext context, UiText texts)
    {
        file.Reset();
        if (file.Problem is { } problem) return context.Fail(texts.Format("NotKept", problem.In(context.Language)), ExitCode.Failed);
        context.Output.WriteLine(texts["WasReset"]);
        context.Output.Flush();
        return ExitCode.Done;
    }

    private static Task<int> OpenAsync(string? topic, CliContext context, UiText texts, CancellationToken cancel)
    {
        if (topic is not null && topic != Codes)
        {
            try
            {
                _ = LessonFiles.Named(topic);
            }
            catch (LessonException e)
            {
                return Task.FromResult(context.Fail(e.Text.In(context.Language)));
            }
        }
        if (!context.IsTerminal)
            return Task.FromResult(topic is null ? List(LessonProgressFile.OfUser(), context, texts) : context.Fail(texts["NeedsTerminal"]));
        var options = new ClientOptions { Settings = new ClientSettings { Language = context.Language }, Opens = topic == Codes ? new PromptAction.Codes() : new PromptAction.Learn(topic) };
        return context.RunFullScreen(options, context, cancel);
    }
}

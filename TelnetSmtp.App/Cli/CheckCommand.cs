// `check DOMAIN|HOST[:PORT]`: the guided inbound SMTP test. Prints the tree or JSON. Exit codes for monitoring: 0 passed, warnings included; 1 failed; 2 wrong
// usage; 130 interrupted. Without --send no message is delivered.
using System.CommandLine;
using System.Globalization;
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Checks;
using TelnetSmtp.Core.Dns;
using TelnetSmtp.Core.Net;

namespace TelnetSmtp.App.Cli;

/// <summary>What was asked on the command line, as typed.</summary>
internal sealed record CheckOptions(string Target)
{
    public string? From { get; init; }

    public string? To { get; init; }

    public string? Helo { get; init; }

    public string? Dns { get; init; }

    public string? Patience { get; init; }

    public bool Send { get; init; }

    public bool Json { get; init; }

    public bool Dialogue { get; init; }
}

internal static class CheckCommand
{
    public const string Name = "check";

    private const int LongestPatience = 600;

    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(1);

    /// <summary>The command.</summary>
    public static Command Make(CliContext context)
    {
        var text = new UiText("Check", context.Language);
        var target = new Argument<string>("TARGET") { Description = text["ArgumentTarget"] };
        var from = new Option<string?>("--from") { Description = text["OptionFrom"], HelpName = "ADDRESS" };
        var to = new Option<string?>("--to") { Description = text["OptionTo"], HelpName = "ADDRESS" };
        var helo = new Option<string?>("--helo") { Description = text["OptionHelo"], HelpName = "NAME" };
        var send = new Option<bool>("--send") { Description = text["OptionSend"] };
        var dns = new Option<string?>("--dns") { Description = text["OptionDns"], HelpName = "SERVER[:PORT]" };
        var patience = new Option<string?>("--patience") { Description = text["OptionPatience"], HelpName = "SECONDS" };
        var json = new Option<bool>("--json") { Description = text["OptionJson"] };
        var dialogue = new Option<bool>("--dialogue") { Description = text["OptionDialogue"] };
        var command = new Command(Name, text["Description"]) { target, from, to, helo, send, dns, patience, json, dialogue };
        command.SetAction((parsed, cancellation) => RunAsync(new CheckOptions(parsed.GetValue(target)!)
        {
            From = parsed.GetValue(from),
            To = parsed.GetValue(to),
            Helo = parsed.GetValue(helo),
            Send = parsed.GetValue(send),
            Dns = parsed.GetValue(dns),
            Patience = parsed.GetValue(patience),
            Json = parsed.GetValue(json),
            Dialogue = parsed.GetValue(dialogue),
        }, context, TimeProvider.System, cancellation));
        return command;
    }

    /// <summary>Runs the test.</summary>
    internal static async Task<int> RunAsync(CheckOptions options, CliContext context, TimeProvider time, CancellationToken cancellation)
    {
        var text = new UiText("Check", context.Language);
        if (!TryRead(options, text, out var request, out var problem))
            return context.Fail(problem);
        try
        {
            var transport = new DnsTransport(time);
            var (settings, wrong) = await DnsOption.SettingsAsync(options.Dns, transport, cancellation).ConfigureAwait(false);
            if (wrong is not null)
                return context.Fail(wrong.In(context.Language));
            request = request with { Dns = settings, DnsOnly = options.Dns is not null, Language = context.Language };
            var check = new InboundCheck(transport, new MailNetwork(time, context.Logger), time, context.Catalogue, Random.Shared);
            var report = await WatchedAsync(check, request, context, time, cancellation).ConfigureAwait(false);
            var words = new CheckText(context.Language, context.Color && !options.Json);
            await context.Output.WriteAsync(options.Json ? words.Json(report) + "\n" : words.Tree(report, options.Dialogue)).ConfigureAwait(false);
            return report.Verdict == Verdict.Fail ? ExitCode.Failed : ExitCode.Done;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
    }

    /// <summary>Runs the test; on a terminal with a line on standard error that says what is waited for.</summary>
    private static async Task<CheckReport> WatchedAsync(InboundCheck check, CheckRequest request, CliContext context, TimeProvider time, CancellationToken cancellation)
    {
        CheckReport? latest = null;
        var running = check.RunAsync(request, report => Volatile.Write(ref latest, report), cancellation);
        if (!context.IsTerminal)
            return await running.ConfigureAwait(false);
        var words = new CheckText(context.Language, false);
        using var timer = new PeriodicTimer(ProgressInterval, time);
        var shown = 0;
        while (!running.IsCompleted)
        {
            await Task.WhenAny(running, timer.WaitForNextTickAsync(cancellation).AsTask()).ConfigureAwait(false);
            var line = running.IsCompleted || Volatile.Read(ref latest) is not { } report ? "" : words.Running(report);
            await context.Error.WriteAsync("\r" + line.PadRight(shown) + (line.Length == 0 ? "\r" : "")).ConfigureAwait(false);
            await context.Error.FlushAsync(cancellation).ConfigureAwait(false);
            shown = line.Length;
        }
        return await running.ConfigureAwait(false);
    }

    private static bool TryRead(CheckOptions options, UiText text, out CheckRequest request, out string problem)
    {
        request = null!;
        if (!CheckTarget.TryParse(options.Target, out var target, out var wrong))
            return Refused(wrong.In(text.Language), out problem);
        request = new CheckRequest(target);

        // `<>` and the empty string are the null reverse-path.
        var from = Unbracketed(options.From ?? "");
        if (from.Length > 0 && CheckRequest.FindProblem(from) is { } badFrom)
            return Refused(badFrom.In(text.Language), out problem);
        var to = options.To is null ? null : Unbracketed(options.To);
        if (to is not null && CheckRequest.FindProblem(to) is { } badTo)
            return Refused(badTo.In(text.Language), out problem);
        if (options.Helo is { } helo && !CheckRequest.IsHelo(helo))
            return Refused(text.Format("BadHelo", helo), out problem);
        if (options.Send && to is null && target.IsHost)
            return Refused(text["NeedsTo"], out problem);
        var seconds = 0;
        if (options.Patience is { } typed && (!int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out seconds) || seconds is < 1 or > LongestPatience))
            return Refused(text.Format("BadPatience", typed), out problem);
        request = request with { From = from, To = to, Helo = options.Helo, Send = options.Send };
        if (seconds > 0)
            request = request with { Patience = TimeSpan.FromSeconds(seconds) };
        problem = "";
        return true;
    }

    private static bool Refused(string why, out string problem)
    {
        problem = why;
        return false;
    }

    private static string Unbracketed(string address) => address.StartsWith('<') && address.EndsWith('>') ? address[1..^1] : address;
}

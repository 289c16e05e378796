// `check DOMAIN|HOST[:PORT]`: the guided inbound SMTP test. Prints the tree or JSON. Exit codes for monitoring: 0 passed, warnings included; 1 failed; 2 wrong
// usage; 130 interrupted, which is also how --watch ends. Without --send no message is delivered.
using System.CommandLine;
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Checks;
using TelnetSmtp.Core.Dns;
using TelnetSmtp.Core.Net;

namespace TelnetSmtp.App.Cli;

internal static class CheckCommand
{
    public const string Name = "check";

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
        var html = new Option<string?>("--html") { Description = text["OptionHtml"], HelpName = "FILE" };
        var watch = new Option<string?>("--watch") { Description = text["OptionWatch"], HelpName = "SECONDS" };
        var lists = new Option<string[]>("--dnsbl") { Description = text["OptionDnsbl"], HelpName = "ZONE" };
        var user = new Option<string?>("--auth") { Description = text.Format("OptionAuth", AskedPassword.SignInVariable), HelpName = "USER" };
        var command = new Command(Name, text["Description"]) { target, from, to, helo, send, dns, lists, user, patience, json, html, watch, dialogue };
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
            Html = parsed.GetValue(html),
            Watch = parsed.GetValue(watch),
            BlockLists = parsed.GetValue(lists) ?? [],
            User = parsed.GetValue(user),
        }, context, TimeProvider.System, cancellation));
        return command;
    }

    /// <summary>Runs the test.</summary>
    internal static async Task<int> RunAsync(CheckOptions options, CliContext context, TimeProvider time, CancellationToken cancellation)
    {
        var text = new UiText("Check", context.Language);
        if (!options.TryRead(text, out var request, out var problem))
            return context.Fail(problem);
        try
        {
            if (options.User is { } user)
            {
                if (await AskedPassword.ToSignInAsync(user, context, text, Environment.GetEnvironmentVariable, cancellation).ConfigureAwait(false) is not { } password)
                    return context.Fail(text.Format("NoPassword", AskedPassword.SignInVariable, CheckLogin.Limit));
                request = request with { Login = new CheckLogin(user, password) };
            }
            var transport = new DnsTransport(time);
            var (settings, wrong) = await DnsOption.SettingsAsync(options.Dns, transport, cancellation).ConfigureAwait(false);
            if (wrong is not null)
                return context.Fail(wrong.In(context.Language));
            request = request with { Dns = settings, DnsOnly = options.Dns is not null };
            var check = new InboundCheck(transport, new MailNetwork(time, context.Logger), time, context.Catalogue, Random.Shared);
            if (options.Interval is { } interval)
            {
                var watch = new CheckWatch(stop => WatchedAsync(check, request, context, time, stop), report => ShowAsync(report, options, context, time), time);
                await watch.RunAsync(interval, (report, changes) => ShowAsync(report, options, context, time, changes), cancellation).ConfigureAwait(false);
            }
            var report = await WatchedAsync(check, request, context, time, cancellation).ConfigureAwait(false);
            await ShowAsync(report, options, context, time).ConfigureAwait(false);
            return report.Verdict == Verdict.Fail ? ExitCode.Failed : ExitCode.Done;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception e) when (options.Html is not null && e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return context.Fail(text.Format("CannotWrite", options.Html!, e.Message.TrimEnd('.')));
        }
    }

    /// <summary>Prints the tree, or what changed in it, or JSON; writes the page where one was asked for.</summary>
    private static async Task ShowAsync(CheckReport report, CheckOptions options, CliContext context, TimeProvider time, IReadOnlyList<CheckChange>? changes = null)
    {
        var words = new CheckText(context.Language, context.Color && !options.Json);
        if (options.Html is { } file)
            await File.WriteAllTextAsync(file, new CheckPage(context.Language).Of(report, time.GetLocalNow())).ConfigureAwait(false);
        await context.Output.WriteAsync(options.Json ? words.Json(report) + "\n" : changes is null ? words.Tree(report, options.Dialogue) : words.Changes(changes, time.GetLocalNow())).ConfigureAwait(false);
        await context.Output.FlushAsync().ConfigureAwait(false);
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
}

// `check` at the `Microsoft Telnet>` prompt: runs the inbound test in the background and keeps its tree as it stands, for a screen that shows it growing and for
// the prompt that prints it at the end. Belongs to the client's thread but for the testing. Refuses to send a message: that takes the command line's --send.
using TelnetSmtp.Core.Checks;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Net;

/// <summary>A test at one moment.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Report">The tree as it stands.</param>
/// <param name="Over">Whether it is finished or was ended.</param>
public sealed record CheckView(CheckRequest Request, CheckReport Report, bool Over);

/// <summary>The tests of one prompt, one at a time.</summary>
/// <param name="context">DNS, network, clock.</param>
/// <param name="post">Brings work to the client's thread.</param>
/// <param name="changed">Called from any thread when <see cref="View"/> is a new one.</param>
/// <param name="over">Called on the client's thread when a test is over.</param>
internal sealed class PromptChecks(ClientContext context, Action<Action> post, Action changed, Action over) : IDisposable
{
    private static readonly LocalizedText Stopped = new("Stopped before it was done.", "Vor dem Ende abgebrochen.");

    private readonly Lock _gate = new();
    private readonly Lazy<Catalogue> _catalogue = new(() => new Catalogue());
    private CheckView? _view;
    private CancellationTokenSource? _running;

    /// <summary>The newest tree; null where none was asked for, or it was put away.</summary>
    public CheckView? View => Volatile.Read(ref _view);

    public bool Running => _running is not null;

    /// <summary>Starts a test.</summary>
    /// <returns>One line that says what is wrong with the request; null where it runs.</returns>
    public LocalizedText? Start(string typed, string? recipient, Language language)
    {
        if (!CheckTarget.TryParse(typed, out var target, out var problem))
            return problem;
        var to = recipient is null ? null : CheckRequest.Unbracketed(recipient);
        if (to is not null && CheckRequest.FindProblem(to) is { } wrong)
            return wrong;
        Start(new CheckRequest(target) { To = to, Dns = context.Dns.Settings(), Language = language });
        return null;
    }

    /// <summary>The same test once more.</summary>
    public void Again() => Start(View!.Request);

    /// <summary>Ends the running test; the tree stays.</summary>
    public void Cancel() => _running?.Cancel();

    /// <summary>Puts the tree away.</summary>
    public void Clear() => Volatile.Write(ref _view, null);

    public void Dispose() => _running?.Cancel();

    private void Start(CheckRequest request)
    {
        var running = _running = new CancellationTokenSource();
        var check = new InboundCheck(context.Dns.Transport(), context.Network(), context.Time, _catalogue.Value, Random.Shared);
        var first = new CheckView(request, new CheckReport(request.Target.Typed, [new CheckStep(StepId.Mx, InboundCheck.MxTitle, Verdict.Running, new LocalizedText("", ""))]), false);
        Volatile.Write(ref _view, first);
        _ = Background.RunAsync(() => Task.Run(async () =>
        {
            CheckReport report;
            try
            {
                report = await check.RunAsync(request, latest => Show(new CheckView(request, latest, false)), running.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                report = View!.Report.Ended(Stopped);
            }
            Show(new CheckView(request, report, true));
            post(() =>
            {
                _running = null;
                running.Dispose();
                over();
            });
        }), post);
    }

    /// <summary>A tree that comes late, after the last one, is dropped.</summary>
    private void Show(CheckView view)
    {
        lock (_gate)
        {
            if (View is { Over: true } last && ReferenceEquals(last.Request, view.Request))
                return;
            Volatile.Write(ref _view, view);
        }
        changed();
    }
}

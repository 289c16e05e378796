// The test of one host, step by step: addresses, connection, greeting, EHLO, TLS, sender, recipients, relaying, message. What cannot take place is told as
// skipped. Whatever happens, the dialogue ends in QUIT. Refuses to look a mail route up: InboundCheck does.
using System.Collections.Immutable;
using System.Net;
using TelnetSmtp.Core.Dns;
using TelnetSmtp.Core.Languages;

namespace TelnetSmtp.Core.Checks;

/// <summary>What the test of every host shares.</summary>
internal sealed record CheckSurroundings(IDnsTransport Dns, IMailNetwork Network, TimeProvider Time, Random Random, ReplyWords Words);

/// <summary>The test of one host.</summary>
/// <param name="around">Surroundings.</param>
/// <param name="request">What was asked.</param>
/// <param name="host">The host and its addresses.</param>
/// <param name="domain">The domain that it takes mail for; null where that is not known.</param>
/// <param name="steps">Where the steps go.</param>
internal sealed class ExchangerCheck(CheckSurroundings around, CheckRequest request, MailExchanger host, string? domain, StepRecorder steps) : IAsyncDisposable
{
    private static readonly LocalizedText NoSecondTime = new("The server did not answer a second time as it did the first time.", "Der Server antwortete kein zweites Mal wie beim ersten Mal.");
    private static readonly LocalizedText TryAgain = new("Repeat the check; look for a limit of connections on the server.", "Die Prüfung wiederholen; auf dem Server nach einer Grenze für Verbindungen suchen.");
    private static readonly LocalizedText NotReached = new("Not reached: a step before it failed.", "Nicht erreicht: Ein Schritt davor ist fehlgeschlagen.");

    private readonly OpeningSteps _opening = new(around.Dns, request, around.Words);
    private SmtpConversation? _conversation;
    private IPEndPoint? _remote;
    private TlsAttempt? _attempt; // the one that succeeded
    private bool _trusted;

    private string? Name => request.Target.Address is null ? host.Host : null;

    private bool ImplicitTls => request.Target.Port == 465;

    /// <summary>Runs all steps; they are in the recorder.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        var others = Task.CompletedTask;
        try
        {
            others = await StepsAsync(cancel).ConfigureAwait(false);
        }
        finally
        {
            await LeaveAsync(cancel).ConfigureAwait(false);
        }
        await others.ConfigureAwait(false);
        SkipRest(NotReached);
    }

    public ValueTask DisposeAsync() => _conversation?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<Task> StepsAsync(CancellationToken cancel)
    {
        steps.Begin(StepId.Address, AddressSteps.Title);
        var found = await new AddressSteps(around.Dns, request).CheckAsync(host, cancel).ConfigureAwait(false);
        steps.End(found.Step);
        if (found.Addresses.IsEmpty)
            return Task.CompletedTask;

        steps.Begin(StepId.Connect, ConnectSteps.Title(request.Target.Port));
        var connected = await new ConnectSteps(around.Network, around.Words, around.Time, request.Patience).CheckAsync(found.Addresses, request.Target.Port, cancel).ConfigureAwait(false);
        steps.End(connected.Step);
        if (connected.Wire is null)
            return connected.Others;
        (_conversation, _remote) = (Converse(connected.Wire), connected.Wire.Remote);
        if (!await OpenAsync(found.ReverseNames, cancel).ConfigureAwait(false))
            return connected.Others;
        if (!ImplicitTls && !await StartTlsAsync(cancel).ConfigureAwait(false))
            return connected.Others;
        await TransactAsync(cancel).ConfigureAwait(false);
        return connected.Others;
    }

    private async Task<bool> OpenAsync(ImmutableArray<string> reverseNames, CancellationToken cancel)
    {
        var conversation = _conversation!;
        if (ImplicitTls && !await ImplicitAsync(conversation, cancel).ConfigureAwait(false))
            return false;
        steps.Begin(StepId.Banner, OpeningSteps.BannerTitle);
        var greeting = await conversation.GreetingAsync(cancel).ConfigureAwait(false);
        var banner = await _opening.BannerAsync(greeting, conversation.State.ServerName, Name, conversation.Wire.Remote.Address, reverseNames, cancel).ConfigureAwait(false);
        End(banner);
        if (banner.Verdict == Verdict.Fail)
            return false;
        steps.Begin(StepId.Ehlo, OpeningSteps.EhloTitle);
        var (ehlo, ok) = await _opening.EhloAsync(conversation, cancel).ConfigureAwait(false);
        End(ehlo);
        return ok;
    }

    private async Task<bool> ImplicitAsync(SmtpConversation conversation, CancellationToken cancel)
    {
        steps.Begin(StepId.Tls, TlsSteps.ImplicitTitle);
        var attempt = await conversation.StartTlsAsync(host.Host, cancel).ConfigureAwait(false);
        if (attempt.Failure is not null)
        {
            End(new TlsSteps(_opening, around.Words).Failed(attempt, TlsSteps.ImplicitTitle));
            return false;
        }
        End(TlsSteps.Agreed(attempt, TlsSteps.ImplicitTitle));
        await ExamineAsync(attempt, cancel).ConfigureAwait(false);
        return true;
    }

    private async Task<bool> StartTlsAsync(CancellationToken cancel)
    {
        var tls = new TlsSteps(_opening, around.Words);
        steps.Begin(StepId.Tls, TlsSteps.Title);
        var found = await tls.CheckAsync(_conversation!, host.Host, cancel).ConfigureAwait(false);
        var step = found.Step with { Dialogue = _conversation!.TakeDialogue() };
        if (found.Attempt is { Failure: null } && await ReopenedAsync(cancel).ConfigureAwait(false) is { } second)
        {
            await using var end = second.ConfigureAwait(false);
            step = step.With([.. step.Steps, await TlsSteps.InjectionAsync(second, host.Host, cancel).ConfigureAwait(false)]);
            await second.QuitAsync(cancel).ConfigureAwait(false);
        }
        steps.End(step);
        if (found.Attempt is { Failure: null } attempt)
            await ExamineAsync(attempt, cancel).ConfigureAwait(false);
        else
            steps.Skip(new LocalizedText("No certificate was seen.", "Es war kein Zertifikat zu sehen."), (StepId.Certificate, CertificateStep.Title));
        if (found.Usable)
            return true;

        // As a sender would: once more, without TLS.
        await LeaveAsync(cancel).ConfigureAwait(false);
        _conversation = await ReopenedAsync(cancel).ConfigureAwait(false);
        return _conversation is not null;
    }

    private async Task ExamineAsync(TlsAttempt attempt, CancellationToken cancel)
    {
        steps.Begin(StepId.Certificate, CertificateStep.Title);
        var step = CertificateStep.Of(attempt.Certificate, request.Target.Port, around.Time.GetUtcNow());
        (_attempt, _trusted) = (attempt, attempt.Certificate is { Problems: CertificateProblems.None });
        if (Name is { } name && !request.Dns.Servers.IsEmpty)
        {
            var dane = await new DaneStep(around.Dns, request.Dns).CheckAsync(name, request.Target.Port, attempt.Certificate, cancel).ConfigureAwait(false);
            _trusted |= dane.Vouches;
            step = (dane.Vouches ? CertificateStep.Vouched(step) : step).With([dane.Step]);
        }
        steps.End(step);
    }

    private async Task TransactAsync(CancellationToken cancel)
    {
        var conversation = _conversation!;
        var transaction = new TransactionSteps(request, domain, around.Words, around.Random);
        steps.Begin(StepId.Mail, TransactionSteps.MailTitle);
        var (mail, ok) = await transaction.MailAsync(conversation, cancel).ConfigureAwait(false);
        End(mail);
        if (ok)
        {
            steps.Begin(StepId.Rcpt, TransactionSteps.RcptTitle);
            var (rcpt, unknownRefused) = await transaction.RcptAsync(conversation, cancel).ConfigureAwait(false);
            End(rcpt);
            if (!conversation.Open)
                return;
            steps.Begin(StepId.Relay, RelaySteps.Title);
            End(await new RelaySteps(request, domain, around.Words, around.Time).CheckAsync(conversation, unknownRefused, cancel).ConfigureAwait(false));
        }
        else if (mail.Verdict < Verdict.Fail)
        {
            steps.Skip(new LocalizedText("The server takes no sender without signing in, or not now.", "Der Server nimmt ohne Anmeldung oder gerade jetzt keinen Absender an."),
                (StepId.Rcpt, TransactionSteps.RcptTitle), (StepId.Relay, RelaySteps.Title));
        }
        else
        {
            return;
        }
        if (request.Login is { } login)
            ok = await SignInAsync(login, cancel).ConfigureAwait(false);
        if (!request.Send)
            steps.Skip(MessageStep.NotAsked, (StepId.Message, MessageStep.Title));
        else if (ok)
            await SendAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>Signs in on a connection of its own: whoever is signed in may relay, and the attempts to relay must not be.</summary>
    private async Task<bool> SignInAsync(CheckLogin login, CancellationToken cancel)
    {
        steps.Begin(StepId.Auth, AuthStep.Title);
        if (AuthStep.Forbids(_attempt is not null, _trusted, _conversation!.Wire.Remote.Address) is { } why)
        {
            steps.End(new CheckStep(StepId.Auth, AuthStep.Title, Verdict.Fail, why)
            {
                Remedies = [new("Have the server offer TLS with a certificate that is trusted for its name.", "Den Server TLS mit einem Zertifikat anbieten lassen, dem für seinen Namen vertraut wird.")],
            });
            return false;
        }
        await LeaveAsync(cancel).ConfigureAwait(false);
        _conversation = await ReopenedAsync(cancel).ConfigureAwait(false);
        if (_conversation is null || !await ReencryptedAsync(_conversation, cancel).ConfigureAwait(false))
        {
            steps.End(new CheckStep(StepId.Auth, AuthStep.Title, Verdict.Fail, NoSecondTime) { Remedies = [TryAgain] });
            return false;
        }
        var (step, signedIn) = await new AuthStep(login, around.Words).SignInAsync(_conversation, cancel).ConfigureAwait(false);
        End(step);
        return signedIn;
    }

    /// <summary>STARTTLS on a new connection; the same certificate as before, or no password.</summary>
    private async Task<bool> ReencryptedAsync(SmtpConversation conversation, CancellationToken cancel)
    {
        if (ImplicitTls)
            return true;
        if ((await conversation.SayAsync("STARTTLS", cancel).ConfigureAwait(false)).Code != 220 || conversation.Leftover)
            return false;
        var attempt = await conversation.StartTlsAsync(host.Host, cancel).ConfigureAwait(false);
        return attempt.Failure is null && IsSame(attempt) && (await _opening.EhloAsync(conversation, cancel).ConfigureAwait(false)).Ok;
    }

    private bool IsSame(TlsAttempt attempt) =>
        attempt.Certificate is { Sent: [var now, ..] } && _attempt!.Certificate is { Sent: [var before, ..] } && now.Whole.AsSpan().SequenceEqual(before.Whole.AsSpan());

    /// <summary>On the same connection where it still stands; a server that hung up on the attempts to relay gets a new one.</summary>
    private async Task SendAsync(CancellationToken cancel)
    {
        steps.Begin(StepId.Message, MessageStep.Title);
        if (_conversation is not { Open: true })
        {
            await LeaveAsync(cancel).ConfigureAwait(false);
            _conversation = await ReopenedAsync(cancel).ConfigureAwait(false);
        }
        if (_conversation is null)
        {
            steps.End(new CheckStep(StepId.Message, MessageStep.Title, Verdict.Fail, NoSecondTime) { Remedies = [TryAgain] });
            return;
        }
        End(await new MessageStep(request, domain, around.Words, around.Time).SendAsync(_conversation, host.Host, cancel).ConfigureAwait(false));
    }

    /// <summary>Another conversation with the same address, greeted and after EHLO; null where it does not come about.</summary>
    private async Task<SmtpConversation?> ReopenedAsync(CancellationToken cancel)
    {
        var attempt = await around.Network.ConnectAsync(_remote!, cancel).ConfigureAwait(false);
        if (attempt.Wire is null)
            return null;
        var conversation = Converse(attempt.Wire);
        if ((!ImplicitTls || await conversation.StartTlsAsync(host.Host, cancel).ConfigureAwait(false) is { Failure: null } tls && IsSame(tls))
            && (await conversation.GreetingAsync(cancel).ConfigureAwait(false)).Code == 220
            && (await _opening.EhloAsync(conversation, cancel).ConfigureAwait(false)).Ok)
            return conversation;
        await conversation.QuitAsync(cancel).ConfigureAwait(false);
        await conversation.DisposeAsync().ConfigureAwait(false);
        return null;
    }

    private void End(CheckStep step) => steps.End(step with { Dialogue = _conversation!.TakeDialogue() });

    private async Task LeaveAsync(CancellationToken cancel)
    {
        if (_conversation is not { } conversation)
            return;
        if (cancel.IsCancellationRequested)
            await conversation.AbandonAsync().ConfigureAwait(false);
        else
            await conversation.QuitAsync(cancel).ConfigureAwait(false);
        steps.Part(conversation.TakeDialogue());
        await conversation.DisposeAsync().ConfigureAwait(false);
    }

    private SmtpConversation Converse(IMailWire wire) => new(wire, around.Time, request.Patience, steps.Say);

    private void SkipRest(LocalizedText why)
    {
        foreach (var (id, title) in ((string, LocalizedText)[])
                 [
                     (StepId.Connect, ConnectSteps.Title(request.Target.Port)), (StepId.Banner, OpeningSteps.BannerTitle), (StepId.Ehlo, OpeningSteps.EhloTitle),
                     (StepId.Tls, TlsSteps.Title), (StepId.Certificate, CertificateStep.Title), (StepId.Mail, TransactionSteps.MailTitle),
                     (StepId.Rcpt, TransactionSteps.RcptTitle), (StepId.Relay, RelaySteps.Title), .. request.Login is null ? [] : ((string, LocalizedText)[])[(StepId.Auth, AuthStep.Title)],
                     (StepId.Message, MessageStep.Title),
                 ])
            if (!steps.Has(id))
                steps.Skip(why, (id, title));
    }
}

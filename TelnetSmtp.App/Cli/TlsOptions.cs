// The command line's TLS options: the same values as `set tls` at the prompt takes, checked by the same code. Files are tried before anything is opened.
using System.CommandLine;
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Net;
using TelnetSmtp.Core.Prompt;

namespace TelnetSmtp.App.Cli;

/// <summary>The options, to be added to a command and read from what was parsed.</summary>
internal sealed class TlsOptions
{
    private readonly UiText _text;
    private readonly Option<bool> _tls;
    private readonly Option<string?> _verify, _min, _max, _name, _certificate, _authorities;

    public TlsOptions(UiText text)
    {
        _text = text;
        _tls = new Option<bool>("--tls") { Description = text["OptionTls"] };
        _verify = Make("--tls-verify", "OptionTlsVerify", "none|chain|full", value => PromptTls.ReadVerification(value) is not null, "BadVerify");
        _min = Make("--tls-min", "OptionTlsMin", "1.2|1.3", value => PromptTls.ReadVersion(value) is not null, "BadTlsVersion");
        _max = Make("--tls-max", "OptionTlsMax", "1.2|1.3", value => PromptTls.ReadVersion(value) is not null, "BadTlsVersion");
        _name = Make("--tls-name", "OptionTlsName", "HOST.NAME", PromptTls.IsName, "BadTlsName");
        _certificate = Make("--tls-cert", "OptionTlsCert", "FILE", file => file.Length > 0, "BadTlsFile");
        _authorities = Make("--tls-ca", "OptionTlsCa", "FILE", file => file.Length > 0, "BadTlsFile");
    }

    /// <summary>Names of the options that take a value.</summary>
    public static IReadOnlyList<string> WithValue { get; } = ["--tls-verify", "--tls-min", "--tls-max", "--tls-name", "--tls-cert", "--tls-ca"];

    /// <summary>Adds the options to <paramref name="command"/>.</summary>
    public void AddTo(RootCommand command)
    {
        command.Options.Add(_tls);
        foreach (var option in (Option<string?>[])[_verify, _min, _max, _name, _certificate, _authorities])
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.Children.All(child => !child.Errors.Any()) && SettingsOf(result.GetValue) is { } settings)
            {
                if (settings.Minimum > settings.Maximum)
                    result.AddError(PromptTlsText.Crossed(settings, _text.Language).TrimEnd());
                else if (TlsFiles.Read(settings) is TlsFilesRead.Useless useless)
                    result.AddError(Failed(useless));
            }
        });
    }

    /// <summary>Whether TLS is to begin at once.</summary>
    public bool Implicit(ParseResult parsed) => parsed.GetValue(_tls);

    /// <summary>What was chosen, the rest as usual.</summary>
    public TlsSettings Settings(ParseResult parsed) => SettingsOf(parsed.GetValue);

    /// <summary>The files that <paramref name="settings"/> name, their password asked for where one is needed.</summary>
    /// <returns>Null, and why in one line, where one is no use.</returns>
    public async Task<(TlsFiles? Files, string Problem)> FilesAsync(TlsSettings settings, CliContext context, CancellationToken cancel)
    {
        var read = TlsFiles.Read(settings);
        if (read is TlsFilesRead.Locked { File: var file })
        {
            if (await AskedPassword.OfCertificateAsync(PromptText.Quoted(file), context, Environment.GetEnvironmentVariable, cancel).ConfigureAwait(false) is not { } password)
                return (null, _text.Format("TlsPasswordNeeded", PromptText.Quoted(file), AskedPassword.CertificateVariable));
            read = TlsFiles.Read(settings, password.AsMemory());
        }
        return read is TlsFilesRead.Useless useless ? (null, Failed(useless)) : (((TlsFilesRead.Done)read).Files, "");
    }

    private string Failed(TlsFilesRead.Useless useless) => _text.Format("TlsFileFailed", PromptText.Quoted(useless.File), useless.Reason.In(_text.Language));

    private TlsSettings SettingsOf(Func<Option<string?>, string?> value)
    {
        var usual = new TlsSettings();
        return new TlsSettings
        {
            Verify = value(_verify) is { } way ? PromptTls.ReadVerification(way) ?? usual.Verify : usual.Verify,
            Minimum = value(_min) is { } least ? PromptTls.ReadVersion(least) ?? usual.Minimum : usual.Minimum,
            Maximum = value(_max) is { } most ? PromptTls.ReadVersion(most) ?? usual.Maximum : usual.Maximum,
            ServerName = value(_name),
            CertificateFile = value(_certificate),
            AuthorityFile = value(_authorities),
        };
    }

    private Option<string?> Make(string name, string description, string values, Func<string, bool> isKnown, string wrong)
    {
        var option = new Option<string?>(name) { Description = _text[description], HelpName = values };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var value }] && !isKnown(value))
                result.AddError(_text.Format(wrong, PromptText.Quoted(value)));
        });
        return option;
    }
}

// `--record FILE`, which the client and `practice` share: a timed record of the session from its beginning.
using System.CommandLine;
using TelnetSmtp.App.Text;

namespace TelnetSmtp.App.Cli;

/// <summary>The option.</summary>
internal static class RecordOption
{
    public static Option<string?> Create(CliContext context) =>
        new("--record") { Description = new UiText("Records", context.Language)["OptionRecord"], HelpName = "FILE" };
}

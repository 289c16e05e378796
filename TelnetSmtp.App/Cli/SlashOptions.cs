// Windows telnet's options in their `/x` form, turned into the `-x` form before parsing. Only the client itself has them: behind a command's name a
// slash begins a path. `/f`, not `/file`: a word is an option only where it is one letter long.
namespace TelnetSmtp.App.Cli;

/// <summary>Rewrites `/x`.</summary>
internal static class SlashOptions
{
    private static readonly HashSet<string> WithValue = ["-e", "-f", "-l", "-t", "--lang", "--diagnostics", "--record", "--source", "--socks", "--proxy", .. TlsOptions.WithValue];

    /// <summary><paramref name="args"/> with `/a /e /f /l /t` (either letter case) as `-a …` and `/? /h -? -h` as `--help`, up to the first word that is
    /// one of <paramref name="commands"/>; the value of an option is never rewritten.</summary>
    public static string[] Rewrite(IReadOnlyList<string> args, IReadOnlySet<string> commands)
    {
        var result = new List<string>(args.Count);
        var isValue = false;
        for (var i = 0; i < args.Count; i++)
        {
            var word = args[i];
            if (!isValue && commands.Contains(word))
            {
                result.AddRange(args.Skip(i));
                break;
            }

            result.Add(isValue ? word : Rewrite(word));
            isValue = !isValue && WithValue.Contains(result[^1]);
        }

        return [.. result];
    }

    private static string Rewrite(string word) => word switch
    {
        ['/', 'a' or 'e' or 'f' or 'l' or 't' or 'A' or 'E' or 'F' or 'L' or 'T'] => "-" + char.ToLowerInvariant(word[1]),
        "/?" or "/h" or "/H" or "-?" or "-h" => "--help",
        _ => word,
    };
}

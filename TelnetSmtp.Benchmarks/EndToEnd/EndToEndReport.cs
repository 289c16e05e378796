// Runs the end-to-end measurements for this program, for GNU telnet and for GNU telnet in tmux, one after the other in one run on one machine, and prints them
// side by side, with the ratio to GNU telnet:
// dotnet run -c Release --project TelnetSmtp.Benchmarks -- end-to-end [--app PATH] [--samples N] [--megabytes N]
// Refuses to run against a program that is not there; without GNU telnet it prints our figures alone.
using System.Globalization;

namespace TelnetSmtp.Benchmarks.EndToEnd;

/// <summary>The table.</summary>
internal static class EndToEndReport
{
    private const int StartSamples = 9;

    /// <summary>Measures and prints; 0, or 2 for a wrong option.</summary>
    public static int Run(IReadOnlyList<string> options)
    {
        var app = Path.Combine(AppContext.BaseDirectory, "telnetsmtp");
        var (samples, megabytes) = (100, 100);
        for (var i = 0; i < options.Count; i += 2)
        {
            var value = options.ElementAtOrDefault(i + 1) ?? "";
            var understood = options[i] switch
            {
                "--app" => File.Exists(app = Path.GetFullPath(value)),
                "--samples" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out samples) && samples > 0,
                "--megabytes" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out megabytes) && megabytes > 0,
                _ => false,
            };
            if (!understood)
            {
                Console.Error.WriteLine($"end-to-end: \"{options[i]} {value}\" is not understood; use [--app PATH] [--samples N] [--megabytes N]");
                return 2;
            }
        }

        const string port = "{port}";
        List<Candidate> candidates = [new("telnetsmtp", app, ["127.0.0.1", port], Lines: false) { LogOption = "-f" }];
        if (Found("inetutils-telnet", "telnet") is { } telnet)
        {
            candidates.Add(new("GNU telnet", telnet, ["127.0.0.1", port], Lines: true));
            if (Found("tmux") is { } tmux)
                candidates.Add(new("in tmux", tmux, ["-L", "telnetsmtp-" + port, "-f", "/dev/null", "new-session", $"{telnet} 127.0.0.1 {port}"], Lines: true) { Alone = false });
        }
        Console.WriteLine($"{"",-32}{string.Concat(candidates.Select(candidate => $"{candidate.Name,14}"))}{(candidates.Count > 1 ? $"{"ratio",10}" : "")}");
        Print(candidates, candidate => Measurements.StartUp(candidate, StartSamples));
        Print(candidates, candidate => Measurements.Keys(candidate, samples));
        Print(candidates, Measurements.Rest);
        foreach (var size in (int[])[1, 10, megabytes, megabytes, megabytes])
            Print(candidates, candidate => Measurements.Flood(candidate, size));
        return 0;

        static string? Found(params string[] names) => names.Select(name => $"/usr/bin/{name}").FirstOrDefault(File.Exists);
    }

    private static void Print(List<Candidate> candidates, Func<Candidate, IReadOnlyList<Figure>> measure)
    {
        var columns = candidates.ConvertAll(candidate => measure(candidate));
        for (var row = 0; row < columns[0].Count; row++)
        {
            var values = columns.ConvertAll(column => column[row].Value);
            var ratio = values.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $"{values[0] / values[1],9:0.00}x") : "";
            Console.WriteLine($"{columns[0][row].Name,-32}{string.Concat(values.Select(value => (double.IsNaN(value) ? "-" : value.ToString("0.00", CultureInfo.InvariantCulture)).PadLeft(14)))}{ratio}");
        }
    }
}

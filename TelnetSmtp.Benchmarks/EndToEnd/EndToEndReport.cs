// Runs the end-to-end measurements for this program and for GNU telnet, one after the other in one run on one machine, and prints them side by side:
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
        var (samples, megabytes) = (100, 50);
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

        Candidate[] candidates =
        [
            new("telnetsmtp", app, ["127.0.0.1", "{port}"], Lines: false),
            .. ((string[])["/usr/bin/inetutils-telnet", "/usr/bin/telnet"]).Where(File.Exists).Take(1).Select(path => new Candidate("GNU telnet", path, ["127.0.0.1", "{port}"], Lines: true)),
        ];
        Console.WriteLine($"{"",-32}{string.Concat(candidates.Select(candidate => $"{candidate.Name,14}"))}{(candidates.Length > 1 ? $"{"ratio",10}" : "")}");
        Print(candidates, candidate => Measurements.StartUp(candidate, StartSamples));
        Print(candidates, candidate => Measurements.Keys(candidate, samples));
        Print(candidates, candidate => Measurements.Flood(candidate, megabytes));
        return 0;
    }

    private static void Print(Candidate[] candidates, Func<Candidate, IReadOnlyList<Figure>> measure)
    {
        var columns = candidates.Select(measure).ToArray();
        for (var row = 0; row < columns[0].Count; row++)
        {
            var values = columns.Select(column => column[row].Value).ToArray();
            var ratio = values.Length > 1 ? string.Create(CultureInfo.InvariantCulture, $"{values[0] / values[1],9:0.00}x") : "";
            Console.WriteLine($"{columns[0][row].Name,-32}{string.Concat(values.Select(value => value.ToString("0.00", CultureInfo.InvariantCulture).PadLeft(14)))}{ratio}");
        }
    }
}

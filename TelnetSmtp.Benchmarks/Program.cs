// Runs the benchmarks named on the command line: dotnet run -c Release --project TelnetSmtp.Benchmarks -- --filter '*'
// or the end-to-end measurements beside GNU telnet: … -- end-to-end, or fuzzes a target: … -- fuzz TARGET (see Fuzzing/FuzzCommand.cs)
using BenchmarkDotNet.Running;
using TelnetSmtp.Benchmarks.EndToEnd;
using TelnetSmtp.Benchmarks.Fuzzing;

if (args is ["end-to-end", .. var options])
    return EndToEndReport.Run(options);
if (args is ["fuzz", .. var words])
    return FuzzCommand.Run(words);
BenchmarkSwitcher.FromAssembly(typeof(EndToEndReport).Assembly).Run(args);
return 0;

// Runs the benchmarks named on the command line: dotnet run -c Release --project TelnetSmtp.Benchmarks -- --filter '*'
// or the end-to-end measurements beside GNU telnet: … -- end-to-end
using BenchmarkDotNet.Running;
using TelnetSmtp.Benchmarks.EndToEnd;

if (args is ["end-to-end", .. var options])
    return EndToEndReport.Run(options);
BenchmarkSwitcher.FromAssembly(typeof(EndToEndReport).Assembly).Run(args);
return 0;

#:project ../TelnetSmtp.Core/TelnetSmtp.Core.csproj
// Prints every event that the terminal parser finds in a stream, one a line: dotnet run samples/parselog.cs [--latin1] [FILE], or bytes on stdin.
using TelnetSmtp.Core.Terminal;

var modes = new ParserModes { Utf8 = !args.Contains("--latin1") };
var file = args.FirstOrDefault(a => !a.StartsWith("--", StringComparison.Ordinal));
if (file is not null && !File.Exists(file))
{
    Console.Error.WriteLine($"parselog: {file}: no such file; name a file of raw bytes, or pipe them in");
    return 2;
}

using var input = file is null ? Console.OpenStandardInput() : File.OpenRead(file);
using var output = new StreamWriter(Console.OpenStandardOutput());
var transcript = new ParserTranscript(output.WriteLine);
var parser = new AnsiParser(transcript, modes);
var buffer = new byte[64 << 10];
for (int read; (read = input.Read(buffer)) > 0;)
    parser.Feed(buffer.AsSpan(0, read));
transcript.Flush();
return 0;

// Coverage-guided fuzzing: SharpFuzz marks the branches of TelnetSmtp.Core, afl-fuzz (Debian: afl++) mutates inputs by them, in one process for thousands of
// inputs. From the repository's root, once:
//   dotnet tool install --tool-path artifacts/tools SharpFuzz.CommandLine --version 2.3.0
//   dotnet build TelnetSmtp.Benchmarks -c Release -o artifacts/fuzz && artifacts/tools/sharpfuzz artifacts/fuzz/TelnetSmtp.Core.dll
//   dotnet artifacts/fuzz/TelnetSmtp.Benchmarks.dll fuzz seeds artifacts/fuzz-seeds
// and for a target (`fuzz list` names them), until Ctrl+C or for -V SECONDS; what it found stands in artifacts/fuzz-telnet/default/crashes:
//   AFL_SKIP_BIN_CHECK=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 afl-fuzz -i artifacts/fuzz-seeds/telnet -x artifacts/fuzz-seeds/telnet.dict -m none -t 10000 \
//     -G 4096 -o artifacts/fuzz-telnet -- dotnet artifacts/fuzz/TelnetSmtp.Benchmarks.dll fuzz telnet
// A find is looked at by `fuzz replay telnet FILE`, with or without marks. Refuses to mutate anything itself, and to go on after a name that is no target.
using System.Runtime.InteropServices;
using SharpFuzz;
using SharpFuzz.Common;

namespace TelnetSmtp.Benchmarks.Fuzzing;

/// <summary>The command.</summary>
internal static class FuzzCommand
{
    /// <summary>Octets of AFL's map of edges, as SharpFuzz numbers them.</summary>
    private const int MapSize = 1 << 16;

    /// <summary>The longest input: afl-fuzz keeps within 1 MiB.</summary>
    private const int MaxInput = 1 << 20;

    /// <summary>Does what the words say; 0, 1 where a replayed input fails, 2 for words that are not understood.</summary>
    public static int Run(string[] words)
    {
        GiveMap();
        switch (words)
        {
            case ["list"]:
                foreach (var target in FuzzTargets.All)
                    Console.WriteLine(target.Name);
                return 0;
            case ["list", "main"]:
                foreach (var target in FuzzTargets.All.Where(target => target.Main))
                    Console.WriteLine(target.Name);
                return 0;
            case ["seeds", var folder]:
                FuzzSeeds.Write(folder);
                return 0;
            case ["replay", var name, .. var files] when files.Length > 0 && FuzzTargets.Named(name) is { } target:
                return Array.TrueForAll(Array.ConvertAll(files, file => Holds(target, file)), holds => holds) ? 0 : 1;
            case [var name] when FuzzTargets.Named(name) is { } target:
                Fuzz(target);
                return 0;
            default:
                Console.Error.WriteLine($"fuzz: \"{string.Join(' ', words)}\" is not understood; use list [main], seeds FOLDER, replay TARGET FILE..., or a target: "
                    + string.Join(' ', FuzzTargets.All.Select(target => target.Name)));
                return 2;
        }
    }

    /// <summary>Marked code counts from its first call on, also where nobody looks at the counts.</summary>
    private static unsafe void GiveMap() => Trace.SharedMem = (byte*)NativeMemory.AllocZeroed(MapSize);

    private static void Fuzz(FuzzTarget target)
    {
        // Tables that are read at their first use are no edges of an input.
        foreach (var seed in FuzzSeeds.Of(target.Name))
            Try(target, seed);
        var buffer = new byte[MaxInput];
        Fuzzer.Run(stream => target.Run(buffer.AsSpan(0, stream.ReadAtLeast(buffer, MaxInput, throwOnEndOfStream: false)).ToArray()));
    }

    private static bool Holds(FuzzTarget target, string file)
    {
        var failure = Try(target, File.ReadAllBytes(file));
        Console.WriteLine(failure is null ? $"{file}: holds" : $"{file}: {failure}");
        return failure is null;
    }

    private static Exception? Try(FuzzTarget target, byte[] input)
    {
        try
        {
            target.Run(input);
            return null;
        }
#pragma warning disable CA1031 // Whatever it is: it is what is looked for.
        catch (Exception failure)
        {
            return failure;
        }
#pragma warning restore CA1031
    }
}

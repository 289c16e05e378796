// Rules that must hold for any input, and an input's first octets as the numbers that a target needs beside its text: where to cut, how large a screen is.
using System.Runtime.CompilerServices;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Benchmarks.Fuzzing;

/// <summary>States rules.</summary>
internal static class FuzzRule
{
    /// <summary>The tables, read once.</summary>
    public static Catalogue Catalogue { get; } = new();

    /// <summary>Throws where <paramref name="holds"/> is false.</summary>
    public static void Holds(bool holds, [CallerArgumentExpression(nameof(holds))] string rule = "")
    {
        if (!holds)
            throw new InvalidOperationException($"broken: {rule}");
    }

    /// <summary>Throws where the two differ, and says where.</summary>
    public static void Same(string expected, string actual, string what)
    {
        if (expected == actual)
            return;
        var at = 0;
        while (at < Math.Min(expected.Length, actual.Length) && expected[at] == actual[at])
            at++;
        throw new InvalidOperationException($"broken: {what} differs at {at}:\n{Around(expected, at)}\n-- but --\n{Around(actual, at)}");
    }

    private static string Around(string text, int at) => text[Math.Max(0, at - 200)..Math.Min(text.Length, at + 200)];
}

/// <summary>Takes an input apart from its front; where it has ended, every number is 0.</summary>
internal ref struct FuzzInput(ReadOnlySpan<byte> input)
{
    private ReadOnlySpan<byte> _rest = input;

    public readonly bool AtEnd => _rest.IsEmpty;

    /// <summary>What has not been taken.</summary>
    public readonly ReadOnlySpan<byte> Rest => _rest;

    public byte Octet()
    {
        if (_rest.IsEmpty)
            return 0;
        var octet = _rest[0];
        _rest = _rest[1..];
        return octet;
    }

    /// <summary>A place in 0 … <paramref name="length"/>, of two octets.</summary>
    public int Place(int length) => (Octet() << 8 | Octet()) % (length + 1);

    /// <summary>A place in what is left behind the two octets that tell it.</summary>
    public int Cut() => Place(Math.Max(0, _rest.Length - 2));

    /// <summary>The next octets, at most <paramref name="count"/>.</summary>
    public ReadOnlySpan<byte> Take(int count)
    {
        var taken = _rest[..Math.Min(count, _rest.Length)];
        _rest = _rest[taken.Length..];
        return taken;
    }
}

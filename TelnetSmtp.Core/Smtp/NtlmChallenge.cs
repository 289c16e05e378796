// Reads the server's message of an NTLM sign-in: who it says it is. [MS-NLMP] 2.2.1.2 (CHALLENGE_MESSAGE), 2.2.2.1 (AV_PAIR). Read for people only:
// the product does not sign in by NTLM. Every offset is the peer's word and is checked.
using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace TelnetSmtp.Core.Smtp;

/// <summary>What an NTLM challenge tells of the server.</summary>
/// <param name="TargetName">The domain or server name.</param>
/// <param name="Fields">Named parts; the names are those of <see cref="Phrase"/>.</param>
internal sealed record NtlmChallenge(string TargetName, IReadOnlyList<Base64Field> Fields)
{
    private const int TypeAt = 8, TargetNameAt = 12, FlagsAt = 20, TargetInfoAt = 40, VersionAt = 48, ShortestMessage = 32;
    private const uint Challenge = 2, Unicode = 0x1, HasVersion = 0x0200_0000;

    /// <summary>AvIds by number: MsvAvNbComputerName (1) to MsvAvDnsTreeName (5), MsvAvTimestamp (7).</summary>
    private static readonly Phrase?[] AvNames =
        [null, Phrase.NtlmNetBiosComputer, Phrase.NtlmNetBiosDomain, Phrase.NtlmDnsComputer, Phrase.NtlmDnsDomain, Phrase.NtlmDnsTree, null, Phrase.NtlmTimestamp];

    /// <returns>Null where the message is no NTLM challenge.</returns>
    public static NtlmChallenge? Read(ReadOnlySpan<byte> message)
    {
        if (message.Length < ShortestMessage || !message.StartsWith("NTLMSSP\0"u8) || U32(message, TypeAt) != Challenge)
            return null;
        var flags = U32(message, FlagsAt);
        var name = ((flags & Unicode) != 0 ? Encoding.Unicode : Encoding.ASCII).GetString(Payload(message, TargetNameAt));
        var fields = new List<Base64Field> { new(nameof(Phrase.NtlmTarget), name) };
        if (message.Length >= VersionAt)
            AddPairs(fields, Payload(message, TargetInfoAt));
        if ((flags & HasVersion) != 0 && message.Length >= VersionAt + 8)
            fields.Add(new(nameof(Phrase.NtlmVersion), string.Create(CultureInfo.InvariantCulture,
                $"{message[VersionAt]}.{message[VersionAt + 1]}.{BinaryPrimitives.ReadUInt16LittleEndian(message[(VersionAt + 2)..])}")));
        return new(name, fields);
    }

    private static void AddPairs(List<Base64Field> fields, ReadOnlySpan<byte> pairs)
    {
        while (pairs.Length >= 4)
        {
            int id = BinaryPrimitives.ReadUInt16LittleEndian(pairs), length = BinaryPrimitives.ReadUInt16LittleEndian(pairs[2..]);
            if (id == 0 || pairs.Length < 4 + length)
                return;
            var value = pairs.Slice(4, length);
            if (id < AvNames.Length && AvNames[id] is { } name)
                fields.Add(new(name.ToString(), name == Phrase.NtlmTimestamp ? Time(value) : Encoding.Unicode.GetString(value)));
            pairs = pairs[(4 + length)..];
        }
    }

    /// <summary>FILETIME as UTC; as hexadecimal where it is none.</summary>
    private static string Time(ReadOnlySpan<byte> value)
    {
        var ticks = value.Length == 8 ? BinaryPrimitives.ReadInt64LittleEndian(value) : -1;
        return ticks >= 0 && ticks <= DateTime.MaxValue.ToFileTimeUtc()
            ? DateTime.FromFileTimeUtc(ticks).ToString("u", CultureInfo.InvariantCulture)
            : Convert.ToHexString(value);
    }

    /// <summary>What a field of length (2 octets), maximum (2) and offset (4) points to; empty where it points outside.</summary>
    private static ReadOnlySpan<byte> Payload(ReadOnlySpan<byte> message, int at)
    {
        int length = BinaryPrimitives.ReadUInt16LittleEndian(message[at..]);
        var offset = U32(message, at + 4);
        return offset + (ulong)length <= (ulong)message.Length ? message.Slice((int)offset, length) : default;
    }

    private static uint U32(ReadOnlySpan<byte> message, int at) => BinaryPrimitives.ReadUInt32LittleEndian(message[at..]);
}

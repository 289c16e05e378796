// What fuzzing begins with: the samples (of the folder samples/ beside the current one, where it is) and the product's own scenarios and lessons, put into the
// form that each target reads, and a few hand-made inputs. Writes a folder for each target and a dictionary beside it. Refuses to write a seed too long to be quick.
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TelnetSmtp.Core.Learning;
using TelnetSmtp.Core.Practice;
using TelnetSmtp.Core.Records;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Benchmarks.Fuzzing;

/// <summary>The seeds.</summary>
internal static class FuzzSeeds
{
    /// <summary>Octets of a seed: what is behind is left out.</summary>
    private const int Longest = 4000;

    private static readonly IReadOnlyList<(string Format, byte[] File)> Samples =
        Directory.Exists("samples/sessions")
            ? [.. Directory.GetFiles("samples/sessions").Where(path => !path.EndsWith(".md", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(File.ReadAllBytes).Select(file => (FormatOf(file), file))]
            : [];

    private static string FormatOf(byte[] file)
    {
        var dialogue = new Dialogue();
        return dialogue.Read(file);
    }

    /// <summary>Writes all into <paramref name="folder"/>.</summary>
    public static void Write(string folder)
    {
        foreach (var target in FuzzTargets.All)
        {
            var place = Path.Combine(folder, target.Name);
            Directory.CreateDirectory(place);
            var count = 0;
            foreach (var seed in Of(target.Name))
                File.WriteAllBytes(Path.Combine(place, string.Create(CultureInfo.InvariantCulture, $"{count++:000}")), seed[..Math.Min(seed.Length, Longest)]);
            File.WriteAllLines(Path.Combine(folder, target.Name + ".dict"), target.Tokens.Select(token =>
                $"\"{string.Concat(FuzzTokens.Octets(token).Select(octet => octet is >= 32 and < 127 and not ((byte)'"' or (byte)'\\') ? ((char)octet).ToString() : $"\\x{octet:X2}"))}\""));
            Console.WriteLine($"{target.Name}: {count} seeds, {target.Tokens.Count} words");
        }
    }

    /// <summary>The seeds of a target; at least one.</summary>
    public static IEnumerable<byte[]> Of(string target) => target switch
    {
        "telnet" =>
        [
            Telnet(1, "\u00FF\u00FD\x18\u00FF\u00FD\x20\u00FF\u00FD\x23\u00FF\u00FD\x27\u00FF\u00FB\x03\u00FF\u00FB\x01\u00FF\u00FD\x1F\u00FF\u00FA\x18\x01\u00FF\u00F0\u00FF\u00FA\x27\x01\u00FF\u00F0login: "),
            Telnet(0, "220 mail1.fabrikam.com ESMTP \u00FF\r\n"), Telnet(7, "\u00FF\u00FD\0\u00FF\u00FB\0\r\0\u00FF\u00FA\x05\x01\u00FF\u00F0\u00FF\u00FD\x06"), Telnet(24, "\u00FF\u00FFa\u00FF\u00F2b\u00FF\u00F9"),
        ],
        "ansi" => [.. FuzzTokens.Terminal.Chunk(12).Select((words, i) => FuzzTokens.Octets($"\x4F\x17{(char)(i & 15)}\x27\x0B\0\x10\0\x20{string.Concat(words.Select(word => word + "text "))}")),
            .. Samples.Where(sample => sample.Format == "script").Select(sample => (byte[])[79, 23, 0, 39, 11, 0, 99, 1, 0, .. sample.File])],
        "smtp" => [.. Dialogues().Select(dialogue => (byte[])[0, 0, 99, .. dialogue])],
        "smtp-words" => [[0, 0, 9, .. Enumerable.Range(128, 85).Select(octet => (byte)octet)], [0, 0, 40, 175, 133, 177, 179, 136, 177, 138, 183, 140, 184, 174, 141, 177, 154, 189], [1, 1, 1, 175, 158, 185, 171, 187, 144, 173, 145]],
        "practice" => [.. Dialogues().SelectMany((dialogue, i) => (byte[][])[[(byte)i, 40, .. Half(dialogue)], [(byte)(i + 12), 7, .. Half(dialogue)]])],
        "session" or "record-back" => [.. Dialogues().Select((dialogue, i) => (byte[])[.. target == "session" ? [(byte)0] : Array.Empty<byte>(), (byte)(i * 16), (byte)i, .. Lived(dialogue, (byte)(i % 4))])],
        "records" => [.. Samples.Select((sample, i) => (byte[])[(byte)(i % 2 == 0 ? 0 : 1 + RecordReader.FormatNames.ToList().IndexOf(sample.Format)), 1, 1, .. sample.File])],
        "replay" => [.. Samples.Select(sample => sample.File), Encoding.UTF8.GetBytes(OwnRecord)],
        "scenario" => [.. BuiltIn(typeof(Scenario), "Practice.Scenarios."), .. OfFolder("samples/scenarios")],
        "lesson" => [.. BuiltIn(typeof(Lesson), "Learning.Lessons."), .. OfFolder("samples/lessons")],
        "dns" =>
        [
            [0, 0, .. "# ours\nnameserver 192.0.2.1\nnameserver 2001:db8::1\nsearch contoso.com fabrikam.com.\ndomain example\noptions ndots:2\n"u8],
            [1, 0, .. "fabrikam.com\nmünchen.de.\n192.0.2.1:5353\n[::1]:53\nhttps://fabrikam.com/\na@b\n_25._tcp.mail1.fabrikam.com\nxn--mnchen-3ya.de\n.\na..b\n"u8],
            [2, 1, .. "set type=mx\nfabrikam.com\nset all\nset debug\nset q=txt\nfabrikam.com 192.0.2.9\nserver ns1.example\n192.0.2.1\nset type=any\nx.\nexit\n"u8],
            [2, 12, .. "fabrikam.com\nset srchlist=a/b/c\nset type=soa\nmail\nset timeout=9\nroot\n2001:db8::1\n"u8],
        ],
        "prompt" => [.. FuzzTokens.Prompt.Chunk(8).Select((words, i) => (byte[])[(byte)i, .. Encoding.UTF8.GetBytes(string.Concat(words.Select(word => $"{word} localecho\n")))]), [3, .. "se lo\nu crlf\nst\nd\no mail1.fabrikam.com 25\nsen AO\n"u8]],
        _ => target.StartsWith("records-", StringComparison.Ordinal) && target["records-".Length..] is var format && Samples.Where(sample => sample.Format == format).ToArray() is { Length: > 0 } own
            ? own.Select(sample => (byte[])[1, 1, .. sample.File])
            : [[0, 9, .. "220 a.example ESMTP\r\nEHLO b.example\r\n250 a.example\r\nQUIT\r\n221 Bye\r\n"u8]],
    };

    private const string OwnRecord = """
        {"version":2,"width":80,"height":24,"timestamp":1795514400,"title":"telnetsmtp","telnetsmtp":1}
        [0,"e","clock 2026-11-24T10:00:00.0000000Z"]
        [0,"r","80x24"]
        [0,"e","settings crlf masking lang=en escape=29"]
        [0,"m","connect mail1.fabrikam.com:25 192.0.2.1:25"]
        [0.1,"o","220 mail1.fabrikam.com ESMTP\r\n"]
        [0.2,"i","NOOP"]
        [0.2,"e","echo"]
        [0.2,"o","NOOP"]
        [0.3,"i","\r"]
        [0.4,"m","NOOP"]
        [0.5,"e","bytes MjUwIG9rDQo="]
        [0.6,"e","key Up 4 0"]
        [0.7,"m","tls TLSv1.3 TLS_AES_256_GCM_SHA384"]
        [0.8,"e","paste"]
        [0.8,"i","MAIL FROM:<a@b>\nQUIT\n"]
        [0.9,"m","close ClosedByServer"]

        """;

    private static byte[] Telnet(byte options, string stream) => [options, 0, 5, .. FuzzTokens.Octets(stream)];

    private static IEnumerable<byte[]> Dialogues() => Samples.Select(sample => new Dialogue(sample.File).Octets).Where(dialogue => dialogue.Length > 0).DefaultIfEmpty([.. "220 a\r\n\x01QUIT\r\n\x02"u8, .. "221 b\r\n"u8]);

    /// <summary>What the client says in a dialogue.</summary>
    private static byte[] Half(byte[] dialogue)
    {
        var client = new List<byte>();
        var speaks = false;
        foreach (var octet in dialogue)
            if (octet is SmtpTarget.Client or SmtpTarget.Server)
                speaks = octet == SmtpTarget.Client;
            else if (speaks)
                client.Add(octet);
        return [.. client];
    }

    /// <summary>A dialogue as a script: the server's lines are received, the client's typed in one way or another.</summary>
    private static byte[] Lived(byte[] dialogue, byte way)
    {
        var script = new List<byte>();
        var kind = SessionScript.Received;
        for (var rest = dialogue.AsSpan(); !rest.IsEmpty;)
        {
            var end = rest.IndexOf((byte)'\n') + 1;
            var line = rest[..(end > 0 ? end : rest.Length)];
            rest = rest[line.Length..];
            if (line[0] is SmtpTarget.Client or SmtpTarget.Server)
            {
                kind = line[0] == SmtpTarget.Server ? SessionScript.Received : (byte[])[SessionScript.Typed, SessionScript.Pasted, SessionScript.LineWaiting, SessionScript.Line] is var ways ? ways[way] : kind;
                line = line[1..];
            }
            line = kind == SessionScript.Received ? line : line.TrimEnd("\r\n"u8);
            var text = kind switch { SessionScript.Typed => [.. line, (byte)'\r'], SessionScript.Pasted => [.. line, (byte)'\n'], _ => line.ToArray() };
            text = text[..Math.Min(text.Length, byte.MaxValue)];
            script.AddRange([kind, (byte)text.Length, .. text]);
        }
        return [.. script];
    }

    private static IEnumerable<byte[]> BuiltIn(Type room, string prefix)
    {
        foreach (var name in room.Assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = room.Assembly.GetManifestResourceStream(name)!;
            // A longer one cut anywhere would be no JSON: of long lists the first two rows stay.
            var file = JsonNode.Parse(stream)!.AsObject();
            foreach (var list in file.Select(property => property.Value).OfType<JsonArray>())
                while (list.Count > 2)
                    list.RemoveAt(2);
            yield return JsonSerializer.SerializeToUtf8Bytes(file);
        }
    }

    private static IEnumerable<byte[]> OfFolder(string folder) =>
        Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json").Where(path => !path.EndsWith(".schema.json", StringComparison.Ordinal)).Select(File.ReadAllBytes).Where(file => file.Length <= Longest) : [];

    /// <summary>A record as target smtp takes it.</summary>
    private sealed class Dialogue : IRecordHandler
    {
        private readonly List<byte> _octets = [];
        private byte _speaker = SmtpTarget.Server;

        public Dialogue()
        {
        }

        public Dialogue(byte[] record) => Read(record);

        public byte[] Octets => [.. _octets];

        /// <summary>Reads it; gives its format.</summary>
        public string Read(byte[] record)
        {
            var reader = new RecordReader(this);
            reader.Push(record);
            reader.Finish();
            return reader.Format ?? "plain";
        }

        public void Line(in RecordEntry entry)
        {
            if (entry.Fact.Speaker == Speaker.Note)
                return;
            var speaker = entry.Fact.Speaker == Speaker.Server ? SmtpTarget.Server : SmtpTarget.Client;
            if (speaker != _speaker)
                _octets.Add(_speaker = speaker);
            _octets.AddRange([.. entry.Text, (byte)'\r', (byte)'\n']);
        }

        public void Ended(RecordSession session)
        {
        }
    }
}

// Targets records and records-FORMAT: a saved session through RecordReader, its format found out or told, in one piece and in two. Rules: lines out are lines in,
// none twice; each has words in both languages; what people are shown has no control character; secrets are masked; each session ends once; the same at any cut.
// Input: records takes the format (0: to be found out), both the cut (two octets), then the file.
using System.Buffers;
using System.Text;
using TelnetSmtp.App.Text;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Records;
using TelnetSmtp.Core.Records.Formats;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Benchmarks.Fuzzing;

internal static class RecordTarget
{
    /// <summary>Octets of byte order marks and of files that are no text.</summary>
    private static readonly SearchValues<byte> Marks = SearchValues.Create([0xEF, 0xFE, 0xFF, .. Enumerable.Range(0, 32).Where(octet => octet is not (7 or 8 or 9 or 10 or 13 or 27)).Select(octet => (byte)octet)]);

    public static void Run(byte[] input)
    {
        var chosen = input.Length > 0 ? input[0] % (RecordReader.FormatNames.Count + 1) : 0;
        Run(input.Length > 0 ? input[1..] : input, chosen == 0 ? null : RecordReader.FormatNames[chosen - 1]);
    }

    public static void Run(byte[] input, string? format)
    {
        var reader = new FuzzInput(input);
        var cut = reader.Cut();
        var file = reader.Rest;
        var whole = new Found(format, explain: true);
        whole.Read(file, file.Length);
        // Encoding and binary files are told by what came first, be it a whole line or 4 KiB: only text without such marks is found alike at any cut.
        if (file.IndexOfAny(Marks) < 0)
        {
            var pieces = new Found(format, explain: false);
            pieces.Read(file, cut);
            FuzzRule.Same(whole.Words, pieces.Words, "what is found");
        }
        if (whole.Reader.IsBinary)
        {
            FuzzRule.Holds(whole.Numbers.Count == 0, "of a file that is refused nothing is shown");
            return;
        }
        FuzzRule.Holds(whole.Reader.Sessions == whole.Ended.Count && whole.Ended.Distinct().Count() == whole.Ended.Count, "each session ends once");
        // The lines of an asciicast are put together of events, even where it stands within another format.
        if (whole.Reader.Format == "asciicast" || AsciicastWithin.Has(file))
            return;
        FuzzRule.Holds(whole.Numbers.Distinct().Order().SequenceEqual(Enumerable.Range(1, (int)whole.Reader.Lines).Select(number => (long)number)), "lines out are lines in");
        FuzzRule.Holds(whole.Shown.Distinct().Count() == whole.Shown.Count, "no line is shown twice");
    }

    /// <summary>Looks for a line that opens an asciicast, in the text as readers get it.</summary>
    private struct AsciicastWithin : IRecordLines
    {
        private byte[] _clean;
        private bool _found;

        public static bool Has(ReadOnlySpan<byte> file)
        {
            var looking = new AsciicastWithin { _clean = [] };
            var lines = new RecordLines();
            lines.Push(file, ref looking);
            lines.Finish(ref looking);
            return looking._found;
        }

        void IRecordLines.Line(scoped ReadOnlySpan<byte> text, bool cut) => _found = _found || AsciicastFormat.Format.Recognises(LineCleaning.Clean(text, ref _clean));
    }

    /// <summary>What a reader found.</summary>
    private sealed class Found : IRecordHandler
    {
        private readonly ReplyDecoder[] _decoders = [new(FuzzRule.Catalogue, Language.English), new(FuzzRule.Catalogue, Language.German)];
        private readonly StringBuilder _words = new();
        private readonly bool _explain;

        public Found(string? format, bool explain)
        {
            _explain = explain;
            Reader = new RecordReader(this, format);
        }

        public RecordReader Reader { get; }

        public List<long> Numbers { get; } = [];

        public List<long> Shown { get; } = [];

        public List<int> Ended { get; } = [];

        public string Words => _words.ToString();

        public void Read(ReadOnlySpan<byte> file, int cut)
        {
            Reader.Push(file[..cut]);
            Reader.Push(file[cut..]);
            Reader.Finish();
        }

        public void Line(in RecordEntry entry)
        {
            Numbers.Add(entry.Line);
            if (entry.Shows)
                Shown.Add(entry.Line);
            var fact = entry.Fact;
            _words.Append(entry.Line).Append(' ').Append(entry.Session?.Number ?? 0).Append(entry.Tls).Append(fact.ToString()).Append(entry.At?.UtcTicks ?? 0)
                .Append(Convert.ToHexString(entry.Text)).Append(' ').Append(Convert.ToHexString(entry.Shown)).Append('\n');
            FuzzRule.Holds(fact.Speaker != Speaker.Server || fact.TextStart >= 0 && fact.TextStart <= entry.Text.Length, "the words stand in the line");
            FuzzRule.Holds(fact.Speaker != Speaker.Credential || entry.Text.IsEmpty || entry.Text.IndexOf("********"u8) >= 0, "a secret is masked");
            FuzzRule.Holds(fact.Speaker == Speaker.Note || entry.Session is not null, "what is said is said in a session");
            if (!_explain)
                return;
            FuzzRule.Holds(!RecordText.Harmless(entry.Shown).Any(IsControl) && !RecordText.Harmless(entry.Text).Any(IsControl), "no control character is shown");
            foreach (var decoder in _decoders)
            {
                FuzzRule.Holds(decoder.Explain(fact, entry.Text, entry.Session?.State).Meaning.Length > 0, "an explanation has words");
                FuzzRule.Holds(decoder.Annotate(fact, entry.Text).Length > 0 == fact.Speaker is not (Speaker.Content or Speaker.Note), "an annotation has words");
            }
        }

        private static bool IsControl(char c) => char.IsControl(c) && c != '\t';

        void IRecordHandler.Ended(RecordSession session) => Ended.Add(session.Number);
    }
}

// Reads one command line: verb, argument, path, parameters, and for AUTH and BDAT their own parts. Tolerant, since it watches what people
// type: `MAIL FROM: a@b` has the path a@b and says so in its form. Refuses to judge whether a server would take it. RFC 5321 4.1.1 and
// 4.1.2, RFC 4954 4, RFC 3030 2.
using System.Buffers.Text;
using System.Text;

namespace TelnetSmtp.Core.Smtp;

/// <summary>In what a command line departs from the RFC's form. Flags combine.</summary>
[Flags]
public enum CommandForm : byte
{
    Proper = 0,
    /// <summary>Blanks before the verb.</summary>
    LeadingBlanks = 1,
    /// <summary><c>MAIL &lt;a@b&gt;</c>: FROM or TO is missing.</summary>
    NoKeyword = 2,
    /// <summary><c>MAIL FROM &lt;a@b&gt;</c>.</summary>
    NoColon = 4,
    /// <summary><c>MAIL FROM :&lt;a@b&gt;</c>.</summary>
    BlankBeforeColon = 8,
    /// <summary><c>MAIL FROM: &lt;a@b&gt;</c>.</summary>
    BlankAfterColon = 16,
    /// <summary><c>MAIL FROM:a@b</c>.</summary>
    NoBrackets = 32,
    /// <summary><c>MAIL FROM:&lt;a@b</c>.</summary>
    Unclosed = 64,
    /// <summary><c>MAIL FROM:</c> and nothing: not the null path, which is <c>&lt;&gt;</c>.</summary>
    NoPath = 128,
}

/// <summary>A command line taken apart. Offsets are bytes in <see cref="Line"/>; a view, valid as long as the bytes are.</summary>
public readonly ref struct SmtpCommand
{
    private readonly int _verbStart, _verbEnd, _pathStart, _pathEnd;

    private SmtpCommand(ReadOnlySpan<byte> line)
    {
        Line = line;
        _verbStart = SkipBlanks(line, 0);
        _verbEnd = SkipWord(line, _verbStart);
        Verb = SmtpVerbs.Parse(line[_verbStart.._verbEnd]);
        Form = _verbStart > 0 ? CommandForm.LeadingBlanks : CommandForm.Proper;
        ArgumentStart = SkipBlanks(line, _verbEnd);
        ParametersStart = line.Length;
        _pathStart = _pathEnd = line.Length;
        if (Verb == SmtpVerb.Rcpt || Verb.OpensTransaction())
        {
            Form |= ReadPath(line, ArgumentStart, Verb == SmtpVerb.Rcpt ? "TO" : "FROM", out _pathStart, out _pathEnd, out var after);
            ParametersStart = SkipBlanks(line, after);
        }
        else if (Verb is SmtpVerb.Vrfy or SmtpVerb.Expn or SmtpVerb.Auth or SmtpVerb.Bdat or SmtpVerb.Burl)
        {
            ParametersStart = SkipBlanks(line, SkipWord(line, ArgumentStart));
        }
        else if (Verb is SmtpVerb.XClient or SmtpVerb.XForward)
        {
            ParametersStart = ArgumentStart;
        }
    }

    /// <summary>Takes <paramref name="line"/>, given without its line end, apart.</summary>
    public static SmtpCommand Parse(ReadOnlySpan<byte> line) => new(line);

    /// <summary>The whole line.</summary>
    public ReadOnlySpan<byte> Line { get; }

    /// <summary>The command; <see cref="SmtpVerb.Unknown"/> for an empty line as well.</summary>
    public SmtpVerb Verb { get; }

    /// <summary>What is not as the RFC writes it.</summary>
    public CommandForm Form { get; }

    /// <summary>Offset of all that follows the verb.</summary>
    public int ArgumentStart { get; }

    /// <summary>Offset of the ESMTP parameters behind the path (MAIL, RCPT), behind the first word (VRFY, EXPN, AUTH, BDAT, BURL), of the
    /// attributes (XCLIENT, XFORWARD); the line's length where there are none.</summary>
    public int ParametersStart { get; }

    /// <summary>The first word as typed.</summary>
    public ReadOnlySpan<byte> VerbText => Line[_verbStart.._verbEnd];

    /// <summary>All that follows the verb, without blanks around it.</summary>
    public ReadOnlySpan<byte> Argument => Line[ArgumentStart..].TrimEnd(" \t"u8);

    /// <summary>Whether the line has no word at all.</summary>
    public bool IsEmpty => _verbStart == _verbEnd;

    /// <summary>Whether the command has a path, the null path included.</summary>
    public bool HasPath => (Verb == SmtpVerb.Rcpt || Verb.OpensTransaction()) && (Form & CommandForm.NoPath) == 0;

    /// <summary>Offset of the path, behind its bracket.</summary>
    public int PathStart => _pathStart;

    /// <summary>The path without brackets; empty for the null path and where there is none (<see cref="HasPath"/> tells).</summary>
    public ReadOnlySpan<byte> Path => Line[_pathStart.._pathEnd];

    /// <summary>The parameters, to be enumerated.</summary>
    public SmtpParameters Parameters => new(Line, ParametersStart);

    /// <summary>AUTH: the mechanism's name as typed.</summary>
    public ReadOnlySpan<byte> Mechanism => Verb == SmtpVerb.Auth ? Line[ArgumentStart..SkipWord(Line, ArgumentStart)] : default;

    /// <summary>AUTH: the initial response, from <see cref="ParametersStart"/> on; <c>=</c> stands for an empty one (RFC 4954 4).</summary>
    public ReadOnlySpan<byte> InitialResponse => Verb == SmtpVerb.Auth ? Line[ParametersStart..].TrimEnd(" \t"u8) : default;

    /// <summary>BDAT: the chunk's size in octets; null where it is no number (RFC 3030 2).</summary>
    public long? ChunkSize
    {
        get
        {
            if (Verb != SmtpVerb.Bdat)
                return null;
            var word = Line[ArgumentStart..SkipWord(Line, ArgumentStart)];
            var isNumber = Utf8Parser.TryParse(word, out long size, out var used) && used == word.Length && word[0] is not ((byte)'+' or (byte)'-');
            return isNumber ? size : null;
        }
    }

    /// <summary>BDAT and BURL: whether LAST stands behind the first word.</summary>
    public bool IsLast => Verb is SmtpVerb.Bdat or SmtpVerb.Burl && Ascii.EqualsIgnoreCase(Line[ParametersStart..].TrimEnd(" \t"u8), "LAST");

    private static CommandForm ReadPath(ReadOnlySpan<byte> line, int at, string keyword, out int start, out int end, out int after)
    {
        var form = CommandForm.Proper;
        if (line.Length - at >= keyword.Length && Ascii.EqualsIgnoreCase(line.Slice(at, keyword.Length), keyword))
            at += keyword.Length;
        else
            form |= CommandForm.NoKeyword;
        var colon = SkipBlanks(line, at);
        if (colon < line.Length && line[colon] == (byte)':')
        {
            form |= colon > at ? CommandForm.BlankBeforeColon : 0;
            start = SkipBlanks(line, colon + 1);
            form |= start > colon + 1 ? CommandForm.BlankAfterColon : 0;
        }
        else
        {
            form |= CommandForm.NoColon;
            start = colon;
        }
        if (start >= line.Length)
        {
            end = after = start;
            return (form & ~CommandForm.BlankAfterColon) | CommandForm.NoPath;
        }
        if (line[start] != (byte)'<')
        {
            end = after = SkipWord(line, start);
            return form | CommandForm.NoBrackets;
        }
        end = ClosingBracket(line, ++start);
        if (end < 0)
        {
            end = after = SkipWord(line, start);
            return form | CommandForm.Unclosed;
        }
        after = end + 1;
        return form;
    }

    /// <summary>The <c>&gt;</c> that closes the path; one inside a quoted local part does not (RFC 5321 4.1.2).</summary>
    private static int ClosingBracket(ReadOnlySpan<byte> line, int at)
    {
        var quoted = false;
        for (; at < line.Length; at++)
            switch (line[at])
            {
                case (byte)'\\' when quoted:
                    at++;
                    break;
                case (byte)'"':
                    quoted = !quoted;
                    break;
                case (byte)'>' when !quoted:
                    return at;
            }
        return -1;
    }

    internal static int SkipBlanks(ReadOnlySpan<byte> line, int at)
    {
        while (at < line.Length && line[at] is (byte)' ' or (byte)'\t')
            at++;
        return at;
    }

    internal static int SkipWord(ReadOnlySpan<byte> line, int at)
    {
        while (at < line.Length && line[at] is not ((byte)' ' or (byte)'\t'))
            at++;
        return at;
    }
}

/// <summary>One ESMTP parameter, <c>KEYWORD</c> or <c>KEYWORD=value</c> (RFC 5321 4.1.2).</summary>
public readonly ref struct SmtpParameter
{
    internal SmtpParameter(ReadOnlySpan<byte> word, int start)
    {
        Start = start;
        var equals = word.IndexOf((byte)'=');
        HasValue = equals >= 0;
        Name = HasValue ? word[..equals] : word;
        Value = HasValue ? word[(equals + 1)..] : default;
    }

    /// <summary>Offset of the parameter in its line.</summary>
    public int Start { get; }

    public ReadOnlySpan<byte> Name { get; }

    public ReadOnlySpan<byte> Value { get; }

    public bool HasValue { get; }

    /// <summary>Whether the keyword is <paramref name="name"/>, in either case.</summary>
    public bool Is(string name) => Ascii.EqualsIgnoreCase(Name, name);
}

/// <summary>The parameters of one command line, for <c>foreach</c>.</summary>
public ref struct SmtpParameters
{
    private readonly ReadOnlySpan<byte> _line;
    private int _start, _end;

    internal SmtpParameters(ReadOnlySpan<byte> line, int start)
    {
        _line = line;
        _start = _end = start;
    }

    public readonly SmtpParameter Current => new(_line[_start.._end], _start);

    public readonly SmtpParameters GetEnumerator() => this;

    public bool MoveNext()
    {
        _start = SmtpCommand.SkipBlanks(_line, _end);
        _end = SmtpCommand.SkipWord(_line, _start);
        return _end > _start;
    }
}

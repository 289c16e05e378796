// The parser's states and the table that joins them: for a state and an octet, what to do and where to go. After Paul Williams' state machine
// for DEC's VT500 (https://vt100.net/emu/dec_ansi_parser) and ECMA-48 5.3–5.6. Refuses to know what a sequence means.
//
// Deviations from the published machine:
// - A colon is a parameter byte (ITU T.416 sub-parameters), where the VT500 ignores the whole sequence.
// - BEL ends an OSC string, as xterm has it.
// - CAN and SUB abandon a string; ESC ends it, and the string counts even if no backslash follows.
// - A string is gathered up to a cap and handed over at its end, DCS as well; there is no hook, put and unhook.
// - SOS, PM and APC strings are handed over like OSC, so that a debugging handler sees them.
// - C1 controls that begin nothing are handed over as their ESC twins (ECMA-48 5.3).
// - Characters from U+00A0 up print in the ground state, count as content in strings and are ignored elsewhere; the VT500 maps them to 20–7F.
// - Three states serve VT52 mode, where ESC is followed by one character, or by Y and two coordinates.
namespace TelnetSmtp.Core.Terminal;

/// <summary>Where the parser is within a sequence.</summary>
internal enum ParserState : byte
{
    Ground, Escape, EscapeIntermediate, CsiEntry, CsiParam, CsiIntermediate, CsiIgnore, DcsEntry, DcsParam, DcsIntermediate, DcsIgnore, DcsPassthrough,
    ControlString, Vt52Escape, Vt52Row, Vt52Column,
}

/// <summary>What an octet makes the parser do.</summary>
internal enum ParserAction : byte
{
    Ignore, Print, Execute, Clear, Collect, Param, EscapeDispatch, C1Dispatch, CsiDispatch, DcsStart, StringStart, StringPut, StringEnd, StringCancel,
    Vt52Coordinate, Vt52Dispatch,
}

/// <summary>The table.</summary>
internal static class AnsiTransitions
{
    private const int States = 16;

    /// <summary>One entry for each state and octet, the state's 256 in a row: action in the high byte, next state in the low.</summary>
    private static readonly ushort[] Table = Build();

    public static ReadOnlySpan<ushort> Entries => Table;

    public static int Index(ParserState state, byte octet) => ((int)state << 8) | octet;

    public static ParserAction Action(ushort entry) => (ParserAction)(entry >> 8);

    public static ParserState Next(ushort entry) => (ParserState)(entry & 0xFF);

    private static ushort[] Build()
    {
        var table = new ushort[States * 256];
        void On(ParserState state, int first, int last, ParserAction action, ParserState next)
        {
            for (var octet = first; octet <= last; octet++)
                table[Index(state, (byte)octet)] = (ushort)(((int)action << 8) | (int)next);
        }

        for (var s = ParserState.Ground; s <= ParserState.Vt52Column; s++)
        {
            On(s, 0x00, 0xFF, ParserAction.Ignore, s);
            Anywhere(On, s);
        }

        Grounded(On);
        Escapes(On);
        ControlSequences(On);
        DeviceControls(On);
        Strings(On);
        Vt52(On);
        return table;
    }

    private delegate void Rule(ParserState state, int first, int last, ParserAction action, ParserState next);

    /// <summary>C0 in every state but strings, and C1 in every state.</summary>
    private static void Anywhere(Rule on, ParserState s)
    {
        on(s, 0x00, 0x1F, ParserAction.Execute, s);
        on(s, 0x18, 0x18, ParserAction.Execute, ParserState.Ground);
        on(s, 0x1A, 0x1A, ParserAction.Execute, ParserState.Ground);
        on(s, 0x1B, 0x1B, ParserAction.Clear, ParserState.Escape);
        on(s, 0x80, 0x9F, ParserAction.C1Dispatch, ParserState.Ground);
        on(s, 0x90, 0x90, ParserAction.Clear, ParserState.DcsEntry);
        on(s, 0x98, 0x98, ParserAction.StringStart, ParserState.ControlString);
        on(s, 0x9B, 0x9B, ParserAction.Clear, ParserState.CsiEntry);
        on(s, 0x9C, 0x9C, ParserAction.Ignore, ParserState.Ground);
        on(s, 0x9D, 0x9F, ParserAction.StringStart, ParserState.ControlString);
    }

    private static void Grounded(Rule on)
    {
        on(ParserState.Ground, 0x20, 0x7E, ParserAction.Print, ParserState.Ground);
        on(ParserState.Ground, 0xA0, 0xFF, ParserAction.Print, ParserState.Ground);
        on(ParserState.Ground, 0x7F, 0x7F, ParserAction.Execute, ParserState.Ground);
    }

    private static void Escapes(Rule on)
    {
        on(ParserState.Escape, 0x20, 0x2F, ParserAction.Collect, ParserState.EscapeIntermediate);
        on(ParserState.Escape, 0x30, 0x7E, ParserAction.EscapeDispatch, ParserState.Ground);
        on(ParserState.Escape, 'P', 'P', ParserAction.Clear, ParserState.DcsEntry);
        on(ParserState.Escape, '[', '[', ParserAction.Clear, ParserState.CsiEntry);
        on(ParserState.Escape, 'X', 'X', ParserAction.StringStart, ParserState.ControlString);
        on(ParserState.Escape, ']', '_', ParserAction.StringStart, ParserState.ControlString);
        on(ParserState.EscapeIntermediate, 0x20, 0x2F, ParserAction.Collect, ParserState.EscapeIntermediate);
        on(ParserState.EscapeIntermediate, 0x30, 0x7E, ParserAction.EscapeDispatch, ParserState.Ground);
    }

    private static void ControlSequences(Rule on)
    {
        on(ParserState.CsiEntry, 0x20, 0x2F, ParserAction.Collect, ParserState.CsiIntermediate);
        on(ParserState.CsiEntry, 0x30, 0x3B, ParserAction.Param, ParserState.CsiParam);
        on(ParserState.CsiEntry, 0x3C, 0x3F, ParserAction.Collect, ParserState.CsiParam);
        on(ParserState.CsiEntry, 0x40, 0x7E, ParserAction.CsiDispatch, ParserState.Ground);
        on(ParserState.CsiParam, 0x20, 0x2F, ParserAction.Collect, ParserState.CsiIntermediate);
        on(ParserState.CsiParam, 0x30, 0x3B, ParserAction.Param, ParserState.CsiParam);
        on(ParserState.CsiParam, 0x3C, 0x3F, ParserAction.Ignore, ParserState.CsiIgnore);
        on(ParserState.CsiParam, 0x40, 0x7E, ParserAction.CsiDispatch, ParserState.Ground);
        on(ParserState.CsiIntermediate, 0x20, 0x2F, ParserAction.Collect, ParserState.CsiIntermediate);
        on(ParserState.CsiIntermediate, 0x30, 0x3F, ParserAction.Ignore, ParserState.CsiIgnore);
        on(ParserState.CsiIntermediate, 0x40, 0x7E, ParserAction.CsiDispatch, ParserState.Ground);
        on(ParserState.CsiIgnore, 0x40, 0x7E, ParserAction.Ignore, ParserState.Ground);
    }

    private static void DeviceControls(Rule on)
    {
        foreach (var s in (ReadOnlySpan<ParserState>)[ParserState.DcsEntry, ParserState.DcsParam, ParserState.DcsIntermediate, ParserState.DcsIgnore])
        {
            on(s, 0x00, 0x17, ParserAction.Ignore, s);
            on(s, 0x19, 0x19, ParserAction.Ignore, s);
            on(s, 0x1C, 0x1F, ParserAction.Ignore, s);
        }

        on(ParserState.DcsEntry, 0x20, 0x2F, ParserAction.Collect, ParserState.DcsIntermediate);
        on(ParserState.DcsEntry, 0x30, 0x3B, ParserAction.Param, ParserState.DcsParam);
        on(ParserState.DcsEntry, 0x3C, 0x3F, ParserAction.Collect, ParserState.DcsParam);
        on(ParserState.DcsEntry, 0x40, 0x7E, ParserAction.DcsStart, ParserState.DcsPassthrough);
        on(ParserState.DcsParam, 0x20, 0x2F, ParserAction.Collect, ParserState.DcsIntermediate);
        on(ParserState.DcsParam, 0x30, 0x3B, ParserAction.Param, ParserState.DcsParam);
        on(ParserState.DcsParam, 0x3C, 0x3F, ParserAction.Ignore, ParserState.DcsIgnore);
        on(ParserState.DcsParam, 0x40, 0x7E, ParserAction.DcsStart, ParserState.DcsPassthrough);
        on(ParserState.DcsIntermediate, 0x20, 0x2F, ParserAction.Collect, ParserState.DcsIntermediate);
        on(ParserState.DcsIntermediate, 0x30, 0x3F, ParserAction.Ignore, ParserState.DcsIgnore);
        on(ParserState.DcsIntermediate, 0x40, 0x7E, ParserAction.DcsStart, ParserState.DcsPassthrough);
    }

    private static void Strings(Rule on)
    {
        foreach (var s in (ReadOnlySpan<ParserState>)[ParserState.DcsPassthrough, ParserState.ControlString])
        {
            on(s, 0x00, 0x7E, ParserAction.StringPut, s);
            on(s, 0xA0, 0xFF, ParserAction.StringPut, s);
            on(s, 0x18, 0x18, ParserAction.StringCancel, ParserState.Ground);
            on(s, 0x1A, 0x1A, ParserAction.StringCancel, ParserState.Ground);
            on(s, 0x1B, 0x1B, ParserAction.StringEnd, ParserState.Escape);
            on(s, 0x9C, 0x9C, ParserAction.StringEnd, ParserState.Ground);
        }
    }

    private static void Vt52(Rule on)
    {
        on(ParserState.Vt52Escape, 0x20, 0x7E, ParserAction.EscapeDispatch, ParserState.Ground);
        on(ParserState.Vt52Escape, 'Y', 'Y', ParserAction.Clear, ParserState.Vt52Row);
        on(ParserState.Vt52Row, 0x20, 0x7F, ParserAction.Vt52Coordinate, ParserState.Vt52Column);
        on(ParserState.Vt52Column, 0x20, 0x7F, ParserAction.Vt52Dispatch, ParserState.Ground);
    }
}

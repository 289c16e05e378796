// The library without a terminal: its screen is a buffer that tests read. What it would write goes to a stream that tests count.
using System.Runtime.CompilerServices;
using System.Text;
using TelnetSmtp.App.Hosting;
using TelnetSmtp.App.Tui;
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Smtp;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;
using Terminal.Gui.Testing;

namespace TelnetSmtp.Tests.Support;

/// <summary>The main window around a scripted client, drawn on demand.</summary>
internal sealed class HeadlessApp : IDisposable
{
    private readonly MemoryStream _written = new();
    private readonly FrameOutput _output;
    private readonly SessionToken _token;

    /// <summary>Must precede any driver.</summary>
    [ModuleInitializer]
    internal static void NeverTouchTheTerminal() => Environment.SetEnvironmentVariable("DisableRealDriverIO", "1");

    public HeadlessApp(ScriptedClient client, int columns, int rows, Language language = Language.English)
    {
        Client = client;
        client.Language = language;
        _output = new FrameOutput(_written);
        App = ApplicationFactory.Create(new AnsiComponentFactory(new AnsiInput(), _output), out _);
        App.Init(DriverRegistry.Names.ANSI);
        App.Driver!.SetScreenSize(columns, rows);
        Window = new MainWindow(client, new DecoderTexts(new Catalogue(), language));
        _token = App.Begin(Window)!;
        Draw();
    }

    public IApplication App { get; }

    public ScriptedClient Client { get; }

    public MainWindow Window { get; }

    /// <summary>The screen's rows, right-trimmed.</summary>
    public string[] Rows => [.. App.Driver!.ToString()!.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(r => r.TrimEnd())];

    public string Text => string.Join('\n', Rows);

    /// <summary>One frame as the loop makes it.</summary>
    /// <returns>The bytes that it sends to the terminal.</returns>
    public string Draw()
    {
        if (Window.Pump()) Window.TakeFrame();
        App.LayoutAndDraw();
        App.Navigation!.UpdateCursor();
        _output.Flush();
        var sent = Encoding.UTF8.GetString(_written.ToArray());
        _written.SetLength(0);
        return sent;
    }

    public void Resize(int columns, int rows)
    {
        App.Driver!.SetScreenSize(columns, rows);
        Draw();
        Draw();
    }

    public void Press(params Key[] keys)
    {
        foreach (var key in keys) App.InjectKey(key);
        Draw();
    }

    /// <summary>The row of the screen on which <paramref name="text"/> stands; -1 where it does not.</summary>
    public int RowOf(string text) => Array.FindIndex(Rows, r => r.Contains(text, StringComparison.Ordinal));

    public void Dispose()
    {
        App.End(_token);
        Window.Dispose();
        App.Dispose();
        _written.Dispose();
    }
}

// Holds that the terminal of the whole-program tests shows what a program draws, takes keys, resizes, and tells how the program ended.
using Xunit;

namespace TelnetSmtp.Tests.Support;

public sealed class TmuxScreenTests
{
    [Fact]
    public async Task Shows_what_was_typed_and_tells_the_exit_code()
    {
        await using var screen = await TmuxScreen.StartAsync(["/bin/sh", "-c", "stty -echo; printf ready; read line; printf '\\nGot %s' \"$line\"; exit 3"], 60, 15);
        await screen.WaitForAsync("ready");
        await screen.SendLineAsync("RCPT TO:<kate@fabrikam.com> NOTIFY=success,failure");
        Assert.Equal(3, await screen.ExitCodeAsync());
        Assert.Equal("Got RCPT TO:<kate@fabrikam.com> NOTIFY=success,failure", (await screen.CaptureAsync())[1]);
    }

    [Fact]
    public async Task A_resize_reaches_the_program()
    {
        await using var screen = await TmuxScreen.StartAsync(["/bin/sh", "-c", "trap 'stty size' WINCH; stty size; while :; do read line; done"], 140, 40);
        await screen.WaitForAsync("40 140");
        await screen.ResizeAsync(60, 15);
        await screen.WaitForAsync("15 60");
    }

    [Fact]
    public async Task A_signal_is_told_from_an_exit_code()
    {
        await using var screen = await TmuxScreen.StartAsync(["/bin/cat"]);
        await screen.SendTextAsync("x");
        await screen.WaitForAsync("x");
        Posix.Send(screen.ProgramId, Signal.Terminate);
        Assert.Equal(128 + (int)Signal.Terminate, await screen.ExitCodeAsync());
    }

    [Fact]
    public async Task Waiting_in_vain_says_for_what_and_shows_the_screen()
    {
        await using var screen = await TmuxScreen.StartAsync(["/bin/sh", "-c", "printf 'only this'; read line"]);
        await screen.WaitForAsync("only this");
        var error = await Assert.ThrowsAsync<TimeoutException>(() => screen.WaitForAsync("220 ready", TimeSpan.FromMilliseconds(60)));
        Assert.Contains("220 ready", error.Message, StringComparison.Ordinal);
        Assert.Contains("only this", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_left_running()
    {
        var screen = await TmuxScreen.StartAsync(["/bin/cat"]);
        var program = screen.ProgramId;
        await screen.DisposeAsync();
        Assert.False(Posix.IsRunning(program));
    }
}

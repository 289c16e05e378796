// Work beside the client's thread that nobody awaits. Refuses to lose what it did not expect: that is thrown on the client's thread, whose last stop tells it;
// lost with its task, nobody would know why nothing goes on.
using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace TelnetSmtp.Core.Net;

internal static class Background
{
    /// <summary>Runs <paramref name="work"/> to its end. Never fails itself.</summary>
    /// <param name="work">Begins on the caller's thread.</param>
    /// <param name="post">Brings work to the client's thread.</param>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever it is, it is handed on.")]
    public static async Task RunAsync(Func<Task> work, Action<Action> post)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            post(() => ExceptionDispatchInfo.Throw(e));
        }
    }
}

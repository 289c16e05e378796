// A Maildir into which the practice server writes what it took: DIR/tmp, then renamed into DIR/new, so that a reader never sees half a message. The
// trace lines of a final delivery stand first (RFC 5321 4.4). Refuses to read or delete.
using System.Globalization;
using System.Text;
using TelnetSmtp.Core.Practice;

namespace TelnetSmtp.Core.Net;

internal sealed class PracticeMaildir
{
    private readonly string _directory;
    private int _written;

    private PracticeMaildir(string directory) => _directory = directory;

    /// <summary>Opens <paramref name="directory"/>, making what is missing.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static PracticeMaildir Create(string directory)
    {
        try
        {
            foreach (var part in new[] { "tmp", "new", "cur" })
                Directory.CreateDirectory(Path.Combine(directory, part));
        }
        catch (Exception e) when (e is UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new IOException($"{directory}: {e.Message}", e);
        }
        return new(directory);
    }

    public async Task WriteAsync(PracticeMessage message, string host, CancellationToken stop)
    {
        var number = Interlocked.Increment(ref _written);
        var name = string.Create(CultureInfo.InvariantCulture, $"{message.At.ToUnixTimeSeconds()}.P{Environment.ProcessId}Q{number}_{message.Id}.{host}");
        var draft = Path.Combine(_directory, "tmp", name);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(draft, options);
        await using (file.ConfigureAwait(false))
        {
            await file.WriteAsync(Trace(message, host), stop).ConfigureAwait(false);
            await file.WriteAsync(WithoutReturns(message.Content.Span), stop).ConfigureAwait(false);
        }
        File.Move(draft, Path.Combine(_directory, "new", name));
    }

    private static byte[] Trace(PracticeMessage message, string host)
    {
        var lines = new StringBuilder();
        lines.Append(CultureInfo.InvariantCulture, $"Return-Path: <{message.Sender}>\n");
        foreach (var recipient in message.Recipients)
            lines.Append(CultureInfo.InvariantCulture, $"Delivered-To: {recipient.Address}\n");
        var from = message.Client is { } client ? $"from {message.Helo} ([{client}])\n\t" : "";
        lines.Append(CultureInfo.InvariantCulture, $"Received: {from}by {host} with {Protocol(message)} id {message.Id};\n");
        var zone = message.At.Offset < TimeSpan.Zero ? '-' : '+';
        lines.Append(CultureInfo.InvariantCulture, $"\t{message.At:ddd, d MMM yyyy HH:mm:ss} {zone}{message.At.Offset:hhmm}\n");
        return Encoding.UTF8.GetBytes(lines.ToString());
    }

    /// <summary>RFC 3848 and 6531 4.3.</summary>
    private static string Protocol(PracticeMessage message) =>
        (message.Parameters.SmtpUtf8 ? "UTF8SMTP" : "ESMTP") + (message.Tls ? "S" : "") + (message.User is null ? "" : "A");

    private static byte[] WithoutReturns(ReadOnlySpan<byte> content)
    {
        var result = new byte[content.Length];
        var length = 0;
        for (var i = 0; i < content.Length; i++)
            if (content[i] != '\r' || i + 1 >= content.Length || content[i + 1] != '\n')
                result[length++] = content[i];
        return result[..length];
    }
}

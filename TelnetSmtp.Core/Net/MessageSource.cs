// A message to be sent: a file, or octets made here, looked through once before the first octet goes (size, lines, what a server may refuse). Read in
// portions, so that memory does not grow with the file. Refuses what is no regular file: a pipe or a device has no size to be said before.
using TelnetSmtp.Core.Languages;
using TelnetSmtp.Core.Prompt;
using TelnetSmtp.Core.Records;
using TelnetSmtp.Core.Smtp;

namespace TelnetSmtp.Core.Net;

internal sealed class MessageSource : IDisposable
{
    private const int SurveyOctets = 256 * 1024;

    private readonly Stream _stream;

    private MessageSource(string name, Stream stream, MessageFigures figures, LocalizedText? failure) => (Name, _stream, Figures, Failure) = (name, stream, figures, failure);

    /// <summary>The file's name without its folder.</summary>
    public string Name { get; }

    public MessageFigures Figures { get; }

    /// <summary>Why it cannot be sent, one line; null where it can.</summary>
    public LocalizedText? Failure { get; }

    /// <summary>Opens and surveys a file; what is wrong with it stands in <see cref="Failure"/>.</summary>
    public static Task<MessageSource> OpenAsync(string file, CancellationToken cancel) => Task.Run(async () =>
    {
        try
        {
            if (Directory.Exists(file)) return Failed(file, new("it is a folder", "es ist ein Ordner"));
            var attributes = File.GetAttributes(file);
            if (!OperatingSystem.IsWindows() && !attributes.HasFlag(FileAttributes.Normal) && new FileInfo(file).UnixFileMode == UnixFileMode.None)
                return Failed(file, new("you may not read it", "Sie dürfen sie nicht lesen"));
            var stream = await FileOpening.OpenAsync(file, FileOpening.Reading, cancel).ConfigureAwait(false);
            if (stream.CanSeek) return await SurveyAsync(Path.GetFileName(file), stream, cancel).ConfigureAwait(false);
            await stream.DisposeAsync().ConfigureAwait(false);
            return Failed(file, new("it is no regular file", "sie ist keine gewöhnliche Datei"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or OperationCanceledException)
        {
            return Failed(file, Reason(e));
        }
    }, CancellationToken.None); // it answers even where it is cancelled before it begins

    /// <summary>A message made here.</summary>
    public static Task<MessageSource> InMemoryAsync(string name, byte[] message) => SurveyAsync(name, new MemoryStream(message, writable: false), CancellationToken.None);

    /// <summary>Reads the next portion; 0 at the end.</summary>
    public ValueTask<int> ReadAsync(Memory<byte> octets, CancellationToken cancel) => _stream.ReadAsync(octets, cancel);

    public void Dispose() => _stream.Dispose();

    /// <summary>What went wrong with a file, in a few words.</summary>
    internal static LocalizedText Reason(Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => new("there is no such file", "diese Datei gibt es nicht"),
        UnauthorizedAccessException => new("you may not read it", "Sie dürfen sie nicht lesen"),
        OperationCanceledException => new("cancelled", "abgebrochen"),
        _ => new(e.Message, e.Message),
    };

    private static async Task<MessageSource> SurveyAsync(string name, Stream stream, CancellationToken cancel)
    {
        try
        {
            var survey = new MessageSurvey();
            var portion = new byte[SurveyOctets];
            int count;
            while ((count = await stream.ReadAsync(portion, cancel).ConfigureAwait(false)) > 0) survey.Push(portion.AsSpan(0, count));
            stream.Position = 0;
            return new MessageSource(PromptText.Quoted(name), stream, survey.Finish(), null);
        }
        catch
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static MessageSource Failed(string file, LocalizedText why) => new(file, Stream.Null, default, new(
        $"Cannot send {PromptText.Quoted(file)}: {why.En}. Give a message file that can be read.",
        $"{PromptText.Quoted(file)} lässt sich nicht senden: {why.De}. Geben Sie eine lesbare Nachrichtendatei an."));
}

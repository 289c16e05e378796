// Reads one small text over HTTPS, as RFC 8461 3.3 asks of a sender that reads an MTA-STS policy: certificate checked, no redirect, no cache, a limit of size and
// time. The addresses are those that the caller found, so that the test asks one DNS only. Refuses plain HTTP.
using System.Collections.Immutable;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using TelnetSmtp.Core.Checks;

namespace TelnetSmtp.Core.Net;

internal static class PolicyFetch
{
    /// <summary>RFC 8461 3.3 proposes a minute; nobody at a screen waits that long for one line of many.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    /// <summary>The text, or why there is none, in the system's words.</summary>
    /// <param name="address">An <c>https:</c> address.</param>
    /// <param name="hosts">The addresses of its host.</param>
    /// <param name="sizeLimit">In octets.</param>
    /// <param name="time">The clock that the limit runs by.</param>
    /// <param name="logger">Diagnostics.</param>
    /// <param name="cancel">Cancels.</param>
    /// <param name="trust">Whom to trust; null: whom the system trusts.</param>
    public static async Task<FetchedText> GetAsync(Uri address, ImmutableArray<IPAddress> hosts, int sizeLimit, TimeProvider time, ILogger logger, CancellationToken cancel,
        RemoteCertificateValidationCallback? trust = null)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        using var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = trust },
            ConnectCallback = (context, stop) => ConnectAsync([.. hosts], context.DnsEndPoint.Port, stop),
        };
        using var client = new HttpClient(handler) { MaxResponseContentBufferSize = sizeLimit };
        try
        {
            using var response = await client.GetAsync(address, either.Token).ConfigureAwait(false);
            if (response.StatusCode != HttpStatusCode.OK)
                return new FetchedText(null, $"HTTP {(int)response.StatusCode}");
            if (response.Content.Headers.ContentType?.MediaType is not "text/plain" and var type)
                return new FetchedText(null, $"Content-Type: {type}");
            return new FetchedText(Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false)), "");
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
        {
            cancel.ThrowIfCancellationRequested();
            logger.PolicyUnread(e);
            return new FetchedText(null, (e.InnerException ?? e).Message.TrimEnd('.'));
        }
    }

    private static async ValueTask<Stream> ConnectAsync(IPAddress[] hosts, int port, CancellationToken cancel)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(hosts, port, cancel).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

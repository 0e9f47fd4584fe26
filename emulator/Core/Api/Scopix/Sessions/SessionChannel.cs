using System.Net.WebSockets;
using Scopix.Emulator.Api.Scopix.DirectUploads;
using Scopix.Emulator.Engine;
using Scopix.Emulator.Http;

namespace Scopix.Emulator.Api.Scopix.Sessions;

/// <summary>
/// The channel <c>batch.{session_id}</c> as a WebSocket (documented is its name alone; address and messages are ours: assumed).
/// On connecting and at every change it sends <c>{"type","channel","session"}</c> with what sessions.status shows; the last
/// one has the type <c>completed</c>, and the connection is closed.
/// </summary>
internal sealed class SessionChannel(IHostApplicationLifetime lifetime, DirectUploadProgress uploadProgress)
{
    /// <summary>Storage is asked at every so many looks whether the bytes of a direct upload have arrived.</summary>
    private const int StorageCheckInterval = 10;

    private const string ChannelPrefix = "batch.";

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    /// <summary>The route table.</summary>
    public void Map(IEndpointRouteBuilder api) => api.MapOperation("sessions.channel", "GET", "/ws", Subscribe, Evidence.Assumed);

    private async Task<ApiResponse> Subscribe(RequestContext context)
    {
        var channel = context.Query.Text("channel", 100)
            ?? throw ApiError.Invalid("channel", $"is required: {ChannelPrefix}{{session_id}}", "query");
        if (!channel.StartsWith(ChannelPrefix, StringComparison.Ordinal))
            throw ApiError.Invalid("channel", $"must be {ChannelPrefix}{{session_id}}", "query");
        var id = RequestParameters.ParseUuid("channel", channel[ChannelPrefix.Length..], "query");
        context.Tenant.Read(transaction => SessionStore.Get(transaction, id));
        if (!context.Http.WebSockets.IsWebSocketRequest) throw ApiError.BadRequest("This is a WebSocket: connect with ws://");

        using var socket = await context.Http.WebSockets.AcceptWebSocketAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.Cancel, lifetime.ApplicationStopping);
        var listening = WaitForCloseAsync(socket, stop);
        await SendProgressAsync(context.Tenant, socket, id, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return ApiResponse.AlreadySent;
    }

    /// <summary>Tells every change until the session is over; then says good-bye.</summary>
    private async Task SendProgressAsync(TenantState tenant, WebSocket socket, string id, CancellationToken cancel)
    {
        byte[]? said = null;
        var seen = tenant.Read(transaction => SessionStore.Get(transaction, id));
        for (var look = 0; ; look++)
        {
            if (look % StorageCheckInterval == 0 && seen.Status == "pending")
                seen = (await uploadProgress.RefreshAsync(tenant, [seen], cancel))[0];
            var progress = tenant.Read(
                transaction => SessionsApi.GetProgress(transaction, SessionStore.Get(transaction, id).WithStorageProgress(seen)));
            var ended = progress.Status is not ("pending" or "uploading" or "processing");
            var message = JsonSerializer.SerializeToUtf8Bytes(
                new SessionChannelMessage(ended ? "completed" : "progress", ChannelPrefix + id, progress),
                ScopixJsonContext.Shared.SessionChannelMessage);
            if (said is null || !message.AsSpan().SequenceEqual(said))
                await socket.SendAsync(message, WebSocketMessageType.Text, true, cancel);
            if (ended) break;
            said = message;
            await Task.Delay(PollInterval, TimeProvider.System, cancel);
        }
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "The session is over", cancel);
    }

    /// <summary>What the client sends is passed over; when it goes, so do we.</summary>
    private static async Task WaitForCloseAsync(WebSocket socket, CancellationTokenSource stop)
    {
        var buffer = new byte[1024];
        try
        {
            while ((await socket.ReceiveAsync(buffer.AsMemory(), stop.Token)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        finally
        {
            await stop.CancelAsync();
        }
    }
}

/// <summary>A message of the channel.</summary>
/// <param name="Type"><c>progress</c>, or <c>completed</c> when nothing will change any more.</param>
/// <param name="Channel"><c>batch.{session_id}</c>.</param>
/// <param name="Session">As sessions.status shows it.</param>
internal sealed record SessionChannelMessage(string Type, string Channel, SessionStatusResponse Session);

using System.Net.WebSockets;
using Scopix.Emulator.Api.Scopix.DirectUploads;

namespace Scopix.Emulator.Api.Scopix.Sessions;

/// <summary>
/// The channel <c>batch.{session_id}</c> as a WebSocket (only its name is documented; the address and the messages are assumed).
/// It sends <c>{"type","channel","session"}</c>, with the session as in sessions.status, on connecting and at every change. The last
/// message has the type <c>completed</c>; then the connection is closed.
/// </summary>
internal sealed class SessionChannel(IHostApplicationLifetime lifetime, DirectUploadProgress uploadProgress)
{
    /// <summary>Every how many polls the storage is checked for the bytes of a direct upload.</summary>
    private const int StorageCheckInterval = 10;

    private const string ChannelPrefix = "batch.";

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    public void Map(IEndpointRouteBuilder api) => api.MapOperation(
        "sessions.channel", "GET|CONNECT", "/ws", Subscribe, Evidence.Assumed); // HTTP/2 opens a WebSocket with CONNECT

    private async Task<ApiResponse> Subscribe(RequestContext context)
    {
        var channel = context.Query.Text("channel", 100)
            ?? throw ApiError.Invalid("channel", $"is required: {ChannelPrefix}{{session_id}}", "query");
        if (!channel.StartsWith(ChannelPrefix, StringComparison.Ordinal))
            throw ApiError.Invalid("channel", $"must be {ChannelPrefix}{{session_id}}", "query");
        var id = RequestParameters.ParseUuid("channel", channel[ChannelPrefix.Length..], "query");
        context.Tenant.Read(transaction => SessionStore.Get(transaction, id));
        if (!context.Http.WebSockets.IsWebSocketRequest) throw ApiError.BadRequest("This is a WebSocket: connect with ws:// or wss://");

        using var socket = await context.Http.WebSockets.AcceptWebSocketAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.Cancel, lifetime.ApplicationStopping);
        var listening = WaitForCloseAsync(socket, stop);
        await SendProgressAsync(context.Tenant, socket, id, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return ApiResponse.AlreadySent;
    }

    /// <summary>Sends every change until the session has ended; then closes the connection.</summary>
    private async Task SendProgressAsync(TenantState tenant, WebSocket socket, string id, CancellationToken cancel)
    {
        byte[]? lastMessage = null;
        var session = tenant.Read(transaction => SessionStore.Get(transaction, id));
        for (var poll = 0; ; poll++)
        {
            if (poll % StorageCheckInterval == 0 && session.Status == "pending")
                session = (await uploadProgress.RefreshAsync(tenant, [session], cancel))[0];
            var progress = tenant.Read(
                transaction => SessionsApi.GetProgress(transaction, SessionStore.Get(transaction, id).WithStorageProgress(session)));
            var ended = progress.Status is not ("pending" or "uploading" or "processing");
            var message = JsonSerializer.SerializeToUtf8Bytes(
                new SessionChannelMessage(ended ? "completed" : "progress", ChannelPrefix + id, progress),
                ScopixJsonContext.Shared.SessionChannelMessage);
            if (lastMessage is null || !message.AsSpan().SequenceEqual(lastMessage))
                await socket.SendAsync(message, WebSocketMessageType.Text, true, cancel);
            if (ended) break;
            lastMessage = message;
            await Task.Delay(PollInterval, TimeProvider.System, cancel);
        }
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "The session is over", cancel);
    }

    /// <summary>Ignores what the client sends, and cancels <paramref name="stop"/> when the client disconnects.</summary>
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
/// <param name="Type"><c>progress</c>, or <c>completed</c> in the last message.</param>
/// <param name="Session">As sessions.status shows it.</param>
internal sealed record SessionChannelMessage(string Type, string Channel, SessionStatusResponse Session);

using System.Net.WebSockets;
using Scopix.Emulator.DirectUploads;
using Scopix.Emulator.Http;
using Scopix.Emulator.State;

namespace Scopix.Emulator.Sessions;

/// <summary>
/// The channel <c>batch.{session_id}</c> as a WebSocket (documented is its name alone; address and messages are ours: assumed).
/// On connecting and at every change it sends <c>{"type","channel","session"}</c> with what sessions.status shows; the last
/// one has the type <c>completed</c>, and the connection is closed.
/// </summary>
public sealed class SessionChannel(IHostApplicationLifetime lifetime, Arrivals arrivals)
{
    /// <summary>Storage is asked at every so many looks whether the bytes of a direct upload have arrived.</summary>
    private const int LooksAtStorage = 10;

    private const string Prefix = "batch.";

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);

    /// <summary>The route table.</summary>
    public void Map(IEndpointRouteBuilder api) => api.Operation("sessions.channel", "GET", "/ws", Subscribe, Evidence.Assumed);

    private async Task<Answer> Subscribe(Call call)
    {
        var channel = call.Query.Text("channel", 100) ?? throw ApiError.Invalid("channel", $"is required: {Prefix}{{session_id}}", "query");
        if (!channel.StartsWith(Prefix, StringComparison.Ordinal)) throw ApiError.Invalid("channel", $"must be {Prefix}{{session_id}}", "query");
        var id = Inputs.AsUuid("channel", channel[Prefix.Length..], "query");
        call.World.Read(turn => SessionStore.Get(turn, id));
        if (!call.Http.WebSockets.IsWebSocketRequest) throw ApiError.BadRequest("This is a WebSocket: connect with ws://");

        using var socket = await call.Http.WebSockets.AcceptWebSocketAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(call.Cancel, lifetime.ApplicationStopping);
        var listening = ListenAsync(socket, stop);
        await TellAsync(call.World, socket, id, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return Answer.Sent;
    }

    /// <summary>Tells every change until the session is over; then says good-bye.</summary>
    private async Task TellAsync(World world, WebSocket socket, string id, CancellationToken cancel)
    {
        byte[]? said = null;
        var seen = world.Read(turn => SessionStore.Get(turn, id));
        for (var look = 0; ; look++)
        {
            if (look % LooksAtStorage == 0 && seen.Status == "pending") seen = (await arrivals.SeenAsync(world, [seen], cancel))[0];
            var progress = world.Read(turn => SessionsApi.Progress(turn, SessionStore.Get(turn, id).As(seen)));
            var ended = progress.Status is not ("pending" or "uploading" or "processing");
            var message = JsonSerializer.SerializeToUtf8Bytes(
                new ChannelMessage(ended ? "completed" : "progress", Prefix + id, progress), WireJson.Wire.ChannelMessage);
            if (said is null || !message.AsSpan().SequenceEqual(said)) await socket.SendAsync(message, WebSocketMessageType.Text, true, cancel);
            if (ended) break;
            said = message;
            await Task.Delay(Pace, TimeProvider.System, cancel);
        }
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "The session is over", cancel);
    }

    /// <summary>What the client sends is passed over; when it goes, so do we.</summary>
    private static async Task ListenAsync(WebSocket socket, CancellationTokenSource stop)
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
public sealed record ChannelMessage(string Type, string Channel, SessionProgress Session);

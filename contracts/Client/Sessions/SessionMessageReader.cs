using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Scopix.Client;

/// <summary>A message of a session's channel.</summary>
public sealed record SessionMessage : ScopixRecord
{
    /// <summary><c>progress</c>, or <c>completed</c> when the state is final.</summary>
    public string Type { get; init => field = value ?? ""; } = "";

    /// <summary><c>batch.{session_id}</c>.</summary>
    public string Channel { get; init => field = value ?? ""; } = "";

    public SessionStatus Session { get; init => field = value ?? new(); } = new();
}

/// <summary>Reads the channel <c>batch.{session_id}</c> over a WebSocket.</summary>
internal static class SessionMessageReader
{
    private const int MaxMessageBytes = 1 << 20;

    public static async IAsyncEnumerable<SessionMessage> ReadMessagesAsync(
        HttpSender transport, string sessionId, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var socket = await ConnectAsync(transport, new RequestPath("/ws").Add("channel", "batch." + sessionId).ToString(), cancel);
        while (await ReadNextAsync(socket, cancel) is { } message) yield return message;
    }

    private static async Task<ClientWebSocket> ConnectAsync(HttpSender transport, string path, CancellationToken cancel)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", transport.Authorization.ToString());
        socket.Options.CollectHttpResponseDetails = true;
        try
        {
            await socket.ConnectAsync(new Uri("ws" + transport.Origin["http".Length..] + path), transport.Invoker, cancel);
            return socket;
        }
        catch (WebSocketException refused)
        {
            using var response = new HttpResponseMessage(socket.HttpStatusCode);
            socket.Dispose();
            if ((int)response.StatusCode < 400)
                throw new ScopixConnectionException("The channel cannot be opened: " + refused.Message, refused);
            throw await ErrorDetails.ReadExceptionAsync(response, transport.Options.TimeProvider.GetUtcNow(), cancel);
        }
    }

    /// <summary>Reads the next message; null when the channel is closed.</summary>
    private static async Task<SessionMessage?> ReadNextAsync(ClientWebSocket socket, CancellationToken cancel)
    {
        using var message = new MemoryStream();
        var buffer = new byte[16 * 1024];
        try
        {
            for (ValueWebSocketReceiveResult received; ;)
            {
                received = await socket.ReceiveAsync(buffer.AsMemory(), cancel);
                if (received.MessageType == WebSocketMessageType.Close) return null;
                message.Write(buffer, 0, received.Count);
                if (message.Length > MaxMessageBytes)
                    throw new UnexpectedResponseException("A message of the channel is longer than 1 MB.");
                if (received.EndOfMessage)
                    return JsonSerializer.Deserialize(message.GetBuffer().AsSpan(0, (int)message.Length),
                        ClientJson.Default.SessionMessage);
            }
        }
        catch (WebSocketException exception)
        {
            throw new ScopixConnectionException("The connection of the channel was lost: " + exception.Message, exception);
        }
        catch (JsonException exception)
        {
            throw new UnexpectedResponseException("A message of the channel is not the expected JSON.", exception);
        }
    }
}

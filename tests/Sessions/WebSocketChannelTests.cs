using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Sessions;

public sealed class WebSocketChannelTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Progress_is_pushed_as_stages_are_revealed_when_the_clock_is_advanced(bool keyInHeader)
    {
        await using var api = await TestApi.StartAsync(options => options with { Pipeline = PipelineMode.Quick });
        await api.FreezeAsync("2026-03-01T12:00:00Z");
        var session = (await api.UploadBatchAsync([(Samples.Photo(1), "a.jpg"), (Samples.Note(), "b.txt")]))["session_id"].GetString();
        using var socket = new ClientWebSocket();
        if (keyInHeader) socket.Options.SetRequestHeader("Authorization", "Bearer " + api.Key);
        await socket
            .ConnectAsync(GetAddress(api, $"channel=batch.{session}" + (keyInHeader ? "" : "&api_key=" + api.Key)),
                TestContext.Current.CancellationToken);

        var first = await ReceiveMessageAsync(socket);
        await api.AdvanceAsync(TimeSpan.FromMilliseconds(400));
        var second = await ReceiveMessageAsync(socket);
        await api.AdvanceAsync(TimeSpan.FromSeconds(10));
        var last = await ReceiveMessageAsync(socket);
        var end = await ReceiveMessageAsync(socket);

        (first!.Value.GetProperty("type").GetString(), GetCompletedCount(first)).Should().Be(("progress", 0));
        first.Value.GetProperty("channel").GetString().Should().Be($"batch.{session}");
        (second!.Value.GetProperty("type").GetString(), GetCompletedCount(second)).Should().Be(("progress", 1));
        (last!.Value.GetProperty("type").GetString(), GetCompletedCount(last),
            last.Value.GetProperty("session").GetProperty("status").GetString())
            .Should().Be(("completed", 2, "completed"));
        end.Should().BeNull();
        socket.CloseStatus.Should().Be(WebSocketCloseStatus.NormalClosure);
    }

    [Theory]
    [InlineData("channel=batch.00000000-0000-4000-8000-000000000000", 404, null)]
    [InlineData("channel=batch.x", 422, "channel")]
    [InlineData("channel=files.x", 422, "channel")]
    [InlineData("", 422, "channel")]
    public async Task An_invalid_channel_request_is_refused_in_the_error_envelope(string query, int status, string? field)
    {
        await using var api = await TestApi.StartAsync();

        (await api.GetAsync($"/api/v2/ws?{query}")).ShouldFail(status, status == 404 ? "HTTP_404" : "VALIDATION_ERROR", field);
    }

    [Fact]
    public async Task A_plain_request_another_tenant_and_a_client_without_a_key_get_no_channel()
    {
        await using var api = await TestApi.StartAsync();
        var session = (await api.UploadBatchAsync([(Samples.Photo(1), "a.jpg")]))["session_id"].GetString();

        (await api.GetAsync($"/api/v2/ws?channel=batch.{session}")).ShouldFail(400, "HTTP_400");
        (await api.WithKey(TestApi.CreateKey(1)).GetAsync($"/api/v2/ws?channel=batch.{session}")).ShouldFail(404, "HTTP_404");
        (await api.WithKey(null).GetAsync($"/api/v2/ws?channel=batch.{session}&api_key={api.Key}")).ShouldFail(401, "INVALID_API_KEY");
    }

    [Fact]
    public async Task An_open_channel_does_not_delay_the_shutdown_of_the_emulator()
    {
        using var socket = new ClientWebSocket();
        await using (var api = await TestApi.StartAsync(options => options with { Pipeline = PipelineMode.Manual }))
        {
            var session = (await api.UploadBatchAsync([(Samples.Photo(1), "a.jpg")]))["session_id"].GetString();
            await socket.ConnectAsync(GetAddress(api, $"channel=batch.{session}&api_key={api.Key}"), TestContext.Current.CancellationToken);
            (await ReceiveMessageAsync(socket)).Should().NotBeNull();
        }

        var end = () => ReceiveMessageAsync(socket);
        await end.Should().ThrowAsync<WebSocketException>();
    }

    private static int GetCompletedCount(JsonElement? message) => message!.Value.GetProperty("session").GetProperty("completed_files")
        .GetInt32();

    private static Uri GetAddress(TestApi api, string query) => new($"ws://{api.Http.BaseAddress!.Authority}/api/v2/ws?{query}");

    private static async Task<JsonElement?> ReceiveMessageAsync(ClientWebSocket socket)
    {
        var buffer = new byte[64 * 1024];
        var length = 0;
        while (true)
        {
            var piece = await socket.ReceiveAsync(buffer.AsMemory(length), TestContext.Current.CancellationToken);
            if (piece.MessageType == WebSocketMessageType.Close) return null;
            length += piece.Count;
            if (piece.EndOfMessage) return JsonDocument.Parse(Encoding.UTF8.GetString(buffer, 0, length)).RootElement;
        }
    }
}

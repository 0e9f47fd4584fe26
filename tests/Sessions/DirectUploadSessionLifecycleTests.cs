using System.Net.WebSockets;
using System.Text.Json;
using FluentAssertions;
using Microsoft.Data.Sqlite;
using Scopix.Emulator.Tests.DirectUploads;
using Scopix.Emulator.Tests.Snapshots;
using Xunit;

namespace Scopix.Emulator.Tests.Sessions;

/// <summary>The session of a direct upload after restarts, restores, resets and purges, and the messages on its channel.</summary>
public sealed class DirectUploadSessionLifecycleTests
{
    [Fact]
    public async Task A_session_continues_after_a_restart()
    {
        using var folder = new DataDirectory();
        JsonElement upload;
        await using (var api = await StartAsync(folder))
            upload = await api.CreateIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo()));

        await using var again = await StartAsync(folder);
        var before = await GetStatusAsync(again, upload);
        await again.AdvanceAsync(TimeSpan.FromMinutes(11));

        before.Should().Be("pending");
        (await GetStatusAsync(again, upload)).Should().Be("expired");
    }

    [Fact]
    public async Task An_upload_that_an_earlier_build_began_is_completed_without_a_session()
    {
        using var folder = new DataDirectory();
        JsonElement upload;
        await using (var api = await StartAsync(folder))
            upload = await api.CreateIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo()));
        ExecuteSql(folder, "DELETE FROM session_items; DELETE FROM sessions");

        await using var again = await StartAsync(folder);
        await PutAsync(again, upload);
        var completed = await again.CompleteAsync(upload);

        completed.Status.Should().Be(202);
        (await again.GetUploadStatusAsync(completed.Json.Text("file_id")!)).Json.Text("session_id").Should().BeNull();
        (await again.GetSessionAsync(upload.Text("upload_id")!)).Status.Should().Be(404);
    }

    [Fact]
    public async Task A_branch_whose_uploads_are_lost_has_failed_sessions()
    {
        await using var api = await TestApi.StartAsync();
        var upload = await api.CreateAndSendAsync(Samples.Photo());
        await api.SaveSnapshotAsync("start");

        await api.PostAsync($"{SnapshotRequests.SnapshotsPath}/start/branch", new { key = TestApi.CreateKey(1) });

        (await GetStatusAsync(api.WithKey(TestApi.CreateKey(1)), upload)).Should().Be("failed");
        (await GetStatusAsync(api, upload)).Should().Be("uploading");
    }

    [Fact]
    public async Task A_restored_session_has_its_former_state()
    {
        await using var api = await TestApi.StartAsync();
        var upload = await api.CreateAndSendAsync(Samples.Photo());
        await api.SaveSnapshotAsync("start");
        await api.CompleteAsync(upload);

        await api.RestoreSnapshotAsync("start");

        (await GetStatusAsync(api, upload)).Should().Be("uploading");
        (await api.CompleteAsync(upload)).Status.Should().Be(202);
        (await GetStatusAsync(api, upload)).Should().Be("completed");
    }

    [Fact]
    public async Task A_reset_removes_the_session()
    {
        await using var api = await TestApi.StartAsync();
        var upload = await api.CreateIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo()));

        await api.PostAsync("/_emulator/reset");

        (await api.GetSessionAsync(upload.Text("upload_id")!)).Status.Should().Be(404);
    }

    [Fact]
    public async Task A_session_whose_unfinished_file_is_purged_ends()
    {
        await using var api = await TestApi.StartAsync(options => options with { Pipeline = PipelineMode.Manual });
        var upload = await api.CreateAndSendAsync(Samples.Photo());
        var file = (await api.CompleteAsync(upload)).Json.Text("file_id");
        await api.DeleteAsync($"/api/v2/files/{file}");

        await api.AdvanceAsync(TimeSpan.FromDays(31));

        (await GetStatusAsync(api, upload)).Should().Be("failed");
    }

    [Fact]
    public async Task The_channel_reports_the_arrival_of_bytes_and_the_final_status()
    {
        await using var api = await TestApi.StartAsync();
        var upload = await api.CreateIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo()));
        using var socket = new ClientWebSocket();
        var channel = $"/api/v2/ws?channel=batch.{upload.Text("upload_id")}&api_key={api.Key}";
        var address = new Uri(new UriBuilder(api.Http.BaseAddress!) { Scheme = "ws" }.Uri, channel);
        await socket.ConnectAsync(address, TestContext.Current.CancellationToken);

        var statuses = new List<string?> { await ReceiveStatusAsync(socket) };
        await DirectUploadRequests.PutAsync(upload, Samples.Photo());
        statuses.Add(await ReceiveStatusAsync(socket));
        await api.CompleteAsync(upload);
        statuses.Add(await ReceiveStatusAsync(socket));

        statuses.Should().Equal("progress pending", "progress uploading", "completed completed");
    }

    private static Task<TestApi> StartAsync(DataDirectory folder) => TestApi.StartAsync(options => options with { Data = folder.Location });

    private static async Task<string?> GetStatusAsync(TestApi api, JsonElement upload) =>
        (await api.GetSessionAsync(upload.Text("upload_id")!)).Json.Text("status");

    /// <summary>The URL has the port of the emulator that signed it. After a restart the port differs, so the Host header is set.</summary>
    private static async Task PutAsync(TestApi api, JsonElement upload)
    {
        var signed = new Uri(upload.Text("presigned_url")!);
        var headers = upload.GetProperty("headers").EnumerateObject().ToDictionary(h => h.Name, h => h.Value.GetString()!);
        headers["Host"] = signed.Authority;
        var put = await DirectUploadRequests
            .PutAsync(new Uri(api.Http.BaseAddress!, signed.PathAndQuery).ToString(), Samples.Photo(), headers);
        put.Status.Should().Be(200, put.Text);
    }

    private static void ExecuteSql(DataDirectory folder, string sql)
    {
        var file = Directory.EnumerateFiles(Path.Combine(folder.Location, "tenants"), "*.db").Single();
        using var db = new SqliteConnection($"Data Source={file};Pooling=False");
        db.Open();
        using var command = db.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static async Task<string?> ReceiveStatusAsync(ClientWebSocket socket)
    {
        var buffer = new byte[64 * 1024];
        var received = await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
        if (received.MessageType == WebSocketMessageType.Close) return null;
        var message = JsonDocument.Parse(buffer.AsMemory(0, received.Count)).RootElement;
        return $"{message.GetProperty("type").GetString()} {message.GetProperty("session").GetProperty("status").GetString()}";
    }
}

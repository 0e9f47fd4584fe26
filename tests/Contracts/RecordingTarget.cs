using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json;
using FluentAssertions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Scopix.Emulator.Tests.Contracts;

/// <summary>
/// An emulator that plays the live service and records methods, paths and direct uploads.
/// </summary>
internal sealed class RecordingTarget : IAsyncDisposable
{
    private readonly ScopixEmulator _emulator;
    private readonly ConcurrentQueue<(string Method, string Path)> _requests;
    private readonly ConcurrentQueue<(string Key, string Id)> _intents;
    private readonly UploadGate _gate;

    private RecordingTarget(ScopixEmulator emulator, RequestRecorder recorder) =>
        (_emulator, _requests, _intents, _gate) = (emulator, recorder.Requests, recorder.Intents, recorder.Gate);

    /// <summary>The address the emulator listens on.</summary>
    public Uri Address => _emulator.BaseAddress;

    /// <summary>The requests received.</summary>
    public IReadOnlyCollection<(string Method, string Path)> Requests => _requests;

    /// <summary>Starts the emulator on a free port.</summary>
    public static async Task<RecordingTarget> StartAsync()
    {
        var recorder = new RequestRecorder();
        var emulator = await ScopixEmulator.StartAsync(
            new EmulatorOptions { Port = 0, Previews = false },
            host => host.ConfigureServices(s => s.AddSingleton<IStartupFilter>(recorder)));
        return new(emulator, recorder);
    }

    /// <summary>Completes when an upload waits at the gate.</summary>
    public Task UploadHeld => _gate.Held.Task;

    /// <summary>Lets this many uploads pass; further ones wait for <see cref="ReleaseUploads"/>.</summary>
    public void HoldUploadsAfter(int count) => _gate.Passing = count;

    /// <summary>Lets all uploads pass.</summary>
    public void ReleaseUploads() => _gate.Released.TrySetResult();

    /// <summary>Counts the files of a tenant.</summary>
    public Task<int> CountFilesAsync(string key) => CountAsync(key, "files?limit=1");

    /// <summary>Fails unless both tenants have no file, no folder, no open direct upload and one project.</summary>
    public async Task ShouldBeUnchangedAsync()
    {
        foreach (var key in (string[])[ContractSuiteProcess.Key, ContractSuiteProcess.OtherKey])
        {
            (await CountFilesAsync(key)).Should().Be(0, "{0} has no file left", key);
            (await CountAsync(key, "folders")).Should().Be(0, "{0} has no folder left", key);
            (await CountAsync(key, "projects")).Should().Be(1, "{0} has only the Default project left", key);
        }

        foreach (var (key, id) in _intents.Distinct())
            (await GetAsync(key, $"files/direct-uploads/{id}")).GetProperty("status").GetString().Should().BeOneOf("COMPLETED", "FAILED");
    }

    /// <summary>The number of direct uploads that were created.</summary>
    public int IntentCount => _intents.Distinct().Count();

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();

    private async Task<int> CountAsync(string key, string path) => (await GetAsync(key, path)).GetProperty("total_count").GetInt32();

    private async Task<JsonElement> GetAsync(string key, string path)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var body = JsonDocument.Parse(await http.GetStringAsync(new Uri(Address, "/api/v2/" + path)));
        return body.RootElement.Clone();
    }

    private sealed class RequestRecorder : IStartupFilter
    {
        public ConcurrentQueue<(string Method, string Path)> Requests { get; } = new();

        public ConcurrentQueue<(string Key, string Id)> Intents { get; } = new();

        public UploadGate Gate { get; } = new();

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(RecordAsync);
            next(app);
        };

        private async Task RecordAsync(HttpContext context, RequestDelegate next)
        {
            Requests.Enqueue((context.Request.Method, context.Request.Path));
            if (context.Request.Method == "POST" && context.Request.Path == "/api/v2/files/upload") await Gate.PassAsync();
            if (context.Request.Method != "POST" || context.Request.Path != "/api/v2/files/direct-uploads")
            {
                await next(context);
                return;
            }

            var (originalBody, buffer) = (context.Response.Body, new MemoryStream());
            context.Response.Body = buffer;
            await next(context);
            if (context.Response.StatusCode == 201) RecordIntent(context, buffer);
            buffer.Position = 0;
            await buffer.CopyToAsync(originalBody);
        }

        private void RecordIntent(HttpContext context, MemoryStream buffer)
        {
            using var body = JsonDocument.Parse(buffer.ToArray());
            Intents.Enqueue(
                (context.Request.Headers.Authorization.ToString()["Bearer ".Length..],
                    body.RootElement.GetProperty("upload_id").GetString()!));
        }
    }

    private sealed class UploadGate
    {
        private int _uploads;

        public int Passing { get; set; } = int.MaxValue;

        public TaskCompletionSource Held { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Released { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task PassAsync()
        {
            if (Interlocked.Increment(ref _uploads) <= Passing) return Task.CompletedTask;
            Held.TrySetResult();
            return Released.Task;
        }
    }
}

using System.Collections.Concurrent;
using EmulatorInProcess = Scopix.Emulator.Emulator;
using EmulatorOptions = Scopix.Emulator.EmulatorOptions;

namespace Scopix.Contracts;

/// <summary>
/// The server under test: the one SCOPIX_BASE_URL and SCOPIX_API_KEY name, else an emulator started in this process.
/// It removes at the end what the run has made.
/// </summary>
public sealed class Target : IAsyncLifetime
{
    private readonly ConcurrentQueue<string> _files = new();
    private readonly ConcurrentQueue<string> _sessions = new();
    private readonly ConcurrentDictionary<string, bool> _directUploads = new();
    private readonly Lazy<Task<EmulatorInProcess>> _studio = new(() => StartAsync(previews: true));
    private EmulatorInProcess? _emulator;
    private Uri _root = new("http://unset/");
    private string _key = "";

    /// <summary>Whether the target is a given one, to be treated with care, rather than our own emulator.</summary>
    public static bool IsLive { get; } = Setting("SCOPIX_BASE_URL") is not null;

    /// <summary>Whether a refuted assumption fails on a given target too.</summary>
    public static bool IsStrict { get; } = Setting("SCOPIX_CONTRACT_STRICT") == "1";

    /// <summary>Whether real expiries are waited for and large files sent.</summary>
    public static bool IsSlow { get; } = Setting("SCOPIX_CONTRACT_SLOW") == "1";

    /// <summary>Differs from run to run on a given target, so that no content is a duplicate of an earlier run's.</summary>
    public static string Run { get; } = IsLive ? Guid.NewGuid().ToString("N") : "in-process";

    /// <summary>The API with the target's key.</summary>
    public Api Api { get; private set; } = null!;

    /// <summary>The API without any key.</summary>
    public Api Anonymous => WithKey(null);

    /// <summary>Another tenant's API; skips the test where a given target has no second key.</summary>
    public Api Stranger => WithKey(IsLive
        ? Setting("SCOPIX_OTHER_API_KEY") ?? Skip("needs SCOPIX_OTHER_API_KEY")
        : "scopix_Stranger0anothertenantskey");

    /// <summary>
    /// The API for those who look at smaller pictures. In process it is another emulator's, because making pictures
    /// for everybody would take longer than all the rest of a run.
    /// </summary>
    public async Task<Api> PicturesAsync()
    {
        if (IsLive) return Api;
        var studio = await _studio.Value;
        return new(this, studio.BaseAddress, studio.ApiKey);
    }

    /// <summary>The API with another key, or none.</summary>
    public Api WithKey(string? key) => new(this, _root, key);

    /// <summary>Skips the running test, visibly.</summary>
    public static string Skip(string reason)
    {
        Report.AddSkip(reason);
        Assert.Skip(reason);
        return reason;
    }

    /// <summary>Skips the running test where writing is not allowed.</summary>
    public static void Writes()
    {
        if (IsLive && Setting("SCOPIX_CONTRACT_WRITE") != "1") Skip("writes; set SCOPIX_CONTRACT_WRITE=1 to allow it");
    }

    /// <summary>Has a file deleted at the end.</summary>
    public void Remember(string? fileId)
    {
        if (fileId is not null) _files.Enqueue(fileId);
    }

    /// <summary>Has a session's files deleted at the end.</summary>
    public void RememberSession(string sessionId) => _sessions.Enqueue(sessionId);

    /// <summary>Has a direct upload aborted at the end, unless it is closed by then.</summary>
    public void RememberDirectUpload(string uploadId, bool isOpen) => _directUploads[uploadId] = isOpen;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (IsLive)
        {
            var address = Setting("SCOPIX_BASE_URL")!.TrimEnd('/');
            _root = new(address.EndsWith("/api/v2", StringComparison.Ordinal) ? address[..^7] : address);
            _key = Setting("SCOPIX_API_KEY") ?? throw new InvalidOperationException("SCOPIX_BASE_URL is set, SCOPIX_API_KEY is not.");
        }
        else
        {
            _emulator = await StartAsync(previews: false);
            (_root, _key) = (_emulator.BaseAddress, _emulator.ApiKey);
        }

        Api = WithKey(_key);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (IsLive) await CleanUpAsync();
        Report.Write(_root.ToString());
        if (_emulator is not null) await _emulator.DisposeAsync();
        if (_studio.IsValueCreated) await (await _studio.Value).DisposeAsync();
    }

    private static Task<EmulatorInProcess> StartAsync(bool previews) =>
        EmulatorInProcess.StartAsync(new EmulatorOptions { Port = 0, Previews = previews });

    private async Task CleanUpAsync()
    {
        foreach (var (id, isOpen) in _directUploads)
            if (isOpen) await Api.DeleteAsync($"/files/direct-uploads/{id}?reason=contract");

        foreach (var session in _sessions)
        {
            var results = await Api.GetAsync($"/files/sessions/{session}/results?limit=500");
            if (results.Status != 200) continue;
            foreach (var id in results.Json.Each("results", "file_id")) Remember(id);
        }

        foreach (var some in _files.Distinct().Chunk(100)) await Api.PostAsync("/files/batch-delete", new { file_ids = some });
    }

    private static string? Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}

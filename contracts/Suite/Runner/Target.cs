using System.Runtime.InteropServices;
using Scopix.Emulator;
using EmulatorInProcess = Scopix.Emulator.ScopixEmulator;
using EmulatorOptions = Scopix.Emulator.EmulatorOptions;

namespace Scopix.Contracts;

/// <summary>
/// The server under test: the one SCOPIX_BASE_URL and SCOPIX_API_KEY name, else an emulator started in this process. For the
/// contracts of LlamaCloud, whose classes are named so, LLAMA_CLOUD_BASE_URL and LLAMA_CLOUD_API_KEY name another.
/// It removes at the end what the run has made.
/// </summary>
public sealed class Target : IAsyncLifetime
{
    private static int _unusableReported;

    private readonly CreatedResources _created = new();
    private readonly List<PosixSignalRegistration> _signals = [];
    private readonly Lazy<Task> _closing;
    private readonly Lazy<Task<EmulatorInProcess>> _withPreviews = new(() => StartEmulatorAsync(new() { Previews = true }));
    private readonly Lazy<Task<EmulatorInProcess>> _withLimits =
        new(() => StartEmulatorAsync(new() { Previews = false, EnforceLimits = true, Tier = Scopix.Emulator.Tier.Free }));
    private readonly Lazy<Task<EmulatorInProcess>> _withSmallExports =
        new(() => StartEmulatorAsync(new() { Previews = false, ExportRecords = 2 }));
    private EmulatorInProcess? _emulator;
    private Uri _root = new("http://unset/");
    private string? _key = "";
    private string? _unusableReason;

    public Target() => _closing = new(CloseAsync);

    private static readonly bool IsScopixLive = GetVariable("SCOPIX_BASE_URL") is not null;
    private static readonly bool IsLlamaLive = GetVariable("LLAMA_CLOUD_BASE_URL") is not null;

    /// <summary>Whether the running test's target is a given one, to be treated with care, rather than our own emulator.</summary>
    public static bool IsLive =>
        TestContext.Current.TestClass?.TestClassSimpleName.StartsWith("Llama", StringComparison.Ordinal) == true
            ? IsLlamaLive : IsScopixLive;

    /// <summary>Whether any target is a given one.</summary>
    public static bool IsAnyLive => IsScopixLive || IsLlamaLive;

    /// <summary>Whether a refuted assumption fails on a given target too.</summary>
    public static bool IsStrict { get; } = GetVariable("SCOPIX_CONTRACT_STRICT") == "1";

    /// <summary>Whether real expiries are waited for and large files sent.</summary>
    public static bool IsSlow { get; } = GetVariable("SCOPIX_CONTRACT_SLOW") == "1";

    /// <summary>Differs from run to run on a given target, so that no content is a duplicate of an earlier run's.</summary>
    public static string Run { get; } = IsAnyLive ? Guid.NewGuid().ToString("N") : "in-process";

    /// <summary>The API with the target's key; where the target is not to be used, the first test fails, the others are skipped.</summary>
    public ApiClient Api => WithKey(_key);

    /// <summary>The API without any key.</summary>
    public ApiClient Anonymous => WithKey(null);

    /// <summary>Another tenant's API; skips the test where a given target has no second key.</summary>
    public ApiClient OtherTenant => WithKey(IsLive
        ? GetVariable("SCOPIX_OTHER_API_KEY") ?? Skip("needs SCOPIX_OTHER_API_KEY")
        : "scopix_Stranger0anothertenantskey");

    /// <summary>
    /// The API for those who look at smaller pictures. In process it is another emulator's, because making pictures
    /// for everybody would take longer than all the rest of a run.
    /// </summary>
    public async Task<ApiClient> GetWithPreviewsAsync()
    {
        if (IsLive) return Api;
        var studio = await _withPreviews.Value;
        return new(this, studio.BaseAddress, studio.ApiKey);
    }

    /// <summary>
    /// A tenant of its own on the smallest plan of another emulator, which refuses what the plan does not allow; skips the test
    /// on a given target, whose limits are not to be used up.
    /// </summary>
    public async Task<ApiClient> GetWithLimitsAsync()
    {
        if (IsLive) Skip("needs limits that may be used up");
        return new(this, (await _withLimits.Value).BaseAddress, CreateTenantKey());
    }

    /// <summary>As <see cref="GetWithLimitsAsync()"/>, on a plan of that name.</summary>
    public async Task<ApiClient> GetWithLimitsAsync(string tier)
    {
        if (IsLive) Skip("needs limits that may be used up");
        var (root, key) = ((await _withLimits.Value).BaseAddress, CreateTenantKey());
        var api = new ApiClient(this, root, key);
        await PostControlAsync(api, "keys", new { key, tier });
        return api;
    }

    /// <summary>
    /// A tenant of its own of another emulator, whose exports of the history have at most two records; skips the test on a given
    /// target, where 100,001 descriptions would be needed.
    /// </summary>
    public async Task<ApiClient> GetWithExportLimitAsync()
    {
        if (IsLive) Skip("needs more than 100,000 descriptions");
        return new(this, (await _withSmallExports.Value).BaseAddress, CreateTenantKey());
    }

    /// <summary>LlamaCloud's API with the target's key; skips the test where only Scopix has a given target.</summary>
    public ApiClient Llama => LlamaWithKey(IsLlamaLive
        ? GetVariable("LLAMA_CLOUD_API_KEY")
            ?? throw new InvalidOperationException("LLAMA_CLOUD_BASE_URL is set, LLAMA_CLOUD_API_KEY is not.")
        : "llx-contract-suite");

    /// <summary>LlamaCloud's API with another key, or none.</summary>
    public ApiClient LlamaWithKey(string? key)
    {
        if (IsScopixLive && !IsLlamaLive) Skip("needs LLAMA_CLOUD_BASE_URL and LLAMA_CLOUD_API_KEY");
        return new(this, IsLlamaLive ? new(GetVariable("LLAMA_CLOUD_BASE_URL")!) : _root, key, "/api/v1");
    }

    /// <summary>
    /// A tenant nobody else uses, whose lists and counts can be told exactly; skips the test on a given target, where there
    /// is none.
    /// </summary>
    public ApiClient IsolatedTenant => WithKey(IsLive ? Skip("needs a tenant of its own") : CreateTenantKey());

    /// <summary>Lets time pass for a tenant: moves our emulator's clock; really waits on a given target, if that is allowed.</summary>
    public static async Task AdvanceClockAsync(ApiClient api, TimeSpan time)
    {
        if (!IsLive)
        {
            await PostControlAsync(api, "clock/advance", new { seconds = time.TotalSeconds });
            return;
        }

        if (!IsSlow) Skip($"waits {time.TotalSeconds} seconds; set SCOPIX_CONTRACT_SLOW=1 to allow it");
        await Task.Delay(time, TestContext.Current.CancellationToken);
    }

    /// <summary>Stops the clock of a tenant of its own, so that nothing under way moves on.</summary>
    public static Task FreezeClockAsync(ApiClient alone) => PostControlAsync(alone, "clock/freeze", new { });

    /// <summary>
    /// Does to a stage of a file of a tenant of its own what our emulator can: <c>hold</c>, <c>complete</c>, <c>fail</c>.
    /// </summary>
    public static Task ControlStageAsync(ApiClient alone, string? fileId, string stage, string action) =>
        PostControlAsync(alone, $"files/{fileId}/stages/{stage}", new { action });

    /// <summary>Brings a deleted file of a tenant of its own back; the API has no operation for it.</summary>
    public static Task<ApiResponse> RestoreFileAsync(ApiClient alone, string fileId) =>
        alone.SendAsync(HttpMethod.Post, $"/../../_emulator/files/{fileId}/restore");

    /// <summary>Tells our emulator something about a tenant of its own; below <c>/_emulator</c>.</summary>
    public static async Task PostControlAsync(ApiClient alone, string path, object body)
    {
        var response =
            await alone.SendAsync(HttpMethod.Post, $"/../../_emulator/{path}", ApiClient.CreateJsonContent(JsonSerializer.Serialize(body)));
        Assert.True(response.Status is 200 or 201, $"{path}: {response}");
    }

    /// <summary>A tenant whose time may be moved: one of its own in process, the given one elsewhere.</summary>
    public ApiClient IsolatedWhenPossible => IsLive ? Api : IsolatedTenant;

    /// <summary>The API with another key, or none.</summary>
    public ApiClient WithKey(string? key)
    {
        if (_unusableReason is not null && Interlocked.Exchange(ref _unusableReported, 1) == 0) Assert.Fail(_unusableReason);
        if (_unusableReason is not null) Skip(_unusableReason);
        return new(this, _root, key);
    }

    /// <summary>Skips the running test, visibly.</summary>
    public static string Skip(string reason)
    {
        ContractRun.AddSkip(reason);
        Assert.Skip(reason);
        return reason;
    }

    /// <summary>Skips the running test where writing is not allowed.</summary>
    public static void RequireWriteAccess()
    {
        if (!RequestBudget.AllowsWrites) Skip("writes; set SCOPIX_CONTRACT_WRITE=1 to allow it");
    }

    /// <summary>Has a file deleted at the end, where its answer alone does not tell.</summary>
    public void TrackFile(string? fileId) => _created.Track(Api, "file", fileId);

    /// <summary>Has a session's files deleted at the end.</summary>
    public void TrackSession(string sessionId) => _created.Track(Api, "session", sessionId);

    /// <summary>Has a direct upload aborted at the end, unless it is closed by then.</summary>
    public void TrackDirectUpload(string uploadId, bool isOpen)
    {
        if (isOpen) _created.Track(Api, "direct_upload", uploadId);
    }

    /// <summary>Takes note of an answer: what it cost, what it tells the report, what it made.</summary>
    public ApiResponse RecordResponse(ApiClient api, HttpMethod method, Uri url, HttpContent? content, ApiResponse response)
    {
        RequestBudget.AddUsage(response.Bytes.Length);
        return IsLive ? _created.Track(api, method, url, ContractRun.RecordExchange(method, url, content, response))
            : ContractRun.RecordExchange(method, url, content, response);
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (IsScopixLive)
        {
            _unusableReason = await Probe.Result.Value;
            if (_unusableReason is null) (_root, _key) = (Probe.GetRoot(), Probe.Key);
            if (_unusableReason is null && RequestBudget.AllowsWrites) CloseOnSignals();
            return;
        }

        if (IsLlamaLive) CloseOnSignals();
        _emulator = await StartEmulatorAsync(new() { Previews = false });
        (_root, _key) = (_emulator.BaseAddress, _emulator.ApiKey);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closing.Value;
        foreach (var signal in _signals) signal.Dispose();
        if (_emulator is not null) await _emulator.DisposeAsync();
        foreach (var other in new[] { _withPreviews, _withLimits, _withSmallExports }.Where(o => o.IsValueCreated))
            await (await other.Value).DisposeAsync();
    }

    private static Task<EmulatorInProcess> StartEmulatorAsync(
        EmulatorOptions options) => EmulatorInProcess.StartAsync(options with { Port = 0 });

    private static string CreateTenantKey() => $"scopix_Alone000{Samples.CreateMarker("alone").Replace("-", "", StringComparison.Ordinal)}";

    /// <summary>Ctrl+C and SIGTERM end the run, after what it made is removed.</summary>
    private void CloseOnSignals()
    {
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM])
            _signals.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                _closing.Value.GetAwaiter().GetResult();
                Environment.Exit(130);
            }));
    }

    private async Task CloseAsync()
    {
        RequestBudget.BeginCleanup();
        await RequestBudget.WaitForRequestsAsync();
        var left = IsAnyLive && _unusableReason is null ? await _created.DeleteAllAsync() : [];
        var lines = ContractRun.Write(IsLive ? Probe.DisplayUrl : "the emulator in this process", left);
        if (left.Count > 0) lines = [.. lines, $"{left.Count} things could not be removed: {string.Join(", ", left.Take(5))}"];
        if (RequestBudget.Usage.Exhausted is { } reason) lines = [.. lines, $"stopped early: {reason}"];
        using var terminal = new StreamWriter(Console.OpenStandardError());
        foreach (var line in lines) await terminal.WriteLineAsync(line);
    }

    private static string? GetVariable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}

using System.Runtime.InteropServices;

namespace Scopix.Contracts.Runner;

/// <summary>
/// The server under test: the one that SCOPIX_BASE_URL and SCOPIX_API_KEY name (a live target), else an emulator started in this
/// process. The contracts of LlamaCloud, whose class names begin with Llama, use LLAMA_CLOUD_BASE_URL and LLAMA_CLOUD_API_KEY
/// instead. At the end of the run it deletes what the run created.
/// </summary>
public sealed class Target : IAsyncLifetime
{
    private static readonly bool IsScopixLive = EnvironmentVariables.Read("SCOPIX_BASE_URL") is not null;
    private static readonly bool IsLlamaLive = EnvironmentVariables.Read("LLAMA_CLOUD_BASE_URL") is not null;
    private static int _unusableReported;

    private readonly CreatedResources _created = new();
    private readonly ConfiguredEmulators _emulators = new();
    private readonly List<PosixSignalRegistration> _signals = [];
    private readonly Lazy<Task> _closing;
    private Uri _root = new("http://unset/");
    private string? _key = "";
    private string? _unusableReason;

    public Target() => _closing = new(CloseAsync);

    /// <summary>Whether the target of the running test is a live one, and not an emulator of this process.</summary>
    public static bool IsLive =>
        TestContext.Current.TestClass?.TestClassSimpleName.StartsWith("Llama", StringComparison.Ordinal) == true
            ? IsLlamaLive : IsScopixLive;

    /// <summary>Whether Scopix or LlamaCloud has a live target.</summary>
    public static bool IsAnyLive => IsScopixLive || IsLlamaLive;

    /// <summary>Whether a refuted assumption fails the test on a live target too (SCOPIX_CONTRACT_STRICT=1).</summary>
    public static bool IsStrict { get; } = EnvironmentVariables.Read("SCOPIX_CONTRACT_STRICT") == "1";

    /// <summary>Whether tests wait for real expiries and send large files (SCOPIX_CONTRACT_SLOW=1).</summary>
    public static bool IsSlow { get; } = EnvironmentVariables.Read("SCOPIX_CONTRACT_SLOW") == "1";

    /// <summary>An id of the run; it is new for each run on a live target, so that no content is a duplicate of an earlier run's.</summary>
    public static string Run { get; } = IsAnyLive ? Guid.NewGuid().ToString("N") : "in-process";

    /// <summary>The API with the target's key. When the target is unusable, the first test fails and the others are skipped.</summary>
    public ApiClient Api => WithKey(_key);

    /// <summary>The API without any key.</summary>
    public ApiClient Anonymous => WithKey(null);

    /// <summary>The API of another tenant; skips the test when a live target has no second key.</summary>
    public ApiClient OtherTenant => WithKey(IsLive
        ? EnvironmentVariables.Read("SCOPIX_OTHER_API_KEY") ?? Skip("needs SCOPIX_OTHER_API_KEY")
        : "scopix_Stranger0anothertenantskey");

    /// <summary>
    /// A tenant that no other test uses, whose lists and counts are known exactly; skips the test on a live target, which has none.
    /// </summary>
    public ApiClient IsolatedTenant => WithKey(IsLive ? Skip("needs a tenant of its own") : CreateTenantKey());

    /// <summary>A tenant whose clock may be moved: an isolated one in this process, the target's own on a live target.</summary>
    public ApiClient IsolatedWhenPossible => IsLive ? Api : IsolatedTenant;

    /// <summary>LlamaCloud's API with the target's key; skips the test when only Scopix has a live target.</summary>
    public ApiClient Llama => LlamaWithKey(IsLlamaLive
        ? EnvironmentVariables.Read("LLAMA_CLOUD_API_KEY")
            ?? throw new InvalidOperationException("LLAMA_CLOUD_BASE_URL is set, LLAMA_CLOUD_API_KEY is not. Set both.")
        : "llx-contract-suite");

    /// <summary>LlamaCloud's API with another key, or none.</summary>
    public ApiClient LlamaWithKey(string? key)
    {
        if (IsScopixLive && !IsLlamaLive) Skip("needs LLAMA_CLOUD_BASE_URL and LLAMA_CLOUD_API_KEY");
        return new(this, IsLlamaLive ? new(EnvironmentVariables.Read("LLAMA_CLOUD_BASE_URL")!) : _root, key, "/api/v1");
    }

    /// <summary>The API with another key, or none.</summary>
    public ApiClient WithKey(string? key)
    {
        if (_unusableReason is not null && Interlocked.Exchange(ref _unusableReported, 1) == 0) Assert.Fail(_unusableReason);
        if (_unusableReason is not null) Skip(_unusableReason);
        return new(this, _root, key);
    }

    /// <summary>The API with previews; in this process, that of another emulator.</summary>
    public async Task<ApiClient> GetWithPreviewsAsync()
    {
        if (IsLive) return Api;
        var emulator = await _emulators.WithPreviews;
        return new(this, emulator.BaseAddress, emulator.ApiKey);
    }

    /// <summary>
    /// A tenant of its own on the smallest plan of another emulator, which enforces the plan's limits; skips the test on a live
    /// target, whose limits must not be used up.
    /// </summary>
    public async Task<ApiClient> GetWithLimitsAsync() => await GetWithLimitsAsync(CreateTenantKey());

    /// <summary>As <see cref="GetWithLimitsAsync()"/>, on the plan of a tier.</summary>
    public async Task<ApiClient> GetWithTierLimitsAsync(string tier)
    {
        var key = CreateTenantKey();
        var api = await GetWithLimitsAsync(key);
        await EmulatorControl.PostAsync(api, "keys", new { key, tier });
        return api;
    }

    /// <summary>
    /// A tenant of its own of another emulator, which exports at most two records of the history; skips the test on a live target,
    /// which would need 100,001 descriptions.
    /// </summary>
    public async Task<ApiClient> GetWithExportLimitAsync()
    {
        if (IsLive) Skip("needs more than 100,000 descriptions");
        return new(this, (await _emulators.WithSmallExports).BaseAddress, CreateTenantKey());
    }

    /// <summary>LlamaCloud's API with a key of its own on the free plan, whose limits are enforced; skips on a live target.</summary>
    public async Task<ApiClient> GetLlamaWithLimitsAsync()
    {
        if (IsLive) Skip("needs limits that may be used up");
        return new(this, (await _emulators.WithLimits).BaseAddress, $"llx-{Samples.CreateMarker("limits")}", "/api/v1");
    }

    /// <summary>Skips the running test and notes why.</summary>
    public static string Skip(string reason)
    {
        ContractRun.AddSkip(reason);
        Assert.Skip(reason);
        return reason;
    }

    /// <summary>Skips the running test when writing is not allowed.</summary>
    public static void RequireWriteAccess()
    {
        if (!RequestBudget.AllowsWrites) Skip("writes; set SCOPIX_CONTRACT_WRITE=1 to allow it");
    }

    /// <summary>Has a file deleted at the end; needed when the response alone does not name it.</summary>
    public void TrackFile(string? fileId) => _created.Track(Api, "file", fileId);

    /// <summary>Has the files of a session deleted at the end.</summary>
    public void TrackSession(string sessionId) => _created.Track(Api, "session", sessionId);

    /// <summary>Has a direct upload aborted at the end, if it is still open.</summary>
    public void TrackDirectUpload(string uploadId, bool isOpen)
    {
        if (isOpen) _created.Track(Api, "direct_upload", uploadId);
    }

    /// <summary>Notes a response for the budget, the report and the resources to delete.</summary>
    public ApiResponse RecordResponse(ApiClient api, HttpMethod method, Uri url, HttpContent? content, ApiResponse response)
    {
        RequestBudget.AddUsage(response.Bytes.Length);
        ContractRun.RecordExchange(method, url, content, response);
        return IsLive ? _created.Track(api, method, url, response) : response;
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (IsScopixLive)
        {
            _unusableReason = await TargetCheck.Result.Value;
            if (_unusableReason is null) (_root, _key) = (TargetCheck.GetRoot(), TargetCheck.Key);
            if (_unusableReason is null && RequestBudget.AllowsWrites) CloseOnSignals();
            return;
        }

        if (IsLlamaLive) CloseOnSignals();
        var emulator = await _emulators.Default;
        (_root, _key) = (emulator.BaseAddress, emulator.ApiKey);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closing.Value;
        foreach (var signal in _signals) signal.Dispose();
        await _emulators.DisposeAsync();
    }

    private async Task<ApiClient> GetWithLimitsAsync(string key)
    {
        if (IsLive) Skip("needs limits that may be used up");
        return new(this, (await _emulators.WithLimits).BaseAddress, key);
    }

    private static string CreateTenantKey() => $"scopix_Alone000{Samples.CreateMarker("alone").Replace("-", "", StringComparison.Ordinal)}";

    /// <summary>Lets Ctrl+C and SIGTERM end the process only after what the run created is deleted.</summary>
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
        var remaining = IsAnyLive && _unusableReason is null ? await _created.DeleteAllAsync() : [];
        var lines = ContractRun.Write(IsLive ? TargetCheck.DisplayUrl : "the emulator in this process", remaining);
        if (remaining.Count > 0) lines =
            [$"{remaining.Count} things could not be removed: {string.Join(", ", remaining.Take(5))}", .. lines];
        if (RequestBudget.Usage.Exhausted is { } reason) lines = [$"stopped early: {reason}", .. lines];
        ContractRun.EndLines = lines;
        if (!ContractRun.PrintsEndLines) return;
        using var terminal = new StreamWriter(Console.OpenStandardError());
        foreach (var line in lines) await terminal.WriteLineAsync(line);
    }
}

using System.Runtime.InteropServices;
using EmulatorInProcess = Scopix.Emulator.Emulator;
using EmulatorOptions = Scopix.Emulator.EmulatorOptions;

namespace Scopix.Contracts;

/// <summary>
/// The server under test: the one SCOPIX_BASE_URL and SCOPIX_API_KEY name, else an emulator started in this process. For the
/// contracts of LlamaCloud, whose classes are named so, LLAMA_CLOUD_BASE_URL and LLAMA_CLOUD_API_KEY name another.
/// It removes at the end what the run has made.
/// </summary>
public sealed class Target : IAsyncLifetime
{
    private static int _told;

    private readonly Made _made = new();
    private readonly List<PosixSignalRegistration> _signals = [];
    private readonly Lazy<Task> _closed;
    private readonly Lazy<Task<EmulatorInProcess>> _studio = new(() => StartAsync(new() { Previews = true }));
    private readonly Lazy<Task<EmulatorInProcess>> _strict = new(() => StartAsync(new() { Previews = false, EnforceLimits = true, Tier = Scopix.Emulator.Tier.Free }));
    private readonly Lazy<Task<EmulatorInProcess>> _small = new(() => StartAsync(new() { Previews = false, ExportRecords = 2 }));
    private EmulatorInProcess? _emulator;
    private Uri _root = new("http://unset/");
    private string? _key = "";
    private string? _unusable;

    public Target() => _closed = new(CloseAsync);

    private static readonly bool IsScopixLive = Setting("SCOPIX_BASE_URL") is not null;
    private static readonly bool IsLlamaLive = Setting("LLAMA_CLOUD_BASE_URL") is not null;

    /// <summary>Whether the running test's target is a given one, to be treated with care, rather than our own emulator.</summary>
    public static bool IsLive =>
        TestContext.Current.TestClass?.TestClassSimpleName.StartsWith("Llama", StringComparison.Ordinal) == true ? IsLlamaLive : IsScopixLive;

    /// <summary>Whether any target is a given one.</summary>
    public static bool IsAnyLive => IsScopixLive || IsLlamaLive;

    /// <summary>Whether a refuted assumption fails on a given target too.</summary>
    public static bool IsStrict { get; } = Setting("SCOPIX_CONTRACT_STRICT") == "1";

    /// <summary>Whether real expiries are waited for and large files sent.</summary>
    public static bool IsSlow { get; } = Setting("SCOPIX_CONTRACT_SLOW") == "1";

    /// <summary>Differs from run to run on a given target, so that no content is a duplicate of an earlier run's.</summary>
    public static string Run { get; } = IsAnyLive ? Guid.NewGuid().ToString("N") : "in-process";

    /// <summary>The API with the target's key; where the target is not to be used, the first test fails, the others are skipped.</summary>
    public Api Api => WithKey(_key);

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

    /// <summary>
    /// A tenant of its own on the smallest plan of another emulator, which refuses what the plan does not allow; skips the test
    /// on a given target, whose limits are not to be used up.
    /// </summary>
    public async Task<Api> LimitedAsync()
    {
        if (IsLive) Skip("needs limits that may be used up");
        return new(this, (await _strict.Value).BaseAddress, KeyOfItsOwn());
    }

    /// <summary>As <see cref="LimitedAsync()"/>, on a plan of that name.</summary>
    public async Task<Api> LimitedAsync(string tier)
    {
        if (IsLive) Skip("needs limits that may be used up");
        var (root, key) = ((await _strict.Value).BaseAddress, KeyOfItsOwn());
        var api = new Api(this, root, key);
        await ControlAsync(api, "keys", new { key, tier });
        return api;
    }

    /// <summary>
    /// A tenant of its own of another emulator, whose exports of the history have at most two records; skips the test on a given
    /// target, where 100,001 descriptions would be needed.
    /// </summary>
    public async Task<Api> FewRecordsAsync()
    {
        if (IsLive) Skip("needs more than 100,000 descriptions");
        return new(this, (await _small.Value).BaseAddress, KeyOfItsOwn());
    }

    /// <summary>LlamaCloud's API with the target's key; skips the test where only Scopix has a given target.</summary>
    public Api Llama => LlamaWithKey(IsLlamaLive
        ? Setting("LLAMA_CLOUD_API_KEY") ?? throw new InvalidOperationException("LLAMA_CLOUD_BASE_URL is set, LLAMA_CLOUD_API_KEY is not.")
        : "llx-contract-suite");

    /// <summary>LlamaCloud's API with another key, or none.</summary>
    public Api LlamaWithKey(string? key)
    {
        if (IsScopixLive && !IsLlamaLive) Skip("needs LLAMA_CLOUD_BASE_URL and LLAMA_CLOUD_API_KEY");
        return new(this, IsLlamaLive ? new(Setting("LLAMA_CLOUD_BASE_URL")!) : _root, key, "/api/v1");
    }

    /// <summary>
    /// A tenant nobody else uses, whose lists and counts can be told exactly; skips the test on a given target, where there
    /// is none.
    /// </summary>
    public Api Alone => WithKey(IsLive ? Skip("needs a tenant of its own") : KeyOfItsOwn());

    /// <summary>Lets time pass for a tenant: moves our emulator's clock; really waits on a given target, if that is allowed.</summary>
    public static async Task PassAsync(Api api, TimeSpan time)
    {
        if (!IsLive)
        {
            await ControlAsync(api, "clock/advance", new { seconds = time.TotalSeconds });
            return;
        }

        if (!IsSlow) Skip($"waits {time.TotalSeconds} seconds; set SCOPIX_CONTRACT_SLOW=1 to allow it");
        await Task.Delay(time, TestContext.Current.CancellationToken);
    }

    /// <summary>Stops the clock of a tenant of its own, so that nothing under way moves on.</summary>
    public static Task StopTimeAsync(Api alone) => ControlAsync(alone, "clock/freeze", new { });

    /// <summary>Does to a stage of a file of a tenant of its own what our emulator can: <c>hold</c>, <c>complete</c>, <c>fail</c>.</summary>
    public static Task StageAsync(Api alone, string? fileId, string stage, string action) => ControlAsync(alone, $"files/{fileId}/stages/{stage}", new { action });

    /// <summary>Brings a deleted file of a tenant of its own back; the API has no operation for it.</summary>
    public static Task<Answer> RestoreAsync(Api alone, string fileId) =>
        alone.SendAsync(HttpMethod.Post, $"/../../_emulator/files/{fileId}/restore");

    /// <summary>Tells our emulator something about a tenant of its own; below <c>/_emulator</c>.</summary>
    public static async Task ControlAsync(Api alone, string path, object body)
    {
        var answer = await alone.SendAsync(HttpMethod.Post, $"/../../_emulator/{path}", Api.JsonBody(JsonSerializer.Serialize(body)));
        Assert.True(answer.Status is 200 or 201, $"{path}: {answer}");
    }

    /// <summary>A tenant whose time may be moved: one of its own in process, the given one elsewhere.</summary>
    public Api Timed => IsLive ? Api : Alone;

    /// <summary>The API with another key, or none.</summary>
    public Api WithKey(string? key)
    {
        if (_unusable is not null && Interlocked.Exchange(ref _told, 1) == 0) Assert.Fail(_unusable);
        if (_unusable is not null) Skip(_unusable);
        return new(this, _root, key);
    }

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
        if (!Allowance.Writes) Skip("writes; set SCOPIX_CONTRACT_WRITE=1 to allow it");
    }

    /// <summary>Has a file deleted at the end, where its answer alone does not tell.</summary>
    public void Remember(string? fileId) => _made.Note(Api, "file", fileId);

    /// <summary>Has a session's files deleted at the end.</summary>
    public void RememberSession(string sessionId) => _made.Note(Api, "session", sessionId);

    /// <summary>Has a direct upload aborted at the end, unless it is closed by then.</summary>
    public void RememberDirectUpload(string uploadId, bool isOpen)
    {
        if (isOpen) _made.Note(Api, "direct_upload", uploadId);
    }

    /// <summary>Takes note of an answer: what it cost, what it tells the report, what it made.</summary>
    public Answer Saw(Api api, HttpMethod method, Uri url, HttpContent? content, Answer answer)
    {
        Allowance.Spend(answer.Bytes.Length);
        return IsLive ? _made.Note(api, method, url, Report.Exchange(method, url, content, answer)) : Report.Exchange(method, url, content, answer);
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (IsScopixLive)
        {
            _unusable = await Probe.Result.Value;
            if (_unusable is null) (_root, _key) = (Probe.Root(), Probe.Key);
            if (_unusable is null && Allowance.Writes) OnInterruption();
            return;
        }

        if (IsLlamaLive) OnInterruption();
        _emulator = await StartAsync(new() { Previews = false });
        (_root, _key) = (_emulator.BaseAddress, _emulator.ApiKey);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closed.Value;
        foreach (var signal in _signals) signal.Dispose();
        if (_emulator is not null) await _emulator.DisposeAsync();
        foreach (var other in new[] { _studio, _strict, _small }.Where(o => o.IsValueCreated)) await (await other.Value).DisposeAsync();
    }

    private static Task<EmulatorInProcess> StartAsync(EmulatorOptions options) => EmulatorInProcess.StartAsync(options with { Port = 0 });

    private static string KeyOfItsOwn() => $"scopix_Alone000{Samples.Mark("alone").Replace("-", "", StringComparison.Ordinal)}";

    /// <summary>Ctrl+C and SIGTERM end the run, after what it made is removed.</summary>
    private void OnInterruption()
    {
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM])
            _signals.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                _closed.Value.GetAwaiter().GetResult();
                Environment.Exit(130);
            }));
    }

    private async Task CloseAsync()
    {
        Allowance.Close();
        await Allowance.SettledAsync();
        var left = IsAnyLive && _unusable is null ? await _made.RemoveAsync() : [];
        var lines = Report.Write(IsLive ? Probe.Shown : "the emulator in this process", left);
        if (left.Count > 0) lines = [.. lines, $"{left.Count} things could not be removed: {string.Join(", ", left.Take(5))}"];
        if (Allowance.Spent.Exhausted is { } reason) lines = [.. lines, $"stopped early: {reason}"];
        using var terminal = new StreamWriter(Console.OpenStandardError());
        foreach (var line in lines) await terminal.WriteLineAsync(line);
    }

    private static string? Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}

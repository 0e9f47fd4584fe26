using Scopix.Contracts.Checks.Comparing;
using Scopix.Emulator.Proxy.Comparing;

namespace Scopix.Emulator.Proxy.Shadow;

/// <summary>
/// An emulator that gets the same requests as a service. Its clock shows the time of each request; processing is finished at once.
/// </summary>
internal sealed class ShadowEmulator : IAsyncDisposable
{
    private readonly ScopixEmulator _emulator;
    private readonly CandidateClient _client;
    private readonly RequestComparer _comparer;
    private readonly Dictionary<(int Account, bool IsLlamaCloud), ShadowAccount> _accounts = [];
    private DateTimeOffset _time = DateTimeOffset.MinValue;

    private ShadowEmulator(ScopixEmulator emulator, ComparisonReport report)
    {
        (_emulator, _client, Report) = (emulator, new CandidateClient(emulator.BaseAddress, waitsForLimits: false), report);
        _comparer = new RequestComparer(_client, report);
    }

    public ComparisonReport Report { get; }

    public static async Task<ShadowEmulator> StartAsync(ComparisonReport report) => new(
        await ScopixEmulator.StartAsync(options => options with
        {
            Pipeline = PipelineMode.Instant,
            Previews = false,
            Journal = 0,
            Log = LogMode.Off,
        }), report);

    /// <summary>Sends a request that the service has answered, and reports what differs.</summary>
    public Task CompareAsync(RecordedRequest request, ObservedExchange reference)
    {
        var account = reference.Account is { } number ? GetAccount(number, reference.IsLlamaCloud) : null;
        SetTime(account, reference.ReceivedAt);
        return _comparer.CompareAsync(request, reference, account?.Key, account?.Map ?? new ValueMap());
    }

    /// <summary>A request may have changed the service, and was not sent to the emulator.</summary>
    public void Miss(int? account, bool isLlamaCloud)
    {
        if (account is { } number) GetAccount(number, isLlamaCloud).Map.IsIncomplete = true;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _emulator.DisposeAsync();
    }

    private ShadowAccount GetAccount(int number, bool isLlamaCloud)
    {
        if (_accounts.TryGetValue((number, isLlamaCloud), out var account)) return account;
        return _accounts[(number, isLlamaCloud)] = new(ShadowAccount.CreateKey(number, isLlamaCloud));
    }

    private void SetTime(ShadowAccount? account, DateTimeOffset time)
    {
        if (time > _time) _time = time;
        _emulator.Tenants.ChangeDefaultClock(clock => clock.Freeze(_time));
        if (account is not null) _emulator.Tenants.GetOrOpen(account.Key).Clock.Freeze(_time);
    }
}

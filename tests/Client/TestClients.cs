using Scopix.Client;

namespace Scopix.Emulator.Tests.Client;

/// <summary>Creates clients for tests.</summary>
internal static class TestClients
{
    /// <summary>Creates a client with short retry delays.</summary>
    public static ScopixClient CreateScopixClient(this TestApi api, HttpMessageHandler? handler = null, string? key = null,
        TimeSpan? timeout = null, int retries = 3) => new(new ScopixClientOptions
        {
            ApiKey = key ?? api.Key!,
            BaseUrl = new Uri(api.Http.BaseAddress!, "/api/v2"),
            HttpMessageHandler = handler,
            RetryDelay = TimeSpan.FromMilliseconds(2),
            PollingInterval = TimeSpan.FromMilliseconds(10),
            PollingTimeout = TimeSpan.FromSeconds(20),
            Timeout = timeout ?? TimeSpan.FromSeconds(30),
            MaxRetries = retries,
            Jitter = new Random(1),
        });

    /// <summary>Creates a client whose requests are handled by a stub instead of a server.</summary>
    public static ScopixClient CreateScopixClient(StubHttpHandler service, TimeProvider? time = null) => new(new ScopixClientOptions
    {
        ApiKey = EmulatorOptions.DefaultApiKey,
        HttpMessageHandler = service,
        TimeProvider = time ?? TimeProvider.System,
        RetryDelay = TimeSpan.FromMilliseconds(1),
        Jitter = new Random(1),
    });

    public static Task<TestResponse> AddFaultAsync(this TestApi api, object fault) => api.PostAsync("/_emulator/faults", fault);
}

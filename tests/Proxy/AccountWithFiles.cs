using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Scopix.Emulator.Tests.Proxy;

/// <summary>An account of a service that has files and folders from before.</summary>
internal sealed class AccountWithFiles : IAsyncDisposable
{
    private const string Text = "a file from before";

    private readonly TestApi _api;

    private AccountWithFiles(TestApi api) => _api = api;

    public Uri Address => _api.Http.BaseAddress!;

    public string Key => _api.Key!;

    public static async Task<AccountWithFiles> CreateAsync()
    {
        var account = new AccountWithFiles(await TestApi.OpenTenantAsync());
        using var http = new HttpClient { BaseAddress = account.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", account.Key);
        foreach (var name in (string[])["a.txt", "b.txt", "c.txt"]) (await UploadAsync(http, name)).EnsureSuccessStatusCode();
        foreach (var name in (string[])["A", "B"])
            (await PostAsync(http, "/api/v2/folders", new JsonObject { ["name"] = name })).EnsureSuccessStatusCode();
        return account;
    }

    /// <summary>Sends a request whose response depends on the files from before.</summary>
    public static Task<HttpResponseMessage> SendAsync(HttpClient http, string method, string path) => (method, path) switch
    {
        ("GET", _) => http.GetAsync(path),
        (_, "/api/v2/files/export") => PostAsync(http, path, new JsonObject
        {
            ["format"] = "csv",
            ["columns"] = new JsonArray(new JsonObject { ["field_key"] = "title" }),
        }),
        _ => PostAsync(http, path, new JsonObject
        {
            ["hashes"] = new JsonArray(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))),
        }),
    };

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    private static async Task<HttpResponseMessage> UploadAsync(HttpClient http, string name)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(Text)), "file", name } };
        return await http.PostAsync("/api/v2/files/upload", form);
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient http, string path, JsonObject body)
    {
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        return await http.PostAsync(path, content);
    }
}

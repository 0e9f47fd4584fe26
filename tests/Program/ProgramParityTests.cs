using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Program;

/// <summary>
/// The program answers as the library does, byte for byte: a native program, from which the compiler removed what it found no use of,
/// must lack nothing.
/// </summary>
public sealed partial class ProgramParityTests
{
    /// <summary>Method, path and JSON; <c>{file}</c> is the first file. The control API, exports and whatever reads many fields.</summary>
    private static readonly (string Method, string Path, string? Json)[] Requests =
    [
        ("POST", "/_emulator/clock/freeze", """{"at":"2026-03-01T00:00:00Z"}"""),
        ("POST", "/_emulator/seed", """{"dataset":"inspection","seed":42}"""),
        ("GET", "/api/v2/files?limit=5", null),
        ("GET", "/api/v2/files/{file}", null),
        ("GET", "/api/v2/files?search=pump&limit=3", null),
        ("PATCH", "/api/v2/files/{file}", """{"title":"North","tags":["a","b"]}"""),
        ("POST", "/_emulator/stubs", """{"filename":"*leak*","description":"A leaking valve.","tags":["valve"]}"""),
        ("GET", "/_emulator/stubs", null),
        ("POST", "/_emulator/faults", """{"operation":"quota.check","status":429,"retry_after":2,"times":1}"""),
        ("GET", "/_emulator/faults", null),
        ("POST", "/api/v2/files/quota-check", """{"file_count":1,"total_size_bytes":1}"""),
        ("POST", "/_emulator/credits", """{"balance":500}"""),
        ("GET", "/_emulator/credits", null),
        ("POST", "/_emulator/keys", """{"key":"scopix_Parity00registeredkey","tier":"free"}"""),
        ("GET", "/_emulator/keys", null),
        ("POST", "/_emulator/snapshots", """{"name":"start"}"""),
        ("GET", "/_emulator/snapshots", null),
        ("DELETE", "/api/v2/files/{file}", null),
        ("POST", "/_emulator/snapshots", """{"name":"end"}"""),
        ("GET", "/_emulator/snapshots/start/diff/end", null),
        ("POST", "/_emulator/snapshots/start/restore", null),
        ("GET", "/_emulator/snapshots/end/export", null),
        ("POST", "/_emulator/files/{file}/stages/description", """{"action":"fail","error":"broken"}"""),
        ("POST", "/_emulator/clock/advance", """{"by":"2h"}"""),
        ("POST", "/api/v2/files/export", """{"format":"csv","columns":[{"field_key":"original_filename"},{"field_key":"title"}]}"""),
        ("POST", "/api/v2/data/export", """{"format":"jsonl"}"""),
        ("GET", "/api/v2/data/statistics", null),
        ("GET", "/api/v2/folders", null),
        ("GET", "/api/v2/projects", null),
        ("GET", "/api/v2/files/sessions", null),
        ("GET", "/api/v2/nothing", null),
        ("POST", "/_emulator/requests/verify", """{"operation":"files.get","at_least":1}"""),
        ("GET", "/_emulator/requests?limit=5", null),
        ("GET", "/_emulator/requests?format=har&limit=2", null),
        ("GET", "/_emulator/requests?format=curl&limit=2", null),
        ("GET", "/_emulator/coverage", null),
        ("GET", "/_emulator/openapi.json", null),
        ("GET", "/_emulator/control.openapi.json", null),
        ("GET", "/_emulator/ui", null),
        ("GET", "/_emulator/ui/main.js", null),
        ("POST", "/_emulator/reset", null),
        ("GET", "/_emulator/info", null),
    ];

    [Fact]
    public async Task Every_response_of_the_program_is_that_of_the_library()
    {
        await using var program = await EmulatorProcess.StartAsync(["--pipeline", "instant"]);
        await using var library = await ScopixEmulator.StartAsync(options => options with { Pipeline = PipelineMode.Instant });
        using var ofProgram = program.CreateClient();
        using var ofLibrary = library.CreateClient();

        var (file, differences) = ("", new List<string>());
        foreach (var (method, path, json) in Requests)
        {
            var request = (method, path.Replace("{file}", file, StringComparison.Ordinal), json);
            var answer = await SendAsync(ofProgram, request);
            var expected = await SendAsync(ofLibrary, request);
            if (answer != expected || answer.StartsWith('5')) differences.Add($"{request}: {answer}, not {expected}");
            if (file.Length == 0 && path.StartsWith("/api/v2/files?", StringComparison.Ordinal))
                file = FirstId().Match(answer).Groups[1].Value;
        }
        string.Join("\n", differences).Should().BeEmpty();
    }

    /// <summary>The status, the type and the body, without what depends on the address, the process and random request ids.</summary>
    private static async Task<string> SendAsync(HttpClient client, (string Method, string Path, string? Json) request)
    {
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), request.Path);
        if (request.Json is not null) message.Content = new StringContent(request.Json, new MediaTypeHeaderValue("application/json"));
        using var response = await client.SendAsync(message);
        var bytes = await response.Content.ReadAsByteArrayAsync();
        var text = response.Content.Headers.ContentType?.MediaType == "application/gzip"
            ? Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(bytes)) : System.Text.Encoding.UTF8.GetString(bytes);
        text = Varying().Replace(text, "").Replace($"{client.BaseAddress!.Port}", "PORT", StringComparison.Ordinal);
        return $"{(int)response.StatusCode} {response.Content.Headers.ContentType} {text}";
    }

    [GeneratedRegex("\"id\":\"([0-9a-f-]{36})\"")]
    private static partial Regex FirstId();

    [GeneratedRegex("X-Amz-Signature=[0-9a-f]+|\"shift_seconds\":[^}]*"
        + "|\"(duration_ms|time|elapsed_ms|started_at|uptime_seconds|wait)\":[^,}]*")]
    private static partial Regex Varying();
}

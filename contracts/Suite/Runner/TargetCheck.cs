using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestPipelineStartup(typeof(Scopix.Contracts.Runner.TargetCheck))]

namespace Scopix.Contracts.Runner;

/// <summary>
/// Sends one request to a live target before any test, so that a wrong address or key ends the run at once with one sentence.
/// When the suite is started as a program, the run ends with exit code 4; under <c>dotnet test</c>, which ignores that, one test
/// fails with the sentence.
/// </summary>
public sealed class TargetCheck : ITestPipelineStartup
{
    private const string ProbePath = "/api/v2/files?limit=1";

    private static readonly TimeSpan Timeout =
        TimeSpan.FromSeconds(int.TryParse(EnvironmentVariables.Read("SCOPIX_CONTRACT_PROBE_SECONDS"), out var seconds) ? seconds : 6);

    /// <summary>Why the target cannot be used, in one sentence; null when it can. The request is sent once.</summary>
    public static Lazy<Task<string?>> Result { get; } = new(() => ProbeAsync(DisplayUrl, GetRoot, Key));

    /// <summary>The target's key.</summary>
    public static string? Key => EnvironmentVariables.Read("SCOPIX_API_KEY");

    /// <summary>The target's address as a report may show it: without user, password and query.</summary>
    public static string DisplayUrl => Uri.TryCreate(EnvironmentVariables.Read("SCOPIX_BASE_URL"), UriKind.Absolute, out var url)
        ? url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
        : "SCOPIX_BASE_URL";

    /// <summary>The target's address without <c>/api/v2</c> at its end.</summary>
    public static Uri GetRoot()
    {
        var address = EnvironmentVariables.Read("SCOPIX_BASE_URL")!.TrimEnd('/');
        return new(address.EndsWith("/api/v2", StringComparison.Ordinal) ? address[..^7] : address);
    }

    /// <inheritdoc/>
    public async ValueTask StartAsync(IMessageSink diagnosticMessageSink)
    {
        var arguments = Environment.GetCommandLineArgs();
        var isOurs = !arguments.Contains("@@") && !arguments.Contains("-list");
        if (Target.IsLive && isOurs && await Result.Value is { } reason) throw new TestPipelineException(reason);
    }

    /// <inheritdoc/>
    public ValueTask StopAsync() => default;

    private static async Task<string?> ProbeAsync(string target, Func<Uri> root, string? key)
    {
        if (key is null) return "SCOPIX_BASE_URL is set, SCOPIX_API_KEY is not; set both.";
        if (Uri.TryCreate(target, UriKind.Absolute, out var address) && address.AbsolutePath.TrimEnd('/') is not ("" or "/api/v2"))
            return $"{target} has a path; give the address of the server, with or without /api/v2.";
        try
        {
            using var timeout = new CancellationTokenSource(Timeout);
            using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(root(), ProbePath));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeout.Token);
            return await CheckResponseAsync(target, response, timeout.Token);
        }
        catch (UriFormatException)
        {
            return "SCOPIX_BASE_URL is no absolute URL.";
        }
        catch (FormatException)
        {
            return "SCOPIX_API_KEY cannot be sent: it contains characters that a header cannot have.";
        }
        catch (OperationCanceledException)
        {
            return $"{target} did not answer within {Timeout.TotalSeconds} s.";
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or NotSupportedException or ArgumentException)
        {
            return $"{target} {DescribeFailure(exception)}";
        }
    }

    private static string DescribeFailure(Exception exception) => exception.GetBaseException() switch
    {
        _ when exception is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } && !IsUntrusted(exception) =>
            "does not speak https; http may be meant.",
        AuthenticationException untrusted => $"has a certificate that is not trusted: {untrusted.Message}",
        _ when exception is HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded or HttpRequestError.InvalidResponse } =>
            "does not answer with HTTP; https may be meant.",
        SocketException socket => $"cannot be reached: {socket.SocketErrorCode}.",
        var cause => $"cannot be reached: {cause.Message.TrimEnd('.')}.",
    };

    private static bool IsUntrusted(Exception exception) =>
        exception.GetBaseException() is AuthenticationException { Message: var message }
            && message.Contains("certificate", StringComparison.OrdinalIgnoreCase);

    private static async Task<string?> CheckResponseAsync(string target, HttpResponseMessage response, CancellationToken timeout)
    {
        var status = (int)response.StatusCode;
        if (status is 401 or 403) return $"{target} refuses SCOPIX_API_KEY: it answers {status}.";
        var summary = $"GET {ProbePath} answers {status}{(response.Content.Headers.ContentType?.MediaType is { } type ? $", {type}" : "")}";
        if (status is >= 300 and < 400) return $"{target} redirects ({summary}); SCOPIX_BASE_URL must be the address itself.";
        if (status != 200) return $"{target} does not answer as the Scopix API does: {summary}.";

        var start = new byte[1 << 20];
        await using var body = await response.Content.ReadAsStreamAsync(timeout);
        var length = await body.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, timeout);
        return IsFileList(start.AsMemory(0, length))
            ? null : $"{target} does not answer as the Scopix API does: {summary}, and not a list of files.";
    }

    private static bool IsFileList(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var body = JsonDocument.Parse(json);
            return body.RootElement.Find("items").ValueKind == JsonValueKind.Array
                && body.RootElement.Find("total_count").ValueKind == JsonValueKind.Number;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

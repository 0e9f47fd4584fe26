using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Scopix.Contracts.Checks;
using Scopix.Contracts.Runner;
using Xunit;

namespace Scopix.ContractMutations;

/// <summary>
/// Intercepts the suite's HTTP traffic: finds each request's operation, and records it or passes it to the mutant of its run.
/// </summary>
public sealed partial class TrafficInterceptor
{
    private static readonly (Operation Operation, Regex Path, int Literals)[] Routes = [.. Operation.All.Select(o => (
        o, new Regex("^" + Braces().Replace(Regex.Escape(o.Path).Replace(@"\{", "{", StringComparison.Ordinal), "[^/]*") + "$"),
        o.Path.Split('/').Count(part => !part.StartsWith('{')))).OrderByDescending(r => r.Item3)];

    private static readonly AsyncLocal<TrafficInterceptor?> Current = new();
    private readonly ConcurrentDictionary<(string Test, string Url), string> _origins = new();
    private readonly ConcurrentDictionary<(string Test, string Operation), int> _ordinals = new();
    private readonly Func<InterceptedRequest, Task<RecordedResponse>> _handler;

    /// <summary>Intercepts the traffic of one run with <paramref name="handler"/>.</summary>
    public TrafficInterceptor(Func<InterceptedRequest, Task<RecordedResponse>> handler) => _handler = handler;

    /// <summary>Intercepts the traffic of everything that runs in this asynchronous context from now on.</summary>
    public void Activate()
    {
        HttpTransport.Interceptor = InterceptAsync;
        Current.Value = this;
    }

    /// <summary>Finds the id of the operation of a request; null for none.</summary>
    public static string? FindOperation(string method, string path) =>
        Routes.FirstOrDefault(r => r.Operation.Method == method && r.Path.IsMatch(path)).Operation?.Id
        ?? (method == "POST" && path.EndsWith("/review", StringComparison.Ordinal) ? "files.review_extraction" : null);

    private static async Task<HttpResponseMessage> InterceptAsync(HttpRequestMessage request, HttpTransport.SendRequest send)
    {
        var traffic = Current.Value ?? throw new InvalidOperationException("No interceptor is active in this run.");
        var path = request.RequestUri!.AbsolutePath;
        var isStorage = path.StartsWith("/_s3/", StringComparison.Ordinal);
        var test = TestContext.Current.TestCase?.UniqueID ?? "";
        var operation = isStorage
            ? traffic.FindOriginOperation(test, request.RequestUri) : FindOperation(request.Method.Method, path) ?? "none";
        var ordinal = traffic._ordinals.AddOrUpdate((test, $"{operation} {isStorage}"), 0, (_, before) => before + 1);
        var response = await traffic._handler(new(operation, isStorage, test, ordinal, request, send));
        if (!isStorage) traffic.RememberStorageUrls(test, operation, response);
        return response.ToMessage(request);
    }

    private string FindOriginOperation(string test, Uri url) =>
        _origins.GetValueOrDefault((test, url.PathAndQuery)) ?? _origins.GetValueOrDefault((test, url.AbsolutePath)) ?? "storage";

    /// <summary>
    /// Remembers which operation returned which storage URL. The last operation of the test wins, since two operations that return the
    /// URL of the same picture within one second return the same URL.
    /// </summary>
    private void RememberStorageUrls(string test, string operation, RecordedResponse response)
    {
        var text = response.Header("Location")
            ?? (response.Bytes.Length < 4_000_000 && response.Json() is not null
                ? System.Text.Encoding.UTF8.GetString(response.Bytes) : "");
        foreach (Match match in StorageUrl().Matches(text.Replace("\\u0026", "&", StringComparison.Ordinal)))
            _origins[(test, match.Value)] = _origins[(test, match.Value.Split('?')[0])] = operation;
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Braces();

    [GeneratedRegex("""/_s3/[^"\s]*""")]
    private static partial Regex StorageUrl();
}

using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Scopix.Contracts.Runner;
using Xunit;

namespace Scopix.ContractMutations;

/// <summary>
/// Stands on the suite's wire: names each request's operation, notes it or hands it to the mutant of the run it belongs to.
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

    /// <summary>The traffic of one run; everything passes through <paramref name="way"/>.</summary>
    public TrafficInterceptor(Func<InterceptedRequest, Task<RecordedResponse>> way) => _handler = way;

    /// <summary>Puts the traffic of whatever runs from here on under this one.</summary>
    public void Activate()
    {
        HttpTransport.Interceptor = InterceptAsync;
        Current.Value = this;
    }

    /// <summary>The id of the operation that a request is; null for none.</summary>
    public static string? FindOperation(string method, string path) =>
        Routes.FirstOrDefault(r => r.Operation.Method == method && r.Path.IsMatch(path)).Operation?.Id
        ?? (method == "POST" && path.EndsWith("/review", StringComparison.Ordinal) ? "files.review_extraction" : null);

    private static async Task<HttpResponseMessage> InterceptAsync(HttpRequestMessage request, HttpTransport.SendRequest onward)
    {
        var traffic = Current.Value ?? throw new InvalidOperationException("Nobody watches this run.");
        var path = request.RequestUri!.AbsolutePath;
        var isStorage = path.StartsWith("/_s3/", StringComparison.Ordinal);
        var test = TestContext.Current.TestCase?.UniqueID ?? "";
        var operation = isStorage
            ? traffic.FindOriginOperation(test, request.RequestUri) : FindOperation(request.Method.Method, path) ?? "none";
        var ordinal = traffic._ordinals.AddOrUpdate((test, $"{operation} {isStorage}"), 0, (_, before) => before + 1);
        var reply = await traffic._handler(new(operation, isStorage, test, ordinal, request, onward));
        if (!isStorage) traffic.RememberStorageUrls(test, operation, reply);
        return reply.ToMessage(request);
    }

    private string FindOriginOperation(string test, Uri url) =>
        _origins.GetValueOrDefault((test, url.PathAndQuery)) ?? _origins.GetValueOrDefault((test, url.AbsolutePath)) ?? "storage";

    /// <summary>
    /// Remembers which operation gave which storage URL: the last one of the test that showed it, because two that show the same
    /// picture within one second give the same URL, later ones do not.
    /// </summary>
    private void RememberStorageUrls(string test, string operation, RecordedResponse reply)
    {
        var text = reply.Header("Location")
            ?? (reply.Bytes.Length < 4_000_000 && reply.Json() is not null ? System.Text.Encoding.UTF8.GetString(reply.Bytes) : "");
        foreach (Match match in StorageUrl().Matches(text.Replace("\\u0026", "&", StringComparison.Ordinal)))
            _origins[(test, match.Value)] = _origins[(test, match.Value.Split('?')[0])] = operation;
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Braces();

    [GeneratedRegex("""/_s3/[^"\s]*""")]
    private static partial Regex StorageUrl();
}

using System.Text.RegularExpressions;

namespace Scopix.Contracts.Checks.Traffic;

/// <summary>
/// A presigned URL lives as long as the documents say, until the time that stands beside it, and has not expired when it is handed out.
/// All of this is read from its query.
/// </summary>
internal static partial class SignedUrlRule
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    /// <summary>The clocks of the service and of this machine may differ.</summary>
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(15);

    private static readonly Dictionary<string, (int Seconds, Claim Claim)> Lifetimes = new()
    {
        ["files.download"] = (300, new(EvidenceKind.Documented, "seed 001, File Listing & Retrieval")),
        ["files.variant"] = (3600, new(EvidenceKind.Documented, "seed 001, Image Operations")),
        ["data.export_status"] = (3600, new(EvidenceKind.Documented, "seed 004, Data Export")),
    };

    private static readonly Claim SaysItsEnd = new(EvidenceKind.Documented, "seed 001, Presigned & Multipart Upload");
    private static readonly Claim LlamaSaysItsEnd = new(EvidenceKind.Documented, "seed 003: expires_at");
    private static readonly Claim IsUsable = new(EvidenceKind.Assumed, "a URL is handed out to be used");

    public static void Check(JudgedExchange judged)
    {
        if (judged.Exchange.Status is 301 or 302 or 307 or 308) CheckLocation(judged);
        else if (judged.IsSuccess && judged.Body is { } body) Walk(judged, body, "");
    }

    private static void CheckLocation(JudgedExchange judged)
    {
        var claim = Lifetimes.TryGetValue(judged.Operation.Id, out var known) ? known.Claim : IsUsable;
        var location = judged.Exchange.ResponseHeaders.GetValueOrDefault("Location");
        if (location is null) judged.Break(claim, "Location", "presence", "present", "absent");
        else if (Read(location) is { } url) CheckUrl(judged, url, "Location", "", null);
    }

    private static void Walk(JudgedExchange judged, JsonElement value, string path)
    {
        var index = 0;
        if (value.ValueKind == JsonValueKind.Array)
            foreach (var item in value.EnumerateArray()) Walk(judged, item, $"{path}[{index++}]");
        if (value.ValueKind != JsonValueKind.Object) return;
        foreach (var property in value.EnumerateObject())
        {
            var inner = SchemaFields.JoinPath(path, property.Name);
            if (property.Value.ValueKind == JsonValueKind.String && Read(property.Value.GetString()!) is { } url)
                CheckUrl(judged, url, Violation.RemoveIndexes(inner), inner, value.FindTime("expires_at"));
            else Walk(judged, property.Value, inner);
        }
    }

    private static void CheckUrl(JudgedExchange judged, SignedUrl url, string place, string path, DateTimeOffset? saidEnd)
    {
        var (id, now) = (judged.Operation.Id, judged.Exchange.AnsweredAt);
        if (Lifetimes.TryGetValue(id, out var known))
            judged.Judge(known.Claim, url.Seconds == known.Seconds, place, "lifetime", $"{known.Seconds} s", $"{url.Seconds} s", path);
        var serverTime = ReadDate(judged.Exchange) ?? now;
        var difference = (serverTime - url.SignedAt).Duration() < ClockDifference ? serverTime : now;
        if (Lifetimes.ContainsKey(id) || saidEnd is not null)
            judged.Judge(IsUsable, url.EndsAt > difference - Tolerance, place, "lifetime", "a URL that has not expired", "an expired one",
                path);
        if (saidEnd is { } end && !id.StartsWith("direct_uploads.", StringComparison.Ordinal))
            judged.Judge(LlamaSaysItsEnd, (end - url.EndsAt).Duration() <= Tolerance, place, "lifetime",
                "a URL that lives until expires_at", url.EndsAt < end ? "one that ends before" : "one that ends later", path);
        else if (saidEnd is { } uploadEnd)
            judged.Judge(SaysItsEnd, url.EndsAt >= uploadEnd - Tolerance, place, "lifetime", "a URL that lives until expires_at",
                "one that ends before", path);
    }

    private static DateTimeOffset? ReadDate(ObservedExchange exchange) =>
        DateTimeOffset.TryParse(exchange.ResponseHeaders.GetValueOrDefault("Date"), CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out var date) ? date : null;

    private static SignedUrl? Read(string text)
    {
        if (!text.StartsWith("http", StringComparison.OrdinalIgnoreCase)) return null;
        var (date, seconds) = (DateParameter().Match(text), ExpiresParameter().Match(text));
        if (!date.Success || !int.TryParse(seconds.Groups[1].Value, CultureInfo.InvariantCulture, out var lifetime)) return null;
        return DateTimeOffset.TryParseExact(date.Groups[1].Value, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out var signedAt) ? new(signedAt, lifetime) : null;
    }

    private sealed record SignedUrl(DateTimeOffset SignedAt, int Seconds)
    {
        public DateTimeOffset EndsAt => SignedAt.AddSeconds(Seconds);
    }

    [GeneratedRegex("[?&]X-Amz-Date=([0-9TZ]+)")]
    private static partial Regex DateParameter();

    [GeneratedRegex("[?&]X-Amz-Expires=([0-9]+)")]
    private static partial Regex ExpiresParameter();
}

using System.Text;
using System.Text.Json.Nodes;
using Scopix.Contracts.Checks;

namespace Scopix.ContractMutations;

/// <summary>Mutants of statuses, error bodies, headers and bytes, and of refusals that become successes.</summary>
public sealed class RefusalMutants(TrafficRecording recording)
{
    private static readonly Dictionary<int, int> OtherStatuses = new()
    {
        [200] = 201,
        [201] = 200,
        [202] = 200,
        [204] = 200,
        [302] = 301,
        [400] = 422,
        [401] = 403,
        [403] = 401,
        [404] = 403,
        [405] = 404,
        [409] = 422,
        [413] = 400,
        [422] = 400,
        [429] = 503,
    };

    /// <summary>Creates the mutants of an operation.</summary>
    public IEnumerable<Mutant> CreateFor(Operation operation)
    {
        var id = operation.Id;
        var success = operation.Responses.Keys.Select(int.Parse).Single(s => s < 400);
        yield return Mutant.ForResponses("wrong status", id, $"{success} as {OtherStatuses[success]}",
            r => r.Status == success ? r with { Status = OtherStatuses[success] } : null);
        foreach (var status in operation.Responses.Keys.Select(int.Parse).Where(s => s >= 400))
        {
            yield return Mutant.ForResponses("wrong status", id, $"{status} as {OtherStatuses[status]}",
                r => r.Status == status ? r with { Status = OtherStatuses[status] } : null);
            var code = IsLlama(id) ? "detail" : "error.code";
            yield return Mutant.ForResponses("error body without code", id, $"{status}: no {code}",
                r => r.Status == status ? WithoutCode(r) : null);
            yield return Mutant.ForResponses("error body without code", id, $"{status}: no body",
                r => r.Status == status ? r.WithBytes([]) : null);
            yield return CreateAcceptingMutant(id, status);
        }

        foreach (var header in IsLlama(id) ? [] : new[] { "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset" })
            yield return CreateWithoutHeader(id, header, isStorage: false);
        foreach (var mutant in CreateByteMutants(operation)) yield return mutant;
    }

    private IEnumerable<Mutant> CreateByteMutants(Operation operation)
    {
        var id = operation.Id;
        if (operation.Responses.Any(r => r.Key[0] == '2' && r.Value is not null))
            yield return Mutant.ForResponses("truncated bytes", id, "half of the body",
                r => r.IsSuccess && r.Bytes.Length > 1 ? r.WithBytes(r.Bytes[..(r.Bytes.Length / 2)]) : null);
        if (operation.Responses.ContainsKey("302")) yield return CreateWithoutHeader(id, "Location", isStorage: false);
        var fetched = recording.ExchangesOf(id).Where(s => s.IsStorage && s.Method == "GET" && s.Response.IsSuccess).ToList();
        if (fetched.Count > 0 && !EquivalentMutants.IsAlwaysNull(id, "download_url"))
        {
            yield return Mutant.ForResponses("truncated bytes", id, "the file without its last byte",
                r => r.Status == 200 && r.Bytes.Length > 1 ? r.WithBytes(r.Bytes[..^1]) : null, isStorage: true);
            yield return Mutant.ForResponses("truncated bytes", id, "half of the file",
                r => r.Status == 200 && r.Bytes.Length > 1 ? r.WithBytes(r.Bytes[..(r.Bytes.Length / 2)]) : null, isStorage: true);
            yield return Mutant.ForResponses("truncated bytes", id, "an empty file",
                r => r.Status == 200 && r.Bytes.Length > 1 ? r.WithBytes([]) : null, isStorage: true);
            if (!IsLlama(id)) yield return CreateWithoutHeader(id, "Content-Type", isStorage: true);
            if (id is "files.download") yield return CreateWithoutHeader(id, "Content-Disposition", isStorage: true);
        }

        if (id is "direct_uploads.create") yield return CreateWithoutHeader(id, "ETag", isStorage: true);
    }

    private static Mutant CreateWithoutHeader(string operation, string header, bool isStorage) => Mutant.ForResponses(
        "missing header", operation, $"{header}{(isStorage ? " of the file" : "")}",
        r => r.Header(header) is not null ? r.Without(header) : null, isStorage);

    /// <summary>A refusal is replaced by a success.</summary>
    private Mutant CreateAcceptingMutant(string operation, int status)
    {
        var kind = operation is "direct_uploads.complete" or "direct_uploads.confirm_part" && status == 409
            ? "wrong checksum accepted" : "refusal accepted";
        return Mutant.ForResponses(kind, operation, $"{status}", r => r.Status == status ? recording.FindSuccess(operation) : null);
    }

    private static RecordedResponse? WithoutCode(RecordedResponse response)
    {
        if (response.Json() is not JsonObject body) return null;
        if (!(body["error"] is JsonObject error ? error.Remove("code") : body.Remove("detail"))) return null;
        return response.WithJson(body);
    }

    private static bool IsLlama(string operation) => operation.StartsWith("llama.", StringComparison.Ordinal);

    /// <summary>Creates the mutants of storage, under the operation that returned the URL.</summary>
    public IEnumerable<Mutant> CreateForStorage()
    {
        yield return Mutant.ForResponses("wrong checksum accepted", "direct_uploads.create", "a PUT of other bytes",
            ReplaceWithSuccess("BadDigest", "InvalidDigest", "XAmzContentSHA256Mismatch", "checksum"), isStorage: true);
        yield return Mutant.ForResponses("wrong checksum accepted", "direct_uploads.create", "a PUT without the signed headers",
            ReplaceWithSuccess("SignatureDoesNotMatch", "AccessDenied"), isStorage: true);
        foreach (var id in new[] { "files.download", "files.variant", "data.export_status", "direct_uploads.create",
            "direct_uploads.retry_part", "llama.files.content", "llama.files.retrieve", "llama.files.list" })
            yield return Mutant.ForResponses("expired URL accepted", id, "storage takes it", ReplaceWithSuccess("expired"),
                isStorage: true);
        foreach (var id in new[] { "direct_uploads.complete", "direct_uploads.confirm_part" })
            yield return Mutant.ForResponses("expired URL accepted", id, "an intent that is over",
                r => r.Status is 409 or 422 or 404 && Text(r).Contains("expired", StringComparison.OrdinalIgnoreCase)
                    ? recording.FindSuccess(id) : null);
    }

    private static Func<RecordedResponse, RecordedResponse?> ReplaceWithSuccess(params string[] words) => r =>
        r.Status is 400 or 403 && words.Any(w => Text(r).Contains(w, StringComparison.OrdinalIgnoreCase)) ? new(200, [], []) : null;

    private static string Text(RecordedResponse response) => Encoding.UTF8.GetString(response.Bytes);
}

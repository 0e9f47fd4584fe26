using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;

namespace Scopix.ContractMutations;

/// <summary>Mutants of requests that are repeated, with and without a key, one after another and at the same time.</summary>
public sealed class RepetitionMutants(TrafficRecording recording)
{
    private const string Create = "direct_uploads.create";
    private const string Complete = "direct_uploads.complete";
    private const string OtherId = "f0f0f0f0-0000-4000-8000-000000000004";
    private static readonly string[] Creations = ["files.upload", "files.upload_batch", "files.analyze", Create, "llama.files.create"];
    private static readonly TimeSpan Overlap = TimeSpan.FromMilliseconds(30);

    /// <summary>Creates all of them.</summary>
    public IEnumerable<Mutant> All()
    {
        foreach (var id in Creations) yield return CreateTwice(id);
        yield return CreateReplay("the same key has another id", (_, replay) => ChangeId(replay, "upload_id"), onlySame: true);
        yield return CreateReplay("the same key has another status", (_, replay) => replay with { Status = 200 }, onlySame: true);
        yield return CreateReplay("every key is the same", (first, _) => first, onlySame: false);
        yield return CreateOverlapping("two completions make two files", response => ChangeId(response, "file_id"));
        yield return CreateOverlapping("the second of two completions is refused",
            _ => recording.ExchangesOf(Complete).FirstOrDefault(s => s.Response.Status == 409)?.Response);
        yield return CreateOverlapping("the second of two completions is no duplicate of the first", response =>
            SchemaField.ChangeAll(response, "deduplicated", (parent, name) =>
            {
                parent[name] = (bool?)parent[name] == false;
                return true;
            }));
    }

    /// <summary>A creation is done twice, and the second one is not shown.</summary>
    private static Mutant CreateTwice(string operation) => Mutant.ForRequests(
        "twice", operation, "two are created",
        seen => !seen.IsStorage && seen.Response.IsSuccess,
        () => async intercepted =>
        {
            var response = await intercepted.SendAsync();
            if (intercepted.IsStorage || !response.IsSuccess || response.Json() is not JsonObject { } body) return (response, false);
            if (body["skipped"] is JsonValue skipped && (bool)skipped) return (response, false);
            var again = intercepted.CreateCopy(content: intercepted.Request.Content is MultipartFormDataContent form
                && operation.StartsWith("files.", StringComparison.Ordinal) ? AllowDuplicates(form) : null);
            again.Headers.Remove("Idempotency-Key");
            return (response, (await intercepted.SendAsync(again)).IsSuccess);
        });

    private static MultipartFormDataContent AllowDuplicates(MultipartFormDataContent form)
    {
        var copy = new MultipartFormDataContent { HeaderEncodingSelector = (_, _) => Encoding.UTF8 };
        foreach (var part in form.Where(p => p.Headers.ContentDisposition?.Name?.Trim('"') != "skip_duplicates")) copy.Add(part);
        copy.Add(new StringContent("false"), "skip_duplicates");
        return copy;
    }

    /// <summary>What a request with a key returns after another one of the same test with a key.</summary>
    private static Mutant CreateReplay(
        string what, Func<RecordedResponse, RecordedResponse, RecordedResponse?> damage, bool onlySame) => Mutant.ForRequests(
        "idempotency", Create, what,
        seen => !seen.IsStorage && seen.Response.IsSuccess && seen.Ordinal > 0,
        () =>
        {
            var first = new ConcurrentDictionary<string, (string Key, RecordedResponse Response)>();
            return async intercepted =>
            {
                var response = await intercepted.SendAsync();
                if (intercepted.IsStorage || !response.IsSuccess
                    || !intercepted.Request.Headers.TryGetValues("Idempotency-Key", out var keys)) return (response, false);
                var key = keys.First();
                var before = first.GetOrAdd(intercepted.Test, (key, response));
                if (before.Response == response || (before.Key == key) != onlySame) return (response, false);
                var damaged = damage(before.Response, response);
                return (damaged ?? response, damaged is not null);
            };
        });

    /// <summary>What a completion returns that begins while another one of the same upload is not answered.</summary>
    private static Mutant CreateOverlapping(string what, Func<RecordedResponse, RecordedResponse?> damage) => Mutant.ForRequests(
        "concurrent completion", Complete, what,
        seen => !seen.IsStorage && seen.Response.IsSuccess && seen.Ordinal > 0,
        () =>
        {
            var running = new ConcurrentDictionary<string, int>();
            return async intercepted =>
            {
                if (intercepted.IsStorage) return (await intercepted.SendAsync(), false);
                var isSecond = running.AddOrUpdate(intercepted.Url, 1, (_, count) => count + 1) > 1;
                try
                {
                    var response = await intercepted.SendAsync();
                    if (!isSecond) await Task.Delay(Overlap); // the other request begins meanwhile, if the case sends one at all
                    var damaged = isSecond && response.IsSuccess ? damage(response) : null;
                    return (damaged ?? response, damaged is not null);
                }
                finally
                {
                    running.AddOrUpdate(intercepted.Url, 0, (_, count) => count - 1);
                }
            };
        });

    private static RecordedResponse? ChangeId(RecordedResponse response, string field) => SchemaField.ChangeAll(response, field,
        (parent, name) =>
        {
            parent[name] = OtherId;
            return true;
        });
}

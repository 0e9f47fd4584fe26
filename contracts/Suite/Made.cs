using System.Collections.Concurrent;

namespace Scopix.Contracts;

/// <summary>
/// What the run has made on a given target, noted as the answers pass, with the key that made it; removed at the end, also after
/// tests that failed and runs that were interrupted. Sessions, exports and telemetry cannot be deleted through the API.
/// </summary>
public sealed class Made
{
    private readonly ConcurrentDictionary<(string Kind, string Id), Api> _things = new();

    /// <summary>How much is still there.</summary>
    public int Count => _things.Count;

    /// <summary>Notes what an answer tells of: made, or removed by a test itself.</summary>
    public Answer Note(Api api, HttpMethod method, Uri url, Answer answer)
    {
        if (answer.Status is < 200 or >= 300 || Operation.Match(method.Method, url.AbsolutePath) is not { } operation) return answer;
        if (operation.Id is "files.delete" or "folders.delete" or "projects.delete" or "direct_uploads.abort" or "llama.files.delete") Forget(operation.Id, url.Segments[^1].Trim('/'));
        else if (answer.IsJson) Note(api, operation.Id, url, answer);
        return answer;
    }

    /// <summary>Notes one thing: a file, folder, project, direct_upload, session, job or file of LlamaCloud.</summary>
    public void Note(Api api, string kind, string? id)
    {
        if (id is not null) _things[(kind, id)] = api;
    }

    /// <summary>Removes everything; gives what is left.</summary>
    public async Task<IReadOnlyList<string>> RemoveAsync()
    {
        foreach (var (id, api) in Of("direct_upload")) Forget("direct_upload", id, await api.DeleteAsync($"/files/direct-uploads/{id}?reason=contract"));
        foreach (var (id, api) in Of("job")) await FollowAsync(api, id);
        foreach (var (id, api) in Of("session")) await FollowSessionAsync(api, id);
        foreach (var (api, files) in Of("file").GroupBy(f => f.Value, f => f.Key).Select(g => (g.Key, g)))
            foreach (var some in files.Chunk(100)) await DeleteAsync(api, some);
        foreach (var (id, api) in Of("folder")) Forget("folder", id, await api.DeleteAsync($"/folders/{id}"));
        foreach (var (id, api) in Of("llama")) Forget("llama", id, await api.DeleteAsync($"/beta/files/{id}"));
        foreach (var (id, api) in Of("project")) Forget("project", id, await api.DeleteAsync($"/projects/{id}"));
        return [.. _things.Keys.Select(thing => $"{thing.Kind} {thing.Id}").Order(StringComparer.Ordinal)];
    }

    private void Note(Api api, string operation, Uri url, Answer answer)
    {
        var body = answer.Json;
        switch (operation)
        {
            case "files.upload" when !body.Flagged("skipped"): Note(api, "file", body.Word("file_id")); break;
            case "files.upload_batch":
                Note(api, "session", body.Word("session_id"));
                foreach (var file in body.Items("immediate_results").Where(r => !r.Flagged("skipped"))) Note(api, "file", file.Word("file_id"));
                break;
            case "links.create": Note(api, "file", body.Word("id")); break;
            case "files.analyze" or "jobs.get" when body.Word("status") is not "skipped": Note(api, "file", body.Word("document_id")); break;
            case "files.analyze_async": Note(api, "job", body.Word("job_id")); break;
            case "folders.create": Note(api, "folder", body.Word("id")); break;
            case "llama.files.create": Note(api, "llama", body.Word("id")); break;
            case "projects.create": Note(api, "project", body.Word("id")); break;
            case "direct_uploads.create": Note(api, "direct_upload", body.Word("upload_id")); break;
            case "direct_uploads.complete":
                _things.TryRemove(("direct_upload", url.Segments[^2].Trim('/')), out _);
                Note(api, "file", body.Word("file_id"));
                break;
        }
    }

    private List<KeyValuePair<string, Api>> Of(string kind) => [.. _things.Where(t => t.Key.Kind == kind).Select(t => KeyValuePair.Create(t.Key.Id, t.Value))];

    private void Forget(string operation, string id) => _things.TryRemove((operation.Split('.')[0].TrimEnd('s'), id), out _);

    /// <summary>What is gone, was never there or is closed needs no more care.</summary>
    private void Forget(string kind, string id, Answer answer, bool isGone = false)
    {
        if (answer.Status is 404 or 410 || (!isGone && answer.Status is (>= 200 and < 300) or 409)) _things.TryRemove((kind, id), out _);
    }

    private async Task FollowAsync(Api api, string job)
    {
        await EndAsync(api, $"/job/{job}");
        _things.TryRemove(("job", job), out _);
    }

    /// <summary>A session's results tell of files that are finished, so it is waited for.</summary>
    private async Task FollowSessionAsync(Api api, string session)
    {
        await EndAsync(api, $"/files/sessions/{session}/status");
        var results = await api.GetAsync($"/files/sessions/{session}/results?limit=500");
        if (results.Status != 200) return;
        foreach (var result in results.Json.Items("results").Where(r => !r.Flagged("skipped"))) Note(api, "file", result.Word("file_id"));
        _things.TryRemove(("session", session), out _);
    }

    private static async Task EndAsync(Api api, string path)
    {
        for (var attempt = 0; attempt < 60; attempt++)
        {
            var answer = await api.GetAsync(path);
            if (answer.Status != 200 || answer.Json.Word("status") is not ("pending" or "uploading" or "processing")) return;
            await Task.Delay(TimeSpan.FromSeconds(Math.Min(0.1 * (attempt + 1), 2)));
        }
    }

    /// <summary>Deletes files; those that are still processed are skipped by the service, and asked for again until they are not.</summary>
    private async Task DeleteAsync(Api api, string[] files)
    {
        for (var attempt = 0; files.Length > 0 && attempt < 60; attempt++)
        {
            if (attempt > 0) await Task.Delay(TimeSpan.FromSeconds(Math.Min(0.1 * attempt, 2)));
            var answer = await api.PostAsync("/files/batch-delete", new { file_ids = files });
            if (answer.Status is < 200 or >= 300) return;
            var (failed, skipped) = (IdsOf(answer, "failed"), IdsOf(answer, "skipped"));
            foreach (var id in files.Except(failed).Except(skipped)) _things.TryRemove(("file", id), out _);
            foreach (var id in failed) Forget("file", id, await api.GetAsync($"/files/{id}"), isGone: true);
            files = skipped;
        }
    }

    private static string[] IdsOf(Answer answer, string outcome) => [.. answer.Json.Items(outcome).Select(file => file.Word("id")).OfType<string>()];
}

/// <summary>Reading what may be absent, without any claim.</summary>
internal static class Lenient
{
    public static string? Word(this JsonElement body, string name) => body.Find(name) is { ValueKind: JsonValueKind.String } found ? found.GetString() : null;

    public static bool Flagged(this JsonElement body, string name) => body.Find(name).ValueKind == JsonValueKind.True;

    public static IEnumerable<JsonElement> Items(this JsonElement body, string name) => body.Find(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];
}

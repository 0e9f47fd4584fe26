using System.Collections.Concurrent;
using System.Diagnostics;

namespace Scopix.Contracts.Runner;

/// <summary>
/// The resources that the run created on a live target, each with the key that created it. They are deleted at the end, also
/// after failed tests and interrupted runs. Sessions, exports and telemetry cannot be deleted through the API.
/// </summary>
public sealed class CreatedResources
{
    private readonly ConcurrentDictionary<(string Kind, string Id), ApiClient> _resources = new();
    private readonly Stopwatch _cleanup = new();

    /// <summary>The number of resources that are not deleted.</summary>
    public int Count => _resources.Count;

    /// <summary>
    /// Tracks the resources that a response shows as created, and forgets those that the test has deleted itself.
    /// </summary>
    public ApiResponse Track(ApiClient api, HttpMethod method, Uri url, ApiResponse response)
    {
        if (response.Status is < 200 or >= 300 || Operation.Match(method.Method, url.AbsolutePath) is not { } operation) return response;
        if (operation.Id is "files.delete" or "folders.delete" or "projects.delete" or "direct_uploads.abort" or "llama.files.delete")
            Untrack(operation.Id, url.Segments[^1].Trim('/'));
        else if (response.IsJson) Track(api, operation.Id, url, response);
        return response;
    }

    /// <summary>
    /// Tracks one resource; the kind is file, folder, project, direct_upload, session, job or llama (a file of LlamaCloud).
    /// </summary>
    public void Track(ApiClient api, string kind, string? id)
    {
        if (id is not null) _resources[(kind, id)] = api;
    }

    /// <summary>
    /// Deletes everything; returns what could not be deleted. It waits two minutes at most in all for what is still processed.
    /// </summary>
    public async Task<IReadOnlyList<string>> DeleteAllAsync()
    {
        _cleanup.Restart();
        foreach (var (id, api) in GetResources("direct_upload"))
            Untrack("direct_upload", id, await api.DeleteAsync($"/files/direct-uploads/{id}?reason=contract"));
        foreach (var (id, api) in GetResources("job")) await WaitForJobAsync(api, id);
        foreach (var (id, api) in GetResources("session")) await TrackSessionFilesAsync(api, id);
        foreach (var (api, files) in GetResources("file").GroupBy(f => f.Value, f => f.Key).Select(g => (g.Key, g)))
            foreach (var some in files.Chunk(100)) await DeleteFilesAsync(api, some);
        foreach (var (id, api) in GetResources("folder")) Untrack("folder", id, await api.DeleteAsync($"/folders/{id}"));
        foreach (var (id, api) in GetResources("llama")) Untrack("llama", id, await api.DeleteAsync($"/beta/files/{id}"));
        foreach (var (id, api) in GetResources("project")) Untrack("project", id, await api.DeleteAsync($"/projects/{id}"));
        return [.. _resources.Keys.Select(resource => $"{resource.Kind} {resource.Id}").Order(StringComparer.Ordinal)];
    }

    private void Track(ApiClient api, string operation, Uri url, ApiResponse response)
    {
        var body = response.FindJson();
        switch (operation)
        {
            case "files.upload" when !body.FindFlag("skipped"): Track(api, "file", body.FindString("file_id")); break;
            case "files.upload_batch":
                Track(api, "session", body.FindString("session_id"));
                foreach (var file in body.FindArray("immediate_results").Where(r => !r.FindFlag("skipped")))
                    Track(api, "file", file.FindString("file_id"));
                break;
            case "links.create": Track(api, "file", body.FindString("id")); break;
            case "files.analyze" or "jobs.get"
                when body.FindString("status") is not "skipped":
                Track(api, "file", body.FindString("document_id")); break;
            case "files.analyze_async": Track(api, "job", body.FindString("job_id")); break;
            case "folders.create": Track(api, "folder", body.FindString("id")); break;
            case "llama.files.create": Track(api, "llama", body.FindString("id")); break;
            case "projects.create": Track(api, "project", body.FindString("id")); break;
            case "direct_uploads.create": Track(api, "direct_upload", body.FindString("upload_id")); break;
            case "direct_uploads.complete":
                _resources.TryRemove(("direct_upload", url.Segments[^2].Trim('/')), out _);
                Track(api, "file", body.FindString("file_id"));
                break;
        }
    }

    private List<KeyValuePair<string, ApiClient>> GetResources(string kind) =>
        [.. _resources.Where(t => t.Key.Kind == kind).Select(t => KeyValuePair.Create(t.Key.Id, t.Value))];

    private void Untrack(string operation, string id) => _resources.TryRemove((operation.Split('.')[0].TrimEnd('s'), id), out _);

    /// <summary>Forgets a resource that is deleted, was never there or is closed.</summary>
    private void Untrack(string kind, string id, ApiResponse response, bool isGone = false)
    {
        if (response.Status is 404 or 410 || (!isGone && response.Status is (>= 200 and < 300) or 409))
            _resources.TryRemove((kind, id), out _);
    }

    private bool HasTimeToWait => _cleanup.Elapsed < TimeSpan.FromMinutes(2);

    private async Task WaitForJobAsync(ApiClient api, string job)
    {
        await WaitUntilFinishedAsync(api, $"/job/{job}");
        _resources.TryRemove(("job", job), out _);
    }

    /// <summary>Waits for a session, since its results name only finished files, and tracks these.</summary>
    private async Task TrackSessionFilesAsync(ApiClient api, string session)
    {
        await WaitUntilFinishedAsync(api, $"/files/sessions/{session}/status");
        var results = await api.GetAsync($"/files/sessions/{session}/results?limit=500");
        if (results.Status != 200) return;
        foreach (var result in results.FindJson().FindArray("results").Where(r => !r.FindFlag("skipped")))
            Track(api, "file", result.FindString("file_id"));
        _resources.TryRemove(("session", session), out _);
    }

    private async Task WaitUntilFinishedAsync(ApiClient api, string path)
    {
        for (var attempt = 0; attempt < 60 && HasTimeToWait; attempt++)
        {
            var response = await api.GetAsync(path);
            var status = response.Status == 200 ? response.FindJson().FindString("status") : null;
            if (status is not ("pending" or "uploading" or "processing")) return;
            await Task.Delay(TimeSpan.FromSeconds(Math.Min(0.1 * (attempt + 1), 2)));
        }
    }

    /// <summary>Deletes files. The service skips those that are still processed; they are requested again.</summary>
    private async Task DeleteFilesAsync(ApiClient api, string[] files)
    {
        for (var attempt = 0; files.Length > 0 && attempt < 60 && (attempt == 0 || HasTimeToWait); attempt++)
        {
            if (attempt > 0) await Task.Delay(TimeSpan.FromSeconds(Math.Min(0.1 * attempt, 2)));
            var response = await api.PostAsync("/files/batch-delete", new { file_ids = files });
            if (response.Status is < 200 or >= 300) return;
            var (failed, skipped) = (GetIds(response, "failed"), GetIds(response, "skipped"));
            foreach (var id in files.Except(failed).Except(skipped)) _resources.TryRemove(("file", id), out _);
            foreach (var id in failed) Untrack("file", id, await api.GetAsync($"/files/{id}"), isGone: true);
            files = skipped;
        }
    }

    private static string[] GetIds(ApiResponse response, string outcome) =>
        [.. response.FindJson().FindArray(outcome).Select(file => file.FindString("id")).OfType<string>()];
}

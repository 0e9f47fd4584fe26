using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Scopix.Client;

namespace Scopix.Emulator.Tool.Pull;

/// <summary>
/// Fetches files into the state, several at once; what is there already is not fetched again. A file that fails does not stop the others; a
/// refused key, a lost connection and a full disk end the run.
/// </summary>
internal sealed class FileFetcher(
    IPullSource source, PullState state, PullOptions options, PullReport report, Action<string, int, int> reportProgress)
{
    private const int MaxDownloads = 2;

    private readonly ConcurrentDictionary<string, Lazy<Task>> _downloads = new();

    /// <summary>Returns the files that can be loaded, in the given order.</summary>
    public async Task<IReadOnlyList<FetchedFile>> FetchAsync(IReadOnlyList<SourceFile> files, CancellationToken cancel)
    {
        var (fetched, done) = (new FetchedFile?[files.Count], 0);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.MaxParallel, CancellationToken = cancel };
        await Parallel.ForEachAsync(Enumerable.Range(0, files.Count), parallel, async (i, stop) =>
        {
            fetched[i] = await FetchOrReportAsync(files[i], stop);
            reportProgress("Copying", Interlocked.Increment(ref done), files.Count);
        });
        return [.. fetched.OfType<FetchedFile>()];
    }

    private async Task<FetchedFile?> FetchOrReportAsync(SourceFile file, CancellationToken cancel)
    {
        try
        {
            var fetched = await FetchAsync(file, cancel);
            if (fetched is null) report.AddDeleted();
            return fetched;
        }
        catch (ScopixException failed) when (!EndsRun(failed))
        {
            report.AddFailure(file.Name, failed.Message);
            return null;
        }
    }

    private static bool EndsRun(ScopixException failed) =>
        failed is AuthenticationException or PermissionDeniedException or ScopixConnectionException || DiskFull.Is(failed);

    private async Task<FetchedFile?> FetchAsync(SourceFile file, CancellationToken cancel)
    {
        if (state.FindFile(file.Id, file.Fingerprint) is { } known && IsComplete(known)) return ToFetched(file, known);
        if (await source.FetchAsync(file, cancel) is not { } fetched) return null;
        fetched["has_bytes"] = false;
        if (!options.WithoutBytes && source.HasContent(fetched) && !await TryDownloadAsync(file, fetched, cancel))
        {
            if (await source.FetchAsync(file, cancel) is null) return null;
            report.AddWithoutBytes();
        }
        await state.SaveFileAsync(file.Id, fetched, cancel);
        return ToFetched(file, fetched);
    }

    private bool IsComplete(JsonObject known) =>
        options.WithoutBytes || !source.HasContent(known)
            || ((bool)known["has_bytes"]! && File.Exists(state.GetObjectPath((string)known["hash"]!)));

    private static FetchedFile ToFetched(SourceFile file, JsonObject fetched) =>
        new(file, (bool)fetched["has_bytes"]! ? (string)fetched["hash"]! : null);

    /// <summary>False when the source does not have the bytes.</summary>
    private async Task<bool> TryDownloadAsync(SourceFile file, JsonObject fetched, CancellationToken cancel)
    {
        var expected = ((string?)fetched["hash"])?.ToLowerInvariant();
        try
        {
            if (expected is null) fetched["hash"] = expected = await DownloadAsync(file, null, cancel);
            else await _downloads.GetOrAdd(expected, hash => new(() => DownloadOnceAsync(file, hash, cancel))).Value;
        }
        catch (ScopixException missing) when (missing.Status is 404)
        {
            return false;
        }
        fetched["has_bytes"] = true;
        fetched["size_bytes"] = new FileInfo(state.GetObjectPath(expected)).Length;
        return true;
    }

    private async Task DownloadOnceAsync(SourceFile file, string hash, CancellationToken cancel)
    {
        if (!File.Exists(state.GetObjectPath(hash))) await DownloadAsync(file, hash, cancel);
    }

    /// <summary>Downloads the bytes and returns their SHA-256; when it is not the expected one, they are downloaded once more.</summary>
    private async Task<string> DownloadAsync(SourceFile file, string? expected, CancellationToken cancel)
    {
        var partial = state.GetObjectPath(file.Id) + ".part";
        for (var attempt = 1; ; attempt++)
        {
            string found;
            await using (var bytes = PullState.CreateFile(partial))
            {
                await source.DownloadAsync(file, bytes, cancel);
                bytes.Position = 0;
                found = Convert.ToHexStringLower(await SHA256.HashDataAsync(bytes, cancel));
            }
            if (expected is null || found == expected)
            {
                File.Move(partial, state.GetObjectPath(found), overwrite: true);
                report.AddBytes(new FileInfo(state.GetObjectPath(found)).Length);
                return found;
            }
            File.Delete(partial);
            if (attempt == MaxDownloads) throw new ScopixException($"The bytes have the SHA-256 {found}, but the source says {expected}.");
        }
    }
}

/// <summary>A file that is ready to be loaded, with the hash of its object in the state; null when it is copied without bytes.</summary>
internal sealed record FetchedFile(SourceFile File, string? Hash);

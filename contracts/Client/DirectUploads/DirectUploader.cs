namespace Scopix.Client;

/// <summary>
/// Runs a direct upload from the hash to the file. When it fails or is cancelled, it aborts the intent, unless the options keep
/// it.
/// </summary>
internal sealed class DirectUploader(HttpSender transport, DirectUploadsClient api, UploadSource file, UploadSourceReader source,
    UploadOptions options, UploadProgressReporter progress)
{
    private static readonly TimeSpan AbortTimeout = TimeSpan.FromSeconds(10);

    private readonly StorageClient _storage = new(transport);
    private string? _uploadId;
    private PartPlan? _parts;

    public async Task<CompleteUploadResult> RunAsync(CancellationToken cancel)
    {
        try
        {
            if (options.Resume is { } checkpoint) await ResumeAsync(checkpoint, cancel);
            else await StartAsync(cancel);
            progress.SetPhase(UploadPhase.Completing);
            return await api.CompleteAsync(_uploadId!, cancel: cancel);
        }
        catch (Exception exception) when (_uploadId is not null)
        {
            var checkpoint = options.KeepOnFailure ? _parts?.CreateCheckpoint() : null;
            if (checkpoint is null)
                await AbortAsync(
                    exception is OperationCanceledException
                        ? "Cancelled by the client" : $"Failed while {progress.Phase.ToString().ToLowerInvariant()}");
            if (exception is OperationCanceledException && checkpoint is null) throw;
            throw new UploadException(progress.Phase, _uploadId, checkpoint, exception);
        }
    }

    private async Task StartAsync(CancellationToken cancel)
    {
        progress.SetPhase(UploadPhase.Hashing);
        var hash = await source.ComputeHashAsync(cancel);
        progress.SetPhase(UploadPhase.Starting);
        var intent = await api.CreateAsync(DirectUploadRequest.From(file, source.Length, hash, options), options.IdempotencyKey, cancel);
        _uploadId = intent.UploadId;
        if (intent.UploadMode == UploadMode.Multipart)
        {
            _parts = PartPlan.From(intent, source.Length);
            await UploadMissingPartsAsync(cancel);
            return;
        }
        progress.SetPhase(UploadPhase.Uploading);
        await _storage.PutObjectAsync(intent, source, progress, cancel);
    }

    private async Task ResumeAsync(UploadCheckpoint checkpoint, CancellationToken cancel)
    {
        _uploadId = checkpoint.UploadId;
        _parts = PartPlan.From(checkpoint, source.Length);
        await UploadMissingPartsAsync(cancel);
    }

    private Task UploadMissingPartsAsync(CancellationToken cancel)
    {
        progress.SetPhase(UploadPhase.Uploading);
        progress.SetParts(_parts!.ConfirmedCount, _parts.TotalParts, _parts.ConfirmedBytes);
        var parallelOptions = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, options.Parallelism), CancellationToken = cancel };
        return Parallel.ForEachAsync(_parts.GetMissingParts(), parallelOptions, async (part, stop) => await UploadPartAsync(part, stop));
    }

    /// <summary>Sends one part, again with a new URL after a failure, until storage has it or the attempts are used up.</summary>
    private async Task UploadPartAsync(int part, CancellationToken cancel)
    {
        var url = _parts!.GetUrl(part);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                url ??= (await api.RetryPartAsync(_uploadId!, part, cancel)).Url;
                var etag = await _storage.PutPartAsync(url, source, _parts.GetByteRange(part), progress, cancel);
                await api.ConfirmPartAsync(_uploadId!, part, etag, _parts.GetByteRange(part).Length, cancel);
                _parts.MarkConfirmed(part);
                progress.AddConfirmedPart();
                return;
            }
            catch (ScopixException exception) when (IsTransient(exception) && transport.GetRetryDelay(exception, attempt) is { } pause)
            {
                url = null;
                await transport.WaitForRetryAsync(new RetryAttempt("storage.put", attempt, pause, exception), cancel);
            }
        }
    }

    /// <summary>
    /// A 403 means that the URL has expired; a conflict and BadDigest mean that storage has received other bytes than were sent.
    /// </summary>
    private static bool IsTransient(ScopixException exception) =>
        exception is ScopixConnectionException or ScopixTimeoutException or ConflictException
            or StorageException { Status: 403 or 404 or 408 or 429 or >= 500 } or StorageException { Code: "BadDigest" };

    /// <summary>Best effort: an intent that is not aborted expires by itself.</summary>
    private async Task AbortAsync(string reason)
    {
        using var timeout = new CancellationTokenSource(AbortTimeout, transport.Options.TimeProvider);
        try
        {
            await api.AbortAsync(_uploadId!, reason, timeout.Token);
        }
        catch (Exception missed) when (missed is ScopixException or OperationCanceledException)
        {
        }
    }
}

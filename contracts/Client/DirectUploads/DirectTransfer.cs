namespace Scopix.Client;

/// <summary>A direct upload from its hash to its file; given up when it fails or is cancelled, unless it shall be kept.</summary>
internal sealed class DirectTransfer(Transport transport, DirectUploadsClient api, UploadSource file, PreparedSource source, UploadOptions options, UploadMeter meter)
{
    private static readonly TimeSpan AbortWithin = TimeSpan.FromSeconds(10);

    private readonly Storage _storage = new(transport);
    private string? _uploadId;
    private PartPlan? _parts;

    public async Task<CompletedUpload> RunAsync(CancellationToken cancel)
    {
        try
        {
            if (options.Resume is { } checkpoint) await ResumeAsync(checkpoint, cancel);
            else await BeginAsync(cancel);
            meter.Enter(UploadPhase.Completing);
            return await api.CompleteAsync(_uploadId!, cancel: cancel);
        }
        catch (Exception failed) when (_uploadId is not null)
        {
            var checkpoint = options.KeepOnFailure ? _parts?.Checkpoint() : null;
            if (checkpoint is null) await AbortAsync(failed is OperationCanceledException ? "Cancelled by the client" : $"Failed while {meter.Phase.ToString().ToLowerInvariant()}");
            if (failed is OperationCanceledException && checkpoint is null) throw;
            throw new UploadException(meter.Phase, _uploadId, checkpoint, failed);
        }
    }

    private async Task BeginAsync(CancellationToken cancel)
    {
        meter.Enter(UploadPhase.Hashing);
        var hash = await source.HashAsync(cancel);
        meter.Enter(UploadPhase.Starting);
        var intent = await api.CreateAsync(DirectUploadRequest.Of(file, source.Length, hash, options), options.IdempotencyKey, cancel);
        _uploadId = intent.UploadId;
        if (intent.UploadMode == UploadMode.Multipart)
        {
            _parts = PartPlan.Of(intent, source.Length);
            await PartsAsync(cancel);
            return;
        }
        meter.Enter(UploadPhase.Uploading);
        await _storage.PutWholeAsync(intent, source, meter, cancel);
    }

    private async Task ResumeAsync(UploadCheckpoint checkpoint, CancellationToken cancel)
    {
        _uploadId = checkpoint.UploadId;
        _parts = PartPlan.Of(checkpoint, source.Length);
        await PartsAsync(cancel);
    }

    private Task PartsAsync(CancellationToken cancel)
    {
        meter.Enter(UploadPhase.Uploading);
        meter.Parts(_parts!.CountConfirmed, _parts.TotalParts, _parts.BytesConfirmed);
        var together = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, options.Parallelism), CancellationToken = cancel };
        return Parallel.ForEachAsync(_parts.Missing(), together, async (part, stop) => await PartAsync(part, stop));
    }

    /// <summary>One part, again with a fresh URL until it has arrived or the attempts are used up.</summary>
    private async Task PartAsync(int part, CancellationToken cancel)
    {
        var url = _parts!.UrlOf(part);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                url ??= (await api.RetryPartAsync(_uploadId!, part, cancel)).Url;
                var etag = await _storage.PutPartAsync(url, source, _parts.StretchOf(part), meter, cancel);
                await api.ConfirmPartAsync(_uploadId!, part, etag, _parts.StretchOf(part).Length, cancel);
                _parts.Confirm(part);
                meter.Confirmed();
                return;
            }
            catch (ScopixException failed) when (MayPass(failed) && transport.PauseAfter(failed, attempt) is { } pause)
            {
                url = null;
                await Task.Delay(pause, transport.Options.TimeProvider, cancel);
            }
        }
    }

    /// <summary>A 403 is a URL that has expired; a conflict says that storage holds something else than was sent.</summary>
    private static bool MayPass(ScopixException failed) =>
        failed is ScopixConnectionException or ScopixTimeoutException or ConflictException or StorageException { Status: 403 or 404 or 408 or 429 or >= 500 };

    /// <summary>Best effort: an intent that stays goes by itself when it expires.</summary>
    private async Task AbortAsync(string reason)
    {
        using var late = new CancellationTokenSource(AbortWithin, transport.Options.TimeProvider);
        try
        {
            await api.AbortAsync(_uploadId!, reason, late.Token);
        }
        catch (Exception missed) when (missed is ScopixException or OperationCanceledException)
        {
        }
    }
}

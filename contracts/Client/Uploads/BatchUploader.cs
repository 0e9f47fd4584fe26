namespace Scopix.Client;

/// <summary>Uploads many files, the small ones in batches; results have the order of the files.</summary>
internal sealed class BatchUploader(FilesClient files, UploadsClient uploads, SessionsClient sessions, UploadOptions options)
{
    /// <summary>The most bytes of files in one request: 2 GB are allowed (public: Rate Limits), less room for the form.</summary>
    private const long MaxBatchBytes = 2000L * 1024 * 1024;

    /// <summary>The most files in one request when the quota check gives no number (seed 001: 10 to 200 by tier).</summary>
    private const int SmallestBatchLimit = 10, UnlimitedBatchLimit = 200;

    private readonly List<(int Place, UploadSource File, UploadSourceReader Source)> _batch = [];
    private UploadResult[] _results = [];

    public async Task<BatchUploadResults> RunAsync(IReadOnlyList<UploadSource> sources, CancellationToken cancel)
    {
        if (sources.Count == 0) return new BatchUploadResults([]);
        var quota = await files.CheckQuotaAsync(sources.Count, cancel);
        if (!quota.CanProceed) throw new QuotaExceededException(quota);
        _results = new UploadResult[sources.Count];
        try
        {
            for (var place = 0; place < sources.Count; place++)
                await AddAsync(place, sources[place],
                    Math.Max(1, quota.MaxBatchSize ?? (quota.MonthlyLimit < 0 ? UnlimitedBatchLimit : SmallestBatchLimit)), cancel);
            await SendBatchAsync(cancel);
        }
        finally
        {
            await DisposeBatchAsync();
        }
        if (options.WaitForDescription) await WaitForDescriptionsAsync(cancel);
        return new BatchUploadResults(_results);
    }

    private async Task AddAsync(int place, UploadSource file, int maxFiles, CancellationToken cancel)
    {
        UploadSourceReader source;
        try
        {
            source = await file.OpenAsync(cancel);
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            _results[place] = UploadResult.CreateFailed(file.Filename, missing.Message, retryable: false);
            return;
        }
        if (options.UsesDirectUpload(source.Length))
        {
            await using (source)
                _results[place] = await TryUploadAsync(file.Filename,
                    () => files.UploadAsync(file, source, options with { WaitForDescription = false, Title = null }, cancel));
            return;
        }
        var batchBytes = _batch.Sum(entry => entry.Source.Length);
        if (_batch.Count >= maxFiles || batchBytes + source.Length > MaxBatchBytes) await SendBatchAsync(cancel);
        _batch.Add((place, file, source));
    }

    private async Task SendBatchAsync(CancellationToken cancel)
    {
        if (_batch.Count == 0) return;
        try
        {
            var results = await CollectResultsAsync(
                await uploads.StreamBatchAsync([.. _batch.Select(entry => (entry.File, entry.Source))], options, cancel), cancel);
            for (var i = 0; i < _batch.Count; i++) _results[_batch[i].Place] = results[i];
        }
        catch (ScopixException exception) when (!IsFatal(exception))
        {
            foreach (var (place, file, _) in _batch) _results[place] = CreateFailedResult(file.Filename, exception);
        }
        await DisposeBatchAsync();
    }

    /// <summary>
    /// Reads the outcome of each file of a batch: from the response when it is complete, else from the session after its end.
    /// </summary>
    private async Task<UploadResult[]> CollectResultsAsync(BatchUploadResponse response, CancellationToken cancel)
    {
        var results = new UploadResult?[_batch.Count];
        foreach (var rejection in response.Rejections ?? [])
        {
            if (rejection.Index >= 0 && rejection.Index < results.Length)
                results[rejection.Index] =
                    UploadResult.CreateFailed(_batch[rejection.Index].File.Filename, rejection.Reason, rejection.Retryable);
        }
        var outcomes = response.ImmediateResults is { } at && at.Count >= _batch.Count - (response.Rejections?.Count ?? 0)
            ? at.Select(item => (item.Filename, Result: BatchResultMapper.ToUploadResult(item)))
            : (await WaitForResultsAsync(response.SessionId, cancel)).Select(
                item => (item.Filename, Result: BatchResultMapper.ToUploadResult(item)));
        BatchResultMapper.AssignResults([.. _batch.Select(entry => entry.File.Filename)], results, [.. outcomes]);
        return [.. results.Select(
            (result, i) => result ?? new UploadResult { Filename = _batch[i].File.Filename, Status = ResultStatus.Processing })];
    }

    private async Task<IReadOnlyList<SessionResult>> WaitForResultsAsync(string sessionId, CancellationToken cancel)
    {
        try
        {
            await sessions.WaitAsync(sessionId, cancel: cancel);
        }
        catch (ScopixTimeoutException)
        {
            // Finished files keep their results; the others are pending.
        }
        return await sessions.ListAllResultsAsync(sessionId, cancel: cancel).ToListAsync(cancel);
    }

    private async Task WaitForDescriptionsAsync(CancellationToken cancel)
    {
        var together = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, options.Parallelism), CancellationToken = cancel };
        await Parallel
            .ForEachAsync(Enumerable.Range(0, _results.Length).Where(i => !_results[i].IsFailed && _results[i].ImageId.Length > 0),
                together, async (i, stop) =>
        {
            try
            {
                _results[i] = _results[i].WithDetails(await files.WaitForDescriptionAsync(_results[i].ImageId, cancel: stop));
            }
            catch (ScopixTimeoutException timeout)
            {
                if (timeout.LastResult is IFileDetails seen) _results[i] = _results[i].WithDetails(seen);
            }
            catch (ScopixException exception) when (!IsFatal(exception))
            {
                _results[i] = _results[i] with { DescriptionError = exception.Message };
            }
        });
    }

    private static async Task<UploadResult> TryUploadAsync(string filename, Func<Task<UploadResult>> upload)
    {
        try
        {
            return await upload();
        }
        catch (ScopixException exception) when (!IsFatal(exception))
        {
            return CreateFailedResult(filename, exception);
        }
    }

    private static UploadResult CreateFailedResult(string filename, ScopixException exception)
    {
        var cause = exception is UploadException { InnerException: ScopixException inner } ? inner : exception;
        var passes =
            cause is ScopixConnectionException or ScopixTimeoutException or RateLimitException or ServerException or StorageException;
        return UploadResult.CreateFailed(filename, cause.Message, passes);
    }

    /// <summary>Failures that every other file would have too.</summary>
    private static bool IsFatal(ScopixException exception) =>
        exception is AuthenticationException or PaymentRequiredException or PermissionDeniedException;

    private async Task DisposeBatchAsync()
    {
        foreach (var (_, _, source) in _batch) await source.DisposeAsync();
        _batch.Clear();
    }
}

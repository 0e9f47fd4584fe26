using Scopix.Client;
using Scopix.Fixtures.Datasets;

namespace Scopix.Emulator.Tool.Seed;

/// <summary>
/// Loads a plan: inspects the target, creates what is missing, and inspects again when responses were lost, so that nothing is
/// created twice. The failure of one file does not stop the others; a refused key or account ends the run.
/// </summary>
internal sealed class RemoteLoader(
    ScopixClient client, RemoteSeedOptions options, RemotePlan plan, RemoteReport report, Action<string, int, int> reportProgress)
{
    private const int MaxRounds = 4;

    private readonly RemoteProjectsAndFolders _containers = new(client, options, plan, report);
    private readonly HashSet<string> _countedIds = [], _refusedIds = [];
    private readonly Lock _lock = new();
    private int _maxBatchSize = RemoteBatches.MinBatchSize;
    private bool _hasUnknownOutcomes, _hasSentBatches, _hasReachedTarget, _isBatchUnsupported;

    /// <summary>Runs until everything is created or has failed.</summary>
    /// <exception cref="ScopixException">The target refuses the key, has no quota left, or does not respond.</exception>
    public async Task RunAsync(CancellationToken cancel)
    {
        for (var round = 1; ; round++)
        {
            _hasUnknownOutcomes = _hasSentBatches = false;
            try
            {
                await RunRoundAsync(round == 1, cancel);
            }
            catch (ScopixException lost) when (IsOutcomeUnknown(lost) && _hasReachedTarget && round < MaxRounds)
            {
                _hasUnknownOutcomes = true;
            }
            if ((!_hasUnknownOutcomes && !_hasSentBatches) || round == MaxRounds) break;
        }
        report.AddSkipped(plan.Omitted);
    }

    private async Task RunRoundAsync(bool first, CancellationToken cancel)
    {
        reportProgress("Inspecting", 0, 1);
        await _containers.FindAsync(cancel);
        _hasReachedTarget = true;
        var target = await RemoteTarget.InspectAsync(client, options, plan, cancel);
        CountExisting(target, first);
        var missing = plan.Files
            .Where(file => target.FindId(file.Step) is null && !_refusedIds.Contains(file.Step.Id) && !_countedIds.Contains(file.Step.Id))
            .ToArray();
        if (first && missing.Length > 0) await CheckQuotaAsync(missing.Length, cancel);
        await _containers.CreateAsync(cancel);

        Func<CancellationToken, Task>[] work =
        [
            .. plan.Links.Where(link => target.FindId(link) is null && !_refusedIds.Contains(link.Id))
                .Select(link => CatchFailures([(link, link.Url)], stop => CreateLinkAsync(link, stop))),
            .. RemoteBatches.Create(missing, _maxBatchSize).Select(batch => CatchFailures(batch, stop => UploadBatchAsync(batch, stop))),
            .. missing.Where(file => file.Session is null).Select(file => CatchFailures([file], stop => UploadAsync(file, stop))),
            .. plan.Files.Select(file => (File: file, Id: target.FindId(file.Step), Bare: target.HasSeedTagOnly(file.Step)))
                .Where(one => one.Id is not null && RemoteFileUpdates.AreNeeded(one.File, one.Bare))
                .Select(one =>
                    CatchFailures([one.File],
                        stop => RemoteFileUpdates.ApplyAsync(client, options, one.File, one.Id!, one.Bare, report, stop))),
        ];
        var done = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.MaxParallel, CancellationToken = cancel };
        await Parallel.ForEachAsync(work, parallel, async (one, stop) =>
        {
            await one(stop);
            reportProgress(options.IsDryRun ? "Counting" : "Loading", Interlocked.Increment(ref done), work.Length);
        });
    }

    /// <summary>
    /// Counts what exists. Content that first appears in a later round was created by a request whose response was lost.
    /// </summary>
    private void CountExisting(RemoteTarget target, bool first)
    {
        if (first)
        {
            _containers.ReportExisting();
            report.SetExisting("files", plan.Files.Count(file => target.FindId(file.Step) is not null));
            report.SetExisting("links", plan.Links.Count(link => target.FindId(link) is not null));
        }
        foreach (var file in plan.Files.Where(file => target.FindId(file.Step) is not null && _countedIds.Add(file.Step.Id) && !first))
            ReportUploaded(file);
        foreach (var link in plan.Links.Where(link => target.FindId(link) is not null && _countedIds.Add(link.Id) && !first))
            report.AddCompleted("links", name: link.Url);
    }

    private void ReportUploaded(RemoteFile file) => report.AddCompleted("files", file.SizeBytes, file.Credits, file.Step.Filename);

    /// <summary>Reads the batch size, and ends the run when the monthly quota is too small.</summary>
    private async Task CheckQuotaAsync(int files, CancellationToken cancel)
    {
        try
        {
            var quota = await client.Files.CheckQuotaAsync(files, cancel);
            _maxBatchSize = RemoteBatches.GetMaxBatchSize(quota);
            if (quota is { CanProceed: false, Message: var why, Available: var left } && !options.IsDryRun)
                throw new ScopixException(why ?? $"The quota allows {left} more uploads; {files} are needed.");
        }
        catch (NotFoundException)
        {
            // a target without this check refuses the uploads themselves
        }
    }

    private async Task CreateLinkAsync(SeedLink link, CancellationToken cancel)
    {
        if (!options.IsDryRun)
        {
            var wanted = new CreateLinkRequest
            {
                Url = link.Url,
                Title = link.Title,
                Tags = [options.Tag, .. link.Tags],
                FolderId = _containers.FindId(link.FolderId),
                ProjectId = _containers.FindId(link.ProjectId)
            };
            try
            {
                await client.Links.CreateAsync(wanted, cancel);
            }
            catch (ScopixException unknown) when (unknown.Status is 404 or 405)
            {
                report.AddSkipped(["links, which this target does not support"]);
                return;
            }
        }
        lock (_lock) _countedIds.Add(link.Id);
        report.AddCompleted("links", name: link.Url);
    }

    private async Task UploadAsync(RemoteFile file, CancellationToken cancel)
    {
        string? id = null;
        if (!options.IsDryRun)
        {
            var bytes = file.Step.CreateContent!().File.Bytes;
            id = (await client.Files.UploadAsync(bytes, file.Step.Filename, CreateUploadOptions(file), cancel)).ImageId;
        }
        lock (_lock) _countedIds.Add(file.Step.Id);
        ReportUploaded(file);
        await RemoteFileUpdates.ApplyAsync(client, options, file, id, report, cancel);
    }

    /// <summary>Sends a batch. The next round finds its files and sets their titles and tags.</summary>
    private async Task UploadBatchAsync(RemoteFile[] batch, CancellationToken cancel)
    {
        if (_isBatchUnsupported || !await TryUploadBatchAsync(batch, cancel)) foreach (var file in batch) await UploadAsync(file, cancel);
        else if (options.IsDryRun)
            foreach (var file in batch) await RemoteFileUpdates.ApplyAsync(client, options, file, null, report, cancel);
    }

    private async Task<bool> TryUploadBatchAsync(RemoteFile[] batch, CancellationToken cancel)
    {
        try
        {
            var shared = CreateUploadOptions(batch[0]) with { Title = null, Tags = [options.Tag] };
            var rejections = options.IsDryRun
                ? [] : (await client.Uploads.StreamBatchAsync(RemoteBatches.ToUploadSources(batch), shared, cancel)).Rejections ?? [];
            if (rejections.Count < batch.Length) report.AddCompleted("sessions");
            for (var i = 0; i < batch.Length; i++) RecordBatchResult(batch[i], rejections.FirstOrDefault(one => one.Index == i));
            return true;
        }
        catch (ScopixException unknown) when (unknown.Status is 404 or 405)
        {
            _isBatchUnsupported = true;
            report.AddSkipped(["sessions, because this target does not support batches"]);
            return false;
        }
    }

    private void RecordBatchResult(RemoteFile file, BatchRejection? rejection)
    {
        lock (_lock)
        {
            if (rejection is null) _countedIds.Add(file.Step.Id);
            else if (!rejection.Retryable) _refusedIds.Add(file.Step.Id);
            _hasUnknownOutcomes |= rejection is { Retryable: true };
            _hasSentBatches |= rejection is null && !options.IsDryRun;
        }
        if (rejection is null) ReportUploaded(file);
        else report.AddFailure(file.Step.Filename, rejection.Reason);
    }

    private UploadOptions CreateUploadOptions(RemoteFile file) => new()
    {
        Title = file.Title,
        Tags = file.Tags,
        AutoDescribe = file.Step.AutoDescribe ? null : false,
        FolderId = _containers.FindId(file.Step.FolderId),
        ProjectId = _containers.FindId(file.Step.ProjectId),
        ContentCategory = new ContentCategory(file.Step.ContentCategory),
        ComplianceType = file.Step.Compliance is { } check ? new ComplianceType(check.Type) : null,
        ComplianceStandard = file.Step.Compliance?.Standard,
        ComplianceImageType = file.Step.Compliance is { } compliance ? new ComplianceImageType(compliance.ImageType) : null,
    };

    private Func<CancellationToken, Task> CatchFailures(RemoteFile[] files, Func<CancellationToken, Task> act) =>
        CatchFailures([.. files.Select(file => ((SeedStep)file.Step, file.Step.Filename))], act);

    private Func<CancellationToken, Task> CatchFailures(
        (SeedStep Step, string Name)[] what, Func<CancellationToken, Task> act) => async stop =>
    {
        try
        {
            await act(stop);
        }
        catch (ScopixException failed)
            when (failed is not (AuthenticationException or PermissionDeniedException or PaymentRequiredException
                or QuotaExceededException))
        {
            lock (_lock)
            {
                foreach (var (step, name) in what.Where(one => !_countedIds.Contains(one.Step.Id) || what.Length == 1))
                {
                    report.AddFailure(name, failed.Message);
                    if (!IsOutcomeUnknown(failed)) _refusedIds.Add(step.Id);
                }
                _hasUnknownOutcomes |= IsOutcomeUnknown(failed);
            }
        }
    };

    /// <summary>True when the request may have succeeded or can succeed later.</summary>
    private static bool IsOutcomeUnknown(ScopixException failed) =>
        failed is ScopixConnectionException or ScopixTimeoutException { LastResult: null } or ServerException or RateLimitException
            or UnexpectedResponseException
        || failed is UploadException { InnerException: not ValidationException };
}

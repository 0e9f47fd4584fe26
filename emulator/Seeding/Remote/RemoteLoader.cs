using Scopix.Client;
using Scopix.Fixtures.Datasets;

namespace Scopix.Emulator.Seeding.Remote;

/// <summary>
/// Loads a plan: looks what is there, makes the rest, and looks again when answers were lost, so that nothing is made twice. What
/// fails for good does not hinder the rest; a key or an account that is refused ends the run.
/// </summary>
internal sealed class RemoteLoader(ScopixClient client, RemoteSeed request, RemotePlan plan, RemoteReport report, Action<string, int, int> tell)
{
    private const int Rounds = 4;

    private readonly RemotePlaces _places = new(client, request, plan, report);
    private readonly HashSet<string> _counted = [], _refused = [];
    private readonly Lock _gate = new();
    private int _mostTogether = RemoteBatches.Least;
    private bool _unclear, _sentTogether, _reached, _noBatches;

    /// <summary>Runs until everything is there, or cannot be.</summary>
    /// <exception cref="ScopixException">The target does not take the key, has no quota left, or does not answer.</exception>
    public async Task RunAsync(CancellationToken cancel)
    {
        for (var round = 1; ; round++)
        {
            _unclear = _sentTogether = false;
            try
            {
                await RoundAsync(round == 1, cancel);
            }
            catch (ScopixException lost) when (IsUnclear(lost) && _reached && round < Rounds)
            {
                _unclear = true;
            }
            if ((!_unclear && !_sentTogether) || round == Rounds) break;
        }
        report.Left(plan.Left);
    }

    private async Task RoundAsync(bool first, CancellationToken cancel)
    {
        tell("Looking", 0, 1);
        await _places.FindAsync(cancel);
        _reached = true;
        var target = await RemoteTarget.LookAsync(client, request, plan, cancel);
        Count(target, first);
        var missing = plan.Files.Where(file => target.IdOf(file.Step) is null && !_refused.Contains(file.Step.Id) && !_counted.Contains(file.Step.Id)).ToArray();
        if (first && missing.Length > 0) await AskQuotaAsync(missing.Length, cancel);
        await _places.MakeAsync(cancel);

        Func<CancellationToken, Task>[] work =
        [
            .. plan.Links.Where(link => target.IdOf(link) is null && !_refused.Contains(link.Id)).Select(link => Tried([(link, link.Url)], stop => LinkAsync(link, stop))),
            .. RemoteBatches.Of(missing, _mostTogether).Select(batch => Tried(batch, stop => TogetherAsync(batch, stop))),
            .. missing.Where(file => file.Session is null).Select(file => Tried([file], stop => UploadAsync(file, stop))),
            .. plan.Files.Select(file => (File: file, Id: target.IdOf(file.Step), Bare: target.IsBare(file.Step))).Where(one => one.Id is not null && RemoteTouches.Has(one.File, one.Bare))
                .Select(one => Tried([one.File], stop => RemoteTouches.CatchUpAsync(client, request, one.File, one.Id!, one.Bare, report, stop))),
        ];
        var done = 0;
        await Parallel.ForEachAsync(work, new ParallelOptions { MaxDegreeOfParallelism = request.Parallel, CancellationToken = cancel }, async (one, stop) =>
        {
            await one(stop);
            tell(request.DryRun ? "Counting" : "Loading", Interlocked.Increment(ref done), work.Length);
        });
    }

    /// <summary>What is there at first was there before; what is there later and was not counted is ours: its answer was lost.</summary>
    private void Count(RemoteTarget target, bool first)
    {
        if (first)
        {
            _places.Tell();
            report.There("files", plan.Files.Count(file => target.IdOf(file.Step) is not null));
            report.There("links", plan.Links.Count(link => target.IdOf(link) is not null));
        }
        foreach (var file in plan.Files.Where(file => target.IdOf(file.Step) is not null && _counted.Add(file.Step.Id) && !first)) Made(file);
        foreach (var link in plan.Links.Where(link => target.IdOf(link) is not null && _counted.Add(link.Id) && !first)) report.Done("links", name: link.Url);
    }

    private void Made(RemoteFile file) => report.Done("files", file.SizeBytes, file.Credits, file.Step.Filename);

    /// <summary>Asks how many files may come at once, and ends the run when they are more than the month allows.</summary>
    private async Task AskQuotaAsync(int files, CancellationToken cancel)
    {
        try
        {
            var quota = await client.Files.CheckQuotaAsync(files, cancel);
            _mostTogether = RemoteBatches.MostOf(quota);
            if (quota is { CanProceed: false, Message: var why, Available: var left } && !request.DryRun)
                throw new ScopixException(why ?? $"The quota allows {left} more uploads; {files} are needed.");
        }
        catch (NotFoundException)
        {
            // A target without this check refuses the uploads themselves.
        }
    }

    private async Task LinkAsync(SeedLink link, CancellationToken cancel)
    {
        if (!request.DryRun)
        {
            var wanted = new NewLink { Url = link.Url, Title = link.Title, Tags = [request.Tag, .. link.Tags], FolderId = _places.IdOf(link.FolderId), ProjectId = _places.IdOf(link.ProjectId) };
            try
            {
                await client.Links.CreateAsync(wanted, cancel);
            }
            catch (ScopixException unknown) when (unknown.Status is 404 or 405)
            {
                report.Left(["links: this target does not take them"]);
                return;
            }
        }
        lock (_gate) _counted.Add(link.Id);
        report.Done("links", name: link.Url);
    }

    private async Task UploadAsync(RemoteFile file, CancellationToken cancel)
    {
        var id = request.DryRun ? null : (await client.Files.UploadAsync(file.Step.Make!().File.Bytes, file.Step.Filename, Options(file), cancel)).ImageId;
        lock (_gate) _counted.Add(file.Step.Id);
        Made(file);
        await RemoteTouches.CatchUpAsync(client, request, file, id, report, cancel);
    }

    /// <summary>Sends a batch; its files get titles and tags of their own in the next round, when they are found.</summary>
    private async Task TogetherAsync(RemoteFile[] batch, CancellationToken cancel)
    {
        if (_noBatches || !await SentTogetherAsync(batch, cancel)) foreach (var file in batch) await UploadAsync(file, cancel);
        else if (request.DryRun) foreach (var file in batch) await RemoteTouches.CatchUpAsync(client, request, file, null, report, cancel);
    }

    private async Task<bool> SentTogetherAsync(RemoteFile[] batch, CancellationToken cancel)
    {
        try
        {
            var rejections = request.DryRun ? [] : (await client.Uploads.StreamBatchAsync(RemoteBatches.Sources(batch), Options(batch[0]) with { Title = null, Tags = [request.Tag] }, cancel)).Rejections ?? [];
            if (rejections.Count < batch.Length) report.Done("sessions");
            for (var i = 0; i < batch.Length; i++) Taken(batch[i], rejections.FirstOrDefault(one => one.Index == i));
            return true;
        }
        catch (ScopixException unknown) when (unknown.Status is 404 or 405)
        {
            _noBatches = true;
            report.Left(["sessions: this target does not take batches"]);
            return false;
        }
    }

    private void Taken(RemoteFile file, BatchRejection? rejection)
    {
        lock (_gate)
        {
            if (rejection is null) _counted.Add(file.Step.Id);
            else if (!rejection.Retryable) _refused.Add(file.Step.Id);
            _unclear |= rejection is { Retryable: true };
            _sentTogether |= rejection is null && !request.DryRun;
        }
        if (rejection is null) Made(file);
        else report.Failed(file.Step.Filename, rejection.Reason);
    }

    private UploadOptions Options(RemoteFile file) => new()
    {
        Title = file.Title,
        Tags = file.Tags,
        AutoDescribe = file.Step.AutoDescribe ? null : false,
        FolderId = _places.IdOf(file.Step.FolderId),
        ProjectId = _places.IdOf(file.Step.ProjectId),
        ContentCategory = new ContentCategory(file.Step.ContentCategory),
        ComplianceType = file.Step.Compliance is { } check ? new ComplianceType(check.Type) : null,
        ComplianceStandard = file.Step.Compliance?.Standard,
        ComplianceImageType = file.Step.Compliance is { } asked ? new ComplianceImageType(asked.ImageType) : null,
    };

    private Func<CancellationToken, Task> Tried(RemoteFile[] files, Func<CancellationToken, Task> act) => Tried([.. files.Select(file => ((SeedStep)file.Step, file.Step.Filename))], act);

    private Func<CancellationToken, Task> Tried((SeedStep Step, string Name)[] what, Func<CancellationToken, Task> act) => async stop =>
    {
        try
        {
            await act(stop);
        }
        catch (ScopixException failed) when (failed is not (AuthenticationException or PermissionDeniedException or PaymentRequiredException or QuotaExceededException))
        {
            lock (_gate)
            {
                foreach (var (step, name) in what.Where(one => !_counted.Contains(one.Step.Id) || what.Length == 1))
                {
                    report.Failed(name, failed.Message);
                    if (!IsUnclear(failed)) _refused.Add(step.Id);
                }
                _unclear |= IsUnclear(failed);
            }
        }
    };

    /// <summary>True when it may have been done after all, or may be done later.</summary>
    private static bool IsUnclear(ScopixException failed) =>
        failed is ScopixConnectionException or ScopixTimeoutException { LastResult: null } or ServerException or RateLimitException or UnreadableAnswerException
        || failed is UploadException { InnerException: not ValidationException };
}

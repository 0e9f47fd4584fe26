using Scopix.Emulator.Api.Scopix.Data;
using Scopix.Emulator.Api.Scopix.Extractions;
using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Api.Scopix.Folders;
using Scopix.Emulator.Api.Scopix.Links;
using Scopix.Emulator.Api.Scopix.Projects;
using Scopix.Emulator.Api.Scopix.Quota;
using Scopix.Emulator.Api.Scopix.Sessions;
using Scopix.Emulator.Api.Scopix.Uploads;
using Scopix.Fixtures.Datasets;

namespace Scopix.Emulator.Control.Seeding;

internal sealed record SeedDependencies(
    IObjectStore Store, EmbeddedStore Pictures, UploadProcessor Intake, ScheduleRunner Schedule, Uri Origin);

/// <summary>Writes the steps of a dataset into a database, each as its slice would have at its time.</summary>
internal sealed class SeedWriter(TenantState tenant, Database db, SeedDependencies sources, Dataset dataset)
{
    private readonly IdGenerator _ids = new(dataset.Seed, "dataset/" + dataset.Name);
    private readonly List<PreparedUpload> _prepared = [];
    private readonly List<string> _writtenKeys = [];
    private readonly List<Highlight> _highlights = [];
    private (int Files, int Folders, int Projects, int Sessions, int Exports, long Bytes) _counts;
    private bool _isStarted;

    public Dataset Dataset => dataset;

    public int FileCount => _counts.Files;

    public Task WriteAsync(SeedStep step, PreparedUpload[] prepared, CancellationToken cancel)
    {
        _prepared.AddRange(prepared);
        var transaction = new Transaction(tenant, db, _ids, step.At);
        if (!_isStarted) ProjectStore.Count(transaction); // creates the default project at the start of the dataset
        _isStarted = true;
        if (step.Highlight is { } text) _highlights.Add(new Highlight(step is SeedSession ? "sessions" : "files", step.Id, text));
        if (step is not SeedFile { Metadata: not null }) sources.Schedule.CatchUp(transaction);
        if (step is SeedExport export) return WriteExportAsync(transaction, export, cancel);
        Write(transaction, step, new Queue<PreparedUpload>(prepared));
        return Task.CompletedTask;
    }

    /// <summary>Applies everything that is due by now, and returns what was written.</summary>
    public SeedResponse Finish(DateTimeOffset now)
    {
        sources.Schedule.CatchUp(new Transaction(tenant, db, _ids, now));
        return new SeedResponse(dataset.Name, dataset.Seed, _counts.Files, _counts.Folders, _counts.Projects, _counts.Sessions,
            _counts.Exports, _counts.Bytes)
        { Highlights = _highlights };
    }

    /// <summary>Releases the contents.</summary>
    /// <param name="keep">True when the database is in use; its contents stay then.</param>
    public void Release(bool keep)
    {
        foreach (var prepared in _prepared) prepared.Dispose();
        if (keep) return;
        foreach (var key in _writtenKeys) sources.Store.Delete(tenant.Storage, key);
    }

    private void Write(Transaction transaction, SeedStep step, Queue<PreparedUpload> prepared)
    {
        switch (step)
        {
            case SeedProject project:
                ProjectStore.Insert(transaction, new CreateProject(project.Name, project.Description, null, project.Color, project.Type),
                    project.Id);
                _counts.Projects++;
                break;
            case SeedFolder folder:
                FolderStore.Insert(transaction, folder.Name, folder.ParentId, folder.ProjectId, folder.Id);
                _counts.Folders++;
                break;
            case SeedFile file:
                Add(transaction, file, null, prepared);
                break;
            case SeedLink link:
                Add(transaction, link);
                break;
            case SeedSession session:
                Add(transaction, session, prepared);
                break;
            default:
                WriteChange(transaction, step);
                break;
        }
    }

    private static void WriteChange(Transaction transaction, SeedStep step)
    {
        switch (step)
        {
            case SeedCancellation:
                SessionsApi.Cancel(transaction, step.Id);
                break;
            case SeedEdit edit:
                var changes = new UpdateFile
                {
                    Title = edit.Title,
                    Tags = edit.Tags is null ? null : [.. edit.Tags],
                    UserDescription = ToJsonElement(edit.UserDescription)
                };
                FileStore.Save(transaction, changes.ApplyTo(FileStore.Get(transaction, step.Id), transaction.Now));
                break;
            case SeedReview review:
                var reviewed = new ReviewExtractionRequest { ItemReviews = new(review.ItemReviews), FieldEdits = new(review.FieldEdits) };
                FileStore.Save(transaction, reviewed.ApplyTo(FileStore.Get(transaction, step.Id, "image"), review.Domain, transaction.Now));
                break;
            case SeedDeletion:
                FileDeletion.Delete(transaction, FileStore.Get(transaction, step.Id));
                break;
            default:
                throw new NotSupportedException($"A dataset cannot have a {step.GetType().Name}");
        }
    }

    private static JsonElement ToJsonElement(string? text) =>
        text is null ? default : JsonSerializer.SerializeToElement(text, EngineJsonContext.Shared.String);

    private FileRecord Add(Transaction transaction, SeedFile file, string? session, Queue<PreparedUpload> prepared)
    {
        _counts.Files++;
        if (file.CreateContent is null)
        {
            _counts.Bytes += file.Metadata!.SizeBytes;
            UsageLedger.RecordUpload(transaction, file.Id, null);
            return FileStore.Insert(transaction with { Now = dataset.Now },
                SeedUploads.CreateRecordWithoutBytes(file, tenant.Id).AdvanceTo(dataset.Now));
        }
        var ready = prepared.Dequeue();
        _counts.Bytes += ready.SizeBytes;
        var origin = new UploadOrigin(file.UploadMethod, session, null) { Id = file.Id, Pipeline = PipelineMode.Realistic };
        return sources.Intake.RecordFile(transaction, ready, SeedUploads.CreateUploadRequest(file), origin,
            plain => plain with { Stages = SeedUploads.ApplyStageProblems(plain.Stages, file.StageProblems) });
    }

    private void Add(Transaction transaction, SeedLink link)
    {
        _counts.Files++;
        var request =
            new CreateLink(link.Url) { Title = link.Title, Tags = [.. link.Tags], FolderId = link.FolderId, ProjectId = link.ProjectId };
        var record = new LinkRecordFactory(dataset.Seed, PipelineMode.Realistic).Create(transaction, request, LinkAddress.Parse(link.Url),
            link.Id, link.Text);
        FileStore.Insert(transaction, record.AdvanceTo(transaction.Now));
    }

    private void Add(Transaction transaction, SeedSession session, Queue<PreparedUpload> prepared)
    {
        _counts.Sessions++;
        var record = SessionStore.Insert(transaction, session.UploadMethod, session.Id, session.Status);
        for (var i = 0; i < session.Entries.Count; i++)
        {
            var entry = session.Entries[i];
            var file = entry.File is { } sent ? Add(transaction, sent, session.Id, prepared) : null;
            var refusal = entry.Refusal is { } reason ? ApiError.BadRequest(reason, "file") : null;
            SessionStore.AddItem(transaction, record, i, entry.Filename, file, entry.DuplicateOf, refusal);
        }
    }

    private async Task WriteExportAsync(Transaction transaction, SeedExport export, CancellationToken cancel)
    {
        _counts.Exports++;
        var record = await SeedExportWriter.WriteAsync(transaction, export, sources, cancel);
        if (record.ObjectKey is { } key) _writtenKeys.Add(key);
        DataExportStore.Save(transaction, record);
    }
}

using Scopix.Emulator.Data;
using Scopix.Emulator.Extractions;
using Scopix.Emulator.Files;
using Scopix.Emulator.Folders;
using Scopix.Emulator.Http;
using Scopix.Emulator.Links;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.Processing;
using Scopix.Emulator.Projects;
using Scopix.Emulator.Quota;
using Scopix.Emulator.Sessions;
using Scopix.Emulator.State;
using Scopix.Emulator.Uploads;
using Scopix.Fixtures.Datasets;

namespace Scopix.Emulator.Seeding;

/// <summary>What writing a dataset needs of the emulator.</summary>
internal sealed record SeedSources(IObjectStore Store, EmbeddedStore Pictures, Intake Intake, Schedule Schedule, Uri Origin);

/// <summary>Writes the steps of a dataset into a database, each as its slice would have at its moment.</summary>
internal sealed class SeedWriter(World world, Database db, SeedSources sources, Dataset dataset)
{
    private readonly Ids _ids = new(dataset.Seed, "dataset/" + dataset.Name);
    private readonly List<Prepared> _prepared = [];
    private readonly List<string> _written = [];
    private (int Files, int Folders, int Projects, int Sessions, int Exports, long Bytes) _count;
    private bool _begun;

    /// <summary>What is written.</summary>
    public Dataset Dataset => dataset;

    /// <summary>Writes one step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="prepared">Its files that have bytes, in order.</param>
    /// <param name="cancel">When nobody waits any more.</param>
    public Task WriteAsync(SeedStep step, Prepared[] prepared, CancellationToken cancel)
    {
        _prepared.AddRange(prepared);
        var turn = new Turn(world, db, _ids, step.At);
        if (!_begun) ProjectStore.Count(turn); // the Default project is as old as the dataset
        _begun = true;
        if (step is not SeedFile { Metadata: not null }) sources.Schedule.CatchUp(turn);
        if (step is SeedExport export) return ExportAsync(turn, export, cancel);
        Write(turn, step, new Queue<Prepared>(prepared));
        return Task.CompletedTask;
    }

    /// <summary>Brings everything up to the present moment; answers what was written.</summary>
    public Seeded Finish(DateTimeOffset now)
    {
        sources.Schedule.CatchUp(new Turn(world, db, _ids, now));
        return new Seeded(dataset.Name, dataset.Seed, _count.Files, _count.Folders, _count.Projects, _count.Sessions, _count.Exports, _count.Bytes);
    }

    /// <summary>Lets contents go: those that a database relies on stay.</summary>
    /// <param name="kept">Whether the database was taken over.</param>
    public void LetGo(bool kept)
    {
        foreach (var prepared in _prepared) prepared.Dispose();
        if (kept) return;
        foreach (var key in _written) sources.Store.Delete(world.Storage, key);
    }

    private void Write(Turn turn, SeedStep step, Queue<Prepared> prepared)
    {
        switch (step)
        {
            case SeedProject project:
                ProjectStore.Insert(turn, new CreateProject(project.Name, project.Description, null, project.Color, project.Type), project.Id);
                _count.Projects++;
                break;
            case SeedFolder folder:
                FolderStore.Insert(turn, folder.Name, folder.ParentId, folder.ProjectId, folder.Id);
                _count.Folders++;
                break;
            case SeedFile file:
                Add(turn, file, null, prepared);
                break;
            case SeedLink link:
                Add(turn, link);
                break;
            case SeedSession session:
                Add(turn, session, prepared);
                break;
            default:
                Change(turn, step);
                break;
        }
    }

    private static void Change(Turn turn, SeedStep step)
    {
        switch (step)
        {
            case SeedCancellation:
                SessionsApi.Cancel(turn, step.Id);
                break;
            case SeedEdit edit:
                var changes = new UpdateFile { Title = edit.Title, Tags = edit.Tags is null ? null : [.. edit.Tags], UserDescription = Text(edit.UserDescription) };
                FileStore.Save(turn, changes.Apply(FileStore.Get(turn, step.Id), turn.Now));
                break;
            case SeedReview review:
                var said = new ReviewExtraction { ItemReviews = new(review.ItemReviews), FieldEdits = new(review.FieldEdits) };
                FileStore.Save(turn, said.Apply(FileStore.Get(turn, step.Id, "image"), review.Domain, turn.Now));
                break;
            case SeedDeletion:
                Deletion.Delete(turn, FileStore.Get(turn, step.Id));
                break;
            default:
                throw new NotSupportedException($"A dataset cannot have a {step.GetType().Name}");
        }
    }

    private static JsonElement Text(string? text) => text is null ? default : JsonSerializer.SerializeToElement(text, WireJson.Wire.String);

    private FileRecord Add(Turn turn, SeedFile file, string? session, Queue<Prepared> prepared)
    {
        _count.Files++;
        if (file.Make is null)
        {
            _count.Bytes += file.Metadata!.SizeBytes;
            Ledger.CountUpload(turn, file.Id, null);
            return FileStore.Insert(turn with { Now = dataset.Now }, SeedBytes.Bare(file, world.Tenant).Moved(dataset.Now));
        }
        var ready = prepared.Dequeue();
        _count.Bytes += ready.SizeBytes;
        var arrival = new Arrival(file.UploadMethod, session, null) { Id = file.Id, Pipeline = PipelineMode.Realistic };
        return sources.Intake.Keep(turn, ready, SeedBytes.Request(file), arrival, plain => plain with { Stages = SeedBytes.Troubled(plain.Stages, file.Troubles) });
    }

    private void Add(Turn turn, SeedLink link)
    {
        _count.Files++;
        var request = new CreateLink(link.Url) { Title = link.Title, Tags = [.. link.Tags], FolderId = link.FolderId, ProjectId = link.ProjectId };
        var record = new LinkIntake(dataset.Seed, PipelineMode.Realistic).NewRecord(turn, request, LinkAddress.Of(link.Url), link.Id, link.Text);
        FileStore.Insert(turn, record.Moved(turn.Now));
    }

    private void Add(Turn turn, SeedSession session, Queue<Prepared> prepared)
    {
        _count.Sessions++;
        var record = SessionStore.Insert(turn, session.UploadMethod, session.Id, session.Status);
        for (var i = 0; i < session.Entries.Count; i++)
        {
            var entry = session.Entries[i];
            var file = entry.File is { } sent ? Add(turn, sent, session.Id, prepared) : null;
            var refusal = entry.Refusal is { } reason ? ApiError.BadRequest(reason, "file") : null;
            SessionStore.Add(turn, record, i, entry.Filename, file, entry.DuplicateOf, refusal);
        }
    }

    private async Task ExportAsync(Turn turn, SeedExport export, CancellationToken cancel)
    {
        _count.Exports++;
        var record = await SeedExports.WriteAsync(turn, export, sources, cancel);
        if (record.ObjectKey is { } key) _written.Add(key);
        DataExportStore.Save(turn, record);
    }
}

using Scopix.Emulator.Documents;
using Scopix.Emulator.Files;
using Scopix.Emulator.Folders;
using Scopix.Emulator.Http;
using Scopix.Emulator.Media;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.Processing;
using Scopix.Emulator.Quota;
using Scopix.Emulator.State;
using Scopix.Emulator.Stubs;
using Scopix.Emulator.Videos;
using Scopix.Fixtures;

namespace Scopix.Emulator.Uploads;

/// <summary>
/// Takes a received file in: finds out what it is, publishes its bytes, does the work whose results are revealed later.
/// First <see cref="PrepareAsync"/> without the gate, then <see cref="Record"/> at the gate.
/// </summary>
public sealed partial class Intake(
    IObjectStore store, EmbeddedStore pictures, DocumentIntake documents, EmulatorOptions options, ILogger<Intake> log)
{
    /// <summary>Inspects and publishes a file. Its content is held until <see cref="Prepared.Dispose"/>.</summary>
    /// <param name="world">Whose file.</param>
    /// <param name="generation">The world's when the request began.</param>
    /// <param name="file">What was received.</param>
    /// <param name="request">What came with it.</param>
    /// <param name="cancel">When the client is gone.</param>
    /// <param name="publishing">Told the key before the bytes go there.</param>
    /// <exception cref="ApiError">Bytes empty, unknown or unsafe (400), a name that does not fit (422), a reset since the request began (409).</exception>
    public async Task<Prepared> PrepareAsync(
        World world, int generation, ReceivedFile file, UploadRequest request, CancellationToken cancel, Action<string>? publishing = null)
    {
        var staged = file.Staged!;
        var filename = Inputs.Fitting("filename", file.Filename.Length == 0 ? "unnamed" : file.Filename, PartName.Longest, "body");
        var facts = Inspect(staged, filename);
        var key = $"{facts.MediaType}s/{world.Tenant}/{staged.Sha256}.{facts.Extension}";
        var prepared = new Prepared(world, generation, store, pictures, filename, facts, staged.Sha256, staged.SizeBytes, key, null, null);
        prepared.Hold();
        try
        {
            var document = facts.DocumentType is { } type ? await documents.ReadAsync(world, staged, type, facts.Text, cancel) : null;
            prepared = prepared with { Document = document };
            publishing?.Invoke(key);
            await store.PublishAsync(world.Storage, staged, key, cancel);
            var outcome = AiOutcomes.For(staged.Sha256, options.Seed, facts.MediaType, request.ContentCategory, document?.Excerpt);
            var scenes = facts.Movie is { } movie ? VideoScenes.For(staged.Sha256, options.Seed, request.ContentCategory, movie.DurationSeconds) : null;
            return prepared with { Outcome = request.AutoDescribe ? outcome with { Scenes = scenes } : null };
        }
        catch
        {
            prepared.Dispose();
            throw;
        }
    }

    /// <summary>Records a prepared file, or answers the id of the file that it duplicates. Call it in a write turn.</summary>
    /// <exception cref="ApiError">The world was reset since the request began (409), or the month's allowance is used up (429).</exception>
    public (FileRecord? File, string? DuplicateOf) Record(Turn turn, Prepared prepared, UploadRequest request, Arrival arrival)
    {
        turn.World.CheckNotReset(prepared.Generation);
        if (request.SkipDuplicates && FileStore.IdByHash(turn, prepared.Hash) is { } existing) return (null, existing);
        Ledger.CheckRoom(turn, arrival.MonthlyLimit);
        return (Keep(turn, prepared, request, arrival, plain => Disturbed(turn, plain), turn.World.Stubs), null);
    }

    /// <summary>Records a prepared file, whatever else is there.</summary>
    /// <param name="turn">A write turn.</param>
    /// <param name="prepared">The file.</param>
    /// <param name="request">What came with it.</param>
    /// <param name="arrival">How it came.</param>
    /// <param name="decide">The last word on its outcome and stages.</param>
    /// <param name="stubs">What decides a document's chunks; null leaves them as they were read.</param>
    public FileRecord Keep(Turn turn, Prepared prepared, UploadRequest request, Arrival arrival, Func<FileRecord, FileRecord> decide, StubList? stubs = null)
    {
        var plain = VideoAnalysis.Admit(turn, PlainRecord(turn, prepared, request, arrival), TimeSpan.FromMinutes(options.VideoMinutes));
        var file = FileStore.Insert(turn, decide(plain).Moved(turn.Now));
        if (prepared.Document is { } document) ChunkStore.Insert(turn, file.Seq, stubs?.ChunksOf(file, document.Chunks) ?? document.Chunks);
        Ledger.CountUpload(turn, file.Id, arrival.MonthlyLimit);
        VideoAnalysis.Settle(turn, file);
        return file;
    }

    /// <summary>The record, as the tenant's stubs and faults will have it.</summary>
    private static FileRecord Disturbed(Turn turn, FileRecord plain)
    {
        var stubbed = turn.World.Stubs.Decide(plain);
        return stubbed with { Stages = turn.World.Faults.Disturb(stubbed.Stages) };
    }

    private FileRecord PlainRecord(Turn turn, Prepared prepared, UploadRequest request, Arrival arrival) => new()
    {
        Id = arrival.Id ?? turn.Ids.Next(),
        MediaType = prepared.Facts.MediaType,
        Hash = prepared.Hash,
        ObjectKey = prepared.ObjectKey,
        ContentType = prepared.Facts.ContentType,
        SizeBytes = prepared.SizeBytes,
        Filename = prepared.Filename,
        Title = request.Title,
        Tags = request.Tags,
        TagsSet = request.Tags.Length > 0,
        FolderId = request.FolderId,
        ProjectId = FolderStore.ProjectOf(turn, request.FolderId, request.ProjectId),
        ContentCategory = request.ContentCategory,
        CustomSchemaId = request.CustomSchemaId,
        Compliance = prepared.Facts.MediaType == "image" ? request.Compliance?.Judge(prepared.Hash, options.Seed) : null,
        UploadMethod = arrival.UploadMethod,
        CreatedAt = turn.Now,
        ContentCreatedAt = prepared.Facts.CapturedAt,
        UpdatedAt = turn.Now,
        SessionId = arrival.SessionId,
        DirectSessionId = arrival.DirectSessionId,
        Width = prepared.Facts.Width,
        Height = prepared.Facts.Height,
        Format = prepared.Facts.Format,
        DocumentType = prepared.Facts.DocumentType,
        TextKey = prepared.Document?.TextKey,
        PagesKey = prepared.Document?.PagesKey,
        PageCount = prepared.Document?.PageCount,
        ChunkCount = prepared.Document?.Chunks.Count,
        Language = prepared.Document?.Language,
        Video = prepared.Facts.MediaType == "video" ? new VideoRecord(prepared.Facts.Movie ?? MovieFacts.Unknown) : null,
        Outcome = prepared.Outcome,
        Stages = Pipeline.Plan(prepared.Facts, request.AutoDescribe, arrival.Pipeline ?? options.Pipeline, turn.Now, prepared.Document?.Failure),
    };

    private MediaFacts Inspect(StagedObject staged, string filename)
    {
        using var bytes = staged.OpenRead();
        try
        {
            return Guarded(bytes, filename);
        }
        catch (RefusedMediaException refused)
        {
            throw ApiError.BadRequest(refused.Message, "file");
        }
    }

    /// <summary>A picture or video whose reader fails in a way it should not is taken in as a damaged one.</summary>
    private MediaFacts Guarded(Stream bytes, string filename)
    {
        try
        {
            return MediaInspector.Inspect(bytes, filename);
        }
        catch (Exception defect) when (
            defect is not (RefusedMediaException or OperationCanceledException) && !StorageFailures.Includes(defect))
        {
            LogDefect(log, defect);
            return MediaInspector.Unread(bytes);
        }
    }

    [LoggerMessage(LogLevel.Error, "A media reader failed in a way it should not; a picture or video counts as damaged, anything else is refused")]
    private static partial void LogDefect(ILogger log, Exception defect);
}

/// <summary>How a file came.</summary>
/// <param name="UploadMethod"><c>STREAMING</c>, <c>presigned</c> or <c>multipart</c>.</param>
/// <param name="SessionId">The batch it belongs to.</param>
/// <param name="MonthlyLimit">Uploads a month that are enforced; null for none.</param>
public sealed record Arrival(string UploadMethod, string? SessionId, int? MonthlyLimit)
{
    /// <summary>The session of one file that its direct upload is.</summary>
    public string? DirectSessionId { get; init; }

    /// <summary>The id it shall have; null takes the next.</summary>
    public string? Id { get; init; }

    /// <summary>How fast it is processed; null as the emulator's options say.</summary>
    public PipelineMode? Pipeline { get; init; }
}

/// <summary>A file whose bytes are published and held, ready to be recorded.</summary>
public sealed record Prepared(
    World World, int Generation, IObjectStore Store, EmbeddedStore Pictures, string Filename, MediaFacts Facts, string Hash, long SizeBytes,
    string ObjectKey, ReadDocument? Document, AiOutcome? Outcome) : IDisposable
{
    private bool _held;

    /// <summary>Keeps the content from being purged until it is recorded.</summary>
    /// <exception cref="ApiError">The world was reset since the request began: 409.</exception>
    public void Hold()
    {
        World.Read(turn =>
        {
            World.CheckNotReset(Generation);
            World.Held.Hold(Hash);
            return true;
        });
        _held = true;
    }

    /// <summary>Ends the hold; content that was not recorded after all goes.</summary>
    public void Dispose()
    {
        if (!_held) return;
        _held = false;
        World.Read(turn =>
        {
            if (World.Generation == Generation) World.Held.Release(Hash);
            var (text, pages) = Written;
            FileStore.DropContent(turn, Store, Pictures, Hash, ObjectKey, text, pages);
            return true;
        });
    }

    /// <summary>What was written of a document; when its reading was broken off, what may have been.</summary>
    private (string? Text, string? Pages) Written => Document is null && Facts.DocumentType is { } type
        ? DocumentIntake.KeysOf(World.Tenant, Hash, type)
        : (Document?.TextKey, Document?.PagesKey);
}

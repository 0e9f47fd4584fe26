using Scopix.Emulator.Api.Scopix.Documents;
using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Api.Scopix.Folders;
using Scopix.Emulator.Api.Scopix.Quota;
using Scopix.Emulator.Api.Scopix.Videos;
using Scopix.Emulator.Engine;
using Scopix.Emulator.Http;
using Scopix.Fixtures;
using Scopix.Media;
using Scopix.Storage;

namespace Scopix.Emulator.Api.Scopix.Uploads;

/// <summary>
/// Takes a received file in: finds out what it is, publishes its bytes, does the work whose results are revealed later.
/// First <see cref="PrepareAsync"/> without the gate, then <see cref="RecordUnlessDuplicate"/> at the gate.
/// </summary>
internal sealed partial class UploadProcessor(
    IObjectStore store, EmbeddedStore local, DocumentProcessor documents, EmulatorOptions options, ILogger<UploadProcessor> log)
{
    /// <summary>Inspects and publishes a file. Its content is held until <see cref="PreparedUpload.Dispose"/>.</summary>
    /// <param name="tenant">Whose file.</param>
    /// <param name="generation">The world's when the request began.</param>
    /// <param name="file">What was received.</param>
    /// <param name="request">What came with it.</param>
    /// <param name="cancel">When the client is gone.</param>
    /// <param name="publishing">Told the key before the bytes go there.</param>
    /// <exception cref="ApiError">Bytes empty, unknown or unsafe (400), a name that does not fit (422), a reset since the request
    /// began (409).</exception>
    public async Task<PreparedUpload> PrepareAsync(
        TenantState tenant, int generation, ReceivedFile file, UploadRequest request, CancellationToken cancel,
        Action<string>? publishing = null)
    {
        var staged = file.Staged!;
        var filename = RequestParameters.ValidateText("filename", file.Filename.Length == 0 ? "unnamed" : file.Filename,
            UploadFilename.MaxLength, "body");
        var facts = Inspect(staged, filename);
        var key = $"{facts.MediaType}s/{tenant.Id}/{staged.Sha256}.{facts.Extension}";
        var prepared =
            new PreparedUpload(tenant, generation, store, local, filename, facts, staged.Sha256, staged.SizeBytes, key, null, null);
        prepared.HoldContent();
        try
        {
            var document = facts.DocumentType is { } type
                ? await documents.ReadAsync(tenant, staged, type, facts.TextFormat, cancel) : null;
            prepared = prepared with { Document = document };
            publishing?.Invoke(key);
            await store.PublishAsync(tenant.Storage, staged, key, cancel);
            var outcome = AiOutcomes.Create(staged.Sha256, options.Seed, facts.MediaType, request.ContentCategory, document?.Excerpt);
            var scenes = facts.Movie is { } movie
                ? VideoScenes.Create(staged.Sha256, options.Seed, request.ContentCategory, movie.DurationSeconds) : null;
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
    public (FileRecord? File, string? DuplicateOf) RecordUnlessDuplicate(
        Transaction transaction, PreparedUpload prepared, UploadRequest request, UploadOrigin origin)
    {
        transaction.Tenant.ThrowIfReset(prepared.Generation);
        if (request.SkipDuplicates && FileStore.FindIdByHash(transaction, prepared.Hash) is { } existing) return (null, existing);
        UsageLedger.RequireAllowance(transaction, origin.MonthlyLimit);
        return (RecordFile(transaction, prepared, request, origin, plain => ProcessingOverrides.Apply(transaction.Tenant, plain),
            applyToChunks: true), null);
    }

    /// <summary>Records a prepared file, whatever else is there.</summary>
    /// <param name="transaction">A write turn.</param>
    /// <param name="prepared">The file.</param>
    /// <param name="request">What came with it.</param>
    /// <param name="origin">How it came.</param>
    /// <param name="decide">The last word on its outcome and stages.</param>
    /// <param name="applyToChunks">True lets the tenant's overrides change the chunks of a document.</param>
    public FileRecord RecordFile(Transaction transaction, PreparedUpload prepared, UploadRequest request, UploadOrigin origin,
        Func<FileRecord, FileRecord> decide, bool applyToChunks = false)
    {
        var plain = VideoAnalysis.PrepareVideo(transaction, CreateRecord(transaction, prepared, request, origin),
            TimeSpan.FromMinutes(options.VideoMinutes));
        var file = FileStore.Insert(transaction, decide(plain).AdvanceTo(transaction.Now));
        if (prepared.Document is { } document)
            ChunkStore.Insert(transaction, file.Seq,
                applyToChunks ? ProcessingOverrides.ApplyToChunks(transaction.Tenant, file, document.Chunks) : document.Chunks);
        UsageLedger.RecordUpload(transaction, file.Id, origin.MonthlyLimit);
        VideoAnalysis.SettleCredits(transaction, file);
        return file;
    }

    private FileRecord CreateRecord(Transaction transaction, PreparedUpload prepared, UploadRequest request, UploadOrigin origin) => new()
    {
        Id = origin.Id ?? transaction.Ids.Next(),
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
        ProjectId = FolderStore.ResolveProject(transaction, request.FolderId, request.ProjectId),
        ContentCategory = request.ContentCategory,
        CustomSchemaId = request.CustomSchemaId,
        Compliance = prepared.Facts.MediaType == "image" ? request.Compliance?.Evaluate(prepared.Hash, options.Seed) : null,
        UploadMethod = origin.UploadMethod,
        CreatedAt = transaction.Now,
        ContentCreatedAt = prepared.Facts.CapturedAt,
        UpdatedAt = transaction.Now,
        SessionId = origin.SessionId,
        DirectSessionId = origin.DirectSessionId,
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
        Stages = Pipeline.CreateStages(prepared.Facts, request.AutoDescribe, origin.Pipeline ?? options.Pipeline, transaction.Now,
            prepared.Document?.Failure),
    };

    private MediaFacts Inspect(StagedObject staged, string filename)
    {
        using var bytes = staged.OpenRead();
        try
        {
            return InspectSafely(bytes, filename);
        }
        catch (RefusedMediaException refused)
        {
            throw ApiError.BadRequest(refused.Message, "file");
        }
    }

    /// <summary>A picture or video whose reader fails in a way it should not is taken in as a damaged one.</summary>
    private MediaFacts InspectSafely(Stream bytes, string filename)
    {
        try
        {
            return MediaInspector.Inspect(bytes, filename);
        }
        catch (Exception defect) when (
            defect is not (RefusedMediaException or OperationCanceledException) && !StorageFailures.IsStorageFailure(defect))
        {
            LogDefect(log, defect);
            return MediaInspector.InspectUnreadable(bytes);
        }
    }

    [LoggerMessage(LogLevel.Error,
        "A media reader failed in a way it should not; a picture or video counts as damaged, anything else is refused")]
    private static partial void LogDefect(ILogger log, Exception defect);
}

/// <summary>How a file came.</summary>
/// <param name="UploadMethod"><c>STREAMING</c>, <c>presigned</c> or <c>multipart</c>.</param>
/// <param name="SessionId">The batch it belongs to.</param>
/// <param name="MonthlyLimit">Uploads a month that are enforced; null for none.</param>
internal sealed record UploadOrigin(string UploadMethod, string? SessionId, int? MonthlyLimit)
{
    /// <summary>The session of one file that its direct upload is.</summary>
    public string? DirectSessionId { get; init; }

    /// <summary>The id it shall have; null takes the next.</summary>
    public string? Id { get; init; }

    /// <summary>How fast it is processed; null as the emulator's options say.</summary>
    public PipelineMode? Pipeline { get; init; }
}

/// <summary>A file whose bytes are published and held, ready to be recorded.</summary>
internal sealed record PreparedUpload(
    TenantState World, int Generation, IObjectStore Store, EmbeddedStore Pictures, string Filename, MediaFacts Facts, string Hash,
    long SizeBytes,
    string ObjectKey, ExtractedDocument? Document, AiOutcome? Outcome) : IDisposable
{
    private bool _isHeld;

    /// <summary>Keeps the content from being purged until it is recorded.</summary>
    /// <exception cref="ApiError">The world was reset since the request began: 409.</exception>
    public void HoldContent()
    {
        World.Read(transaction =>
        {
            World.ThrowIfReset(Generation);
            World.PendingContent.AddReference(Hash);
            return true;
        });
        _isHeld = true;
    }

    /// <summary>Ends the hold; content that was not recorded after all goes.</summary>
    public void Dispose()
    {
        if (!_isHeld) return;
        _isHeld = false;
        World.Read(transaction =>
        {
            if (World.Generation == Generation) World.PendingContent.RemoveReference(Hash);
            var (text, pages) = WrittenKeys;
            FileStore.DeleteUnreferencedContent(transaction, Store, Pictures, Hash, ObjectKey, text, pages);
            return true;
        });
    }

    /// <summary>What was written of a document; when its reading was broken off, what may have been.</summary>
    private (string? Text, string? Pages) WrittenKeys => Document is null && Facts.DocumentType is { } type
        ? DocumentProcessor.GetStorageKeys(World.Id, Hash, type)
        : (Document?.TextKey, Document?.PagesKey);
}

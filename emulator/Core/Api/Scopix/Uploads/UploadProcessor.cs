using Scopix.Emulator.Api.Scopix.Documents;
using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Api.Scopix.Folders;
using Scopix.Emulator.Api.Scopix.Quota;
using Scopix.Emulator.Api.Scopix.Search;
using Scopix.Emulator.Api.Scopix.Videos;
using Scopix.Fixtures;
using Scopix.Media;

namespace Scopix.Emulator.Api.Scopix.Uploads;

/// <summary>
/// Processes a received file: inspects it, publishes its bytes, and computes the results that are revealed later.
/// Call <see cref="PrepareAsync"/> without the tenant's lock, then <see cref="RecordUnlessDuplicate"/> in a write transaction.
/// </summary>
internal sealed partial class UploadProcessor(
    IObjectStore store, EmbeddedStore local, DocumentProcessor documents, EmulatorOptions options, ILogger<UploadProcessor> log,
    EmbeddingQueue? embeddings = null)
{
    private readonly TextRecognition _recognition = new(options, log);

    /// <summary>Inspects and publishes a file. Its content is protected until <see cref="PreparedUpload.Dispose"/>.</summary>
    /// <param name="generation">The tenant's generation when the request began.</param>
    /// <param name="publishing">Called with the object key before the bytes are published.</param>
    /// <exception cref="ApiError">The bytes are empty, unknown or unsafe (400), the name is invalid (422), or the tenant was
    /// reset since the request began (409).</exception>
    public async Task<PreparedUpload> PrepareAsync(
        TenantState tenant, int generation, ReceivedFile file, UploadRequest request, CancellationToken cancel,
        Action<string>? publishing = null)
    {
        var staged = file.Staged!;
        var filename = RequestParameters.ValidateText("filename", file.Filename.Length == 0 ? "unnamed" : file.Filename,
            UploadFilename.MaxLength, "body");
        var facts = Inspect(staged, filename);
        var key = $"{facts.MediaType}s/{tenant.Id}/{staged.Sha256}.{facts.Extension}";
        ExtractedDocument? document = null;
        var hold = PendingContentLease.Acquire(tenant, generation, staged.Sha256, transaction =>
        {
            // A document whose reading was interrupted may have stored its text and pages already.
            var (text, pages) = document is null && facts.DocumentType is { } type
                ? DocumentProcessor.GetStorageKeys(tenant.Id, staged.Sha256, type)
                : (document?.TextKey, document?.PagesKey);
            FileStore.DeleteUnreferencedContent(transaction, store, local, staged.Sha256, key, text, pages);
        });
        try
        {
            if (facts.DocumentType is { } documentType)
                document = await documents.ReadAsync(tenant, staged, documentType, facts.TextFormat, cancel);
            publishing?.Invoke(key);
            await store.PublishAsync(tenant.Storage, staged, key, cancel);
            var written = request.AutoDescribe ? await _recognition.ReadAsync(tenant, staged, facts, cancel) : null;
            var outcome = request.AutoDescribe
                ? CreateOutcome(staged.Sha256, facts, filename, request, document?.Excerpt, isTextRead: written is not null) : null;
            if (written is not null) outcome = TextRecognition.Replace(outcome!, written, facts);
            return new PreparedUpload(hold, filename, facts, staged.Sha256, staged.SizeBytes, key, document, outcome);
        }
        catch
        {
            hold.Dispose();
            throw;
        }
    }

    /// <summary>Records a prepared file, or returns the id of the file that it duplicates.</summary>
    /// <exception cref="ApiError">The tenant was reset since the request began (409), or the month's allowance is used up
    /// (429).</exception>
    public (FileRecord? File, string? DuplicateOf) RecordUnlessDuplicate(
        Transaction transaction, PreparedUpload prepared, UploadRequest request, UploadOrigin origin)
    {
        prepared.Hold.ThrowIfReset();
        if (request.SkipDuplicates && FileStore.FindIdByHash(transaction, prepared.Hash) is { } existing) return (null, existing);
        UsageLedger.RequireAllowance(transaction, origin.MonthlyLimit);
        var file = RecordFile(transaction, prepared, request, origin,
            plain => AwaitVectors(ProcessingOverrides.Apply(transaction.Tenant, plain)), applyToChunks: true);
        if (file.FindStage(StageCatalog.Embedding) is { AwaitsVectors: true })
            transaction.OnCommitted(() => embeddings?.Enqueue(transaction.Tenant, file.Seq));
        embeddings?.EnqueueImage(transaction, file);
        return (file, null);
    }

    /// <summary>Records a prepared file, even when it is a duplicate.</summary>
    /// <param name="decide">Changes the outcome and the stages before the file is stored.</param>
    /// <param name="applyToChunks">True when the tenant's stubs and faults may change the chunks of a document.</param>
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

    /// <summary>With <c>--search semantic</c>, the vectors of a document are made after the upload.</summary>
    private FileRecord AwaitVectors(FileRecord file) => embeddings is null || file.ChunkCount is null or 0 ? file : file with
    {
        Stages = [.. file.Stages.Select(stage => stage.Name == StageCatalog.Embedding ? stage with { AwaitsVectors = true } : stage)],
    };

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
        Stages = StageCatalog.CreateStages(prepared.Facts, request.AutoDescribe, origin.Pipeline ?? options.Pipeline, transaction.Now,
            prepared.Document?.Failure),
    };

    private AiOutcome CreateOutcome(
        string hash, MediaFacts facts, string filename, UploadRequest request, string? excerpt, bool isTextRead)
    {
        var (seed, category) = (options.Seed, request.ContentCategory);
        var known = new FileFacts
        {
            Filename = filename,
            Title = request.Title,
            Tags = request.Tags,
            Width = facts.Width,
            Height = facts.Height,
            Format = facts.Format ?? facts.DocumentType,
            CapturedAt = facts.CapturedAt,
            Camera = facts.Camera,
            IsTextRead = isTextRead,
        };
        return AiOutcomes.Create(hash, seed, facts.MediaType, category, excerpt, known) with
        {
            Scenes = facts.Movie is { } movie ? VideoScenes.Create(hash, seed, category, movie.DurationSeconds, known) : null,
        };
    }

    private MediaFacts Inspect(StagedObject staged, string filename)
    {
        using var bytes = staged.OpenRead();
        return Inspect(bytes, filename);
    }

    /// <summary>Finds out what a file is, without keeping anything of it.</summary>
    /// <exception cref="ApiError">The bytes are empty, unknown or unsafe: 400.</exception>
    public MediaFacts Inspect(Stream bytes, string filename)
    {
        try
        {
            return InspectSafely(bytes, filename);
        }
        catch (RefusedMediaException refused)
        {
            throw ApiError.BadRequest(refused.Message, "file");
        }
    }

    /// <summary>A picture or video whose reader throws an unexpected exception counts as damaged.</summary>
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
        "A media reader threw an unexpected exception; a picture or video counts as damaged, any other file is refused")]
    private static partial void LogDefect(ILogger log, Exception defect);
}

/// <summary>How a file was uploaded.</summary>
/// <param name="UploadMethod"><c>STREAMING</c>, <c>presigned</c> or <c>multipart</c>.</param>
/// <param name="MonthlyLimit">The enforced number of uploads a month; null when there is none.</param>
internal sealed record UploadOrigin(string UploadMethod, string? SessionId, int? MonthlyLimit)
{
    public string? DirectSessionId { get; init; }

    /// <summary>The id of the new file; null takes the next one.</summary>
    public string? Id { get; init; }

    /// <summary>The speed of processing; null takes that of the emulator's options.</summary>
    public PipelineMode? Pipeline { get; init; }
}

/// <summary>A file whose bytes are published, ready to be recorded.</summary>
internal sealed record PreparedUpload(
    PendingContentLease Hold, string Filename, MediaFacts Facts, string Hash, long SizeBytes, string ObjectKey,
    ExtractedDocument? Document, AiOutcome? Outcome) : IDisposable
{
    public void Dispose() => Hold.Dispose();
}

using System.IO.Pipelines;
using Scopix.Emulator.Files;
using Scopix.Emulator.Http;
using Scopix.Emulator.Media;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.Processing;
using Scopix.Emulator.Quota;
using Scopix.Emulator.State;
using Scopix.Fixtures;

namespace Scopix.Emulator.Uploads;

/// <summary>
/// Takes a received file in: finds out what it is, publishes its bytes, does the work whose results are revealed later.
/// First <see cref="PrepareAsync"/> without the gate, then <see cref="Record"/> at the gate.
/// </summary>
public sealed class Intake(IObjectStore store, EmulatorOptions options)
{
    private const int ExcerptChars = 2_000;

    /// <summary>Inspects and publishes a file. Its content is held until <see cref="Prepared.Dispose"/>.</summary>
    /// <exception cref="ApiError">Its bytes are empty, unknown or unsafe (400), or its name does not fit (422).</exception>
    public async Task<Prepared> PrepareAsync(World world, ReceivedFile file, UploadRequest request, CancellationToken cancel)
    {
        var staged = file.Staged!;
        var filename = Inputs.Fitting("filename", file.Filename.Length == 0 ? "unnamed" : file.Filename, PartName.Longest, "body");
        var facts = Inspect(staged, filename);
        var key = $"{facts.MediaType}s/{world.Tenant}/{staged.Sha256}.{facts.Extension}";
        var prepared = new Prepared(world, filename, facts, staged.Sha256, staged.SizeBytes, key, null, null);
        prepared.Hold();
        try
        {
            var (textKey, excerpt) = facts.DocumentType is "txt" or "md" ? await ExtractAsync(world, staged, cancel) : (null, null);
            await store.PublishAsync(world.Storage, staged, key, cancel);
            var outcome = AiOutcomes.For(staged.Sha256, options.Seed, facts.MediaType, request.ContentCategory, excerpt);
            return prepared with { TextKey = textKey, Outcome = request.AutoDescribe ? outcome : null };
        }
        catch
        {
            prepared.Dispose();
            throw;
        }
    }

    /// <summary>Records a prepared file, or answers the id of the file that it duplicates. Call it in a write turn.</summary>
    public (FileRecord? File, string? DuplicateOf) Record(Turn turn, Prepared prepared, UploadRequest request, string? sessionId)
    {
        prepared.CheckNotReset();
        if (request.SkipDuplicates && FileStore.IdByHash(turn, prepared.Hash) is { } existing) return (null, existing);
        var file = FileStore.Insert(turn, NewRecord(turn, prepared, request, sessionId).Moved(turn.Now));
        Ledger.CountUpload(turn, file.Id);
        return (file, null);
    }

    private FileRecord NewRecord(Turn turn, Prepared prepared, UploadRequest request, string? sessionId) => new()
    {
        Id = turn.Ids.Next(),
        MediaType = prepared.Facts.MediaType,
        Hash = prepared.Hash,
        ObjectKey = prepared.ObjectKey,
        ContentType = prepared.Facts.ContentType,
        SizeBytes = prepared.SizeBytes,
        Filename = prepared.Filename,
        Title = request.Title,
        Tags = request.Tags,
        FolderId = request.FolderId,
        ProjectId = request.ProjectId,
        ContentCategory = request.ContentCategory,
        CustomSchemaId = request.CustomSchemaId,
        Compliance = request.Compliance?.Judge(prepared.Hash),
        UploadMethod = "STREAMING",
        CreatedAt = turn.Now,
        ContentCreatedAt = prepared.Facts.CapturedAt,
        UpdatedAt = turn.Now,
        SessionId = sessionId,
        Width = prepared.Facts.Width,
        Height = prepared.Facts.Height,
        Format = prepared.Facts.Format,
        DocumentType = prepared.Facts.DocumentType,
        TextKey = prepared.TextKey,
        Outcome = prepared.Outcome,
        Stages = Pipeline.Plan(prepared.Facts, request.AutoDescribe, options.Pipeline, turn.Now),
    };

    private static MediaFacts Inspect(StagedObject staged, string filename)
    {
        try
        {
            using var bytes = staged.OpenRead();
            return MediaInspector.Inspect(bytes, filename);
        }
        catch (RefusedMediaException refused)
        {
            throw ApiError.BadRequest(refused.Message, "file");
        }
    }

    private async Task<(string Key, string Excerpt)> ExtractAsync(World world, StagedObject staged, CancellationToken cancel)
    {
        var pipe = new Pipe();
        var writing = TranscodeAsync(staged, pipe.Writer, cancel);
        using var text = await store.StageAsync(world.Storage, pipe.Reader.AsStream(), long.MaxValue, cancel);
        await writing;
        using var reader = new StreamReader(text.OpenRead());
        var excerpt = new char[ExcerptChars];
        var read = await reader.ReadBlockAsync(excerpt, cancel);
        var key = $"text/{world.Tenant}/{staged.Sha256}.txt";
        await store.PublishAsync(world.Storage, text, key, cancel);
        return (key, new string(excerpt, 0, read));
    }

    private static async Task TranscodeAsync(StagedObject staged, PipeWriter utf8, CancellationToken cancel)
    {
        try
        {
            await using var source = staged.OpenRead();
            await PlainText.TranscodeAsync(source, utf8.AsStream(leaveOpen: true), cancel);
            await utf8.CompleteAsync();
        }
        catch (Exception error)
        {
            await utf8.CompleteAsync(error);
            throw;
        }
    }
}

/// <summary>A file whose bytes are published and held, ready to be recorded.</summary>
public sealed record Prepared(
    World World, string Filename, MediaFacts Facts, string Hash, long SizeBytes, string ObjectKey, string? TextKey, AiOutcome? Outcome) : IDisposable
{
    private readonly int _generation = World.Generation;
    private bool _held;

    /// <summary>Keeps the content from being purged until it is recorded.</summary>
    public void Hold()
    {
        _held = true;
        World.Read(_ =>
        {
            World.Held.Hold(Hash);
            return true;
        });
    }

    /// <summary>Refuses to record into a world that was reset since the bytes came.</summary>
    public void CheckNotReset()
    {
        if (World.Generation != _generation) throw ApiError.Conflict("The emulator was reset during the upload; send it again");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_held) return;
        _held = false;
        World.Read(_ =>
        {
            if (World.Generation == _generation) World.Held.Release(Hash);
            return true;
        });
    }
}

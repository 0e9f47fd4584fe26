using System.Security.Cryptography;
using Scopix.Emulator.Api.Scopix;
using Scopix.Emulator.Api.Scopix.Documents;
using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Api.Scopix.Folders;
using Scopix.Emulator.Api.Scopix.Projects;

namespace Scopix.Emulator.Control.Imports;

/// <summary>Writes imported projects, folders and files into a database; the texts and pages of documents go into the store.</summary>
internal sealed class ScopixImportWriter(
    Transaction transaction, ImportedContent content, IObjectStore store, EmbeddedStore local, long seed, CancellationToken cancel)
{
    private readonly ImportedFileMapper _mapper = new(transaction.Tenant.Id, seed);
    private readonly IncrementalHash _ids = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Without the bytes, which follow.</summary>
    public ImportResponse Counts { get; private set; } = new(0, 0, 0, 0, 0, 0);

    /// <summary>A number that follows from all ids, far beyond those that an emulator reaches by counting.</summary>
    public long CreateIdCount() => BitConverter.ToInt64(_ids.GetCurrentHash()) & ((1L << 59) - 1);

    public async Task ReadAsync(ImportReader archive)
    {
        Counts = Counts with
        {
            Projects = await archive.ReadAsync("projects.json", ImportJsonContext.Default.ImportedProjectArray, AddProjects),
            Folders = await archive.ReadAsync("folders.json", ImportJsonContext.Default.ImportedFolderArray, AddFolders),
        };
        await archive.ReadFilesAsync(ImportJsonContext.Default.ImportedFile, file => file.Details.Id, AddFileAsync);
    }

    private Task<int> AddProjects(ImportedProject?[] projects)
    {
        foreach (var project in projects)
        {
            if (project is null) throw ApiError.Invalid("projects", "must not have null");
            ImportedFileValidator.RequireId("id", project.Id);
            ProjectRules.CheckName(project.Name);
            ImportedFileValidator.RequireTime("created_at", project.CreatedAt);
            ImportedFileValidator.RequireTime("updated_at", project.UpdatedAt);
            RefuseSecond("projects", project.Id);
            if (ProjectStore.FindIdByName(transaction, project.Name) is not null)
                throw ApiError.Invalid("name", $"'{project.Name}' is that of two projects");
            ProjectStore.InsertCopy(transaction, project.Id, project.IsDefault, project.CreatedAt, project.UpdatedAt ?? project.CreatedAt,
                new CreateProject(project.Name, project.Description, project.Icon, project.Color, project.ProjectType));
            CountId(project.Id);
        }
        return Task.FromResult(projects.Length);
    }

    private Task<int> AddFolders(ImportedFolder?[] folders)
    {
        if (folders.Length > FolderStore.MaxFolders) throw ApiError.Invalid("folders", $"at most {FolderStore.MaxFolders} folders");
        foreach (var folder in folders)
        {
            if (folder is null) throw ApiError.Invalid("folders", "must not have null");
            ImportedFileValidator.RequireId("id", folder.Id);
            FolderRules.CheckName(folder.Name);
            ImportedFileValidator.RequireTime("created_at", folder.CreatedAt);
            ImportedFileValidator.RequireTime("updated_at", folder.UpdatedAt);
            RefuseSecond("folders", folder.Id);
            FolderStore.InsertCopy(transaction, folder.Id, folder.Name, folder.ParentId, folder.ProjectId, folder.CreatedAt,
                folder.UpdatedAt ?? folder.CreatedAt);
            CountId(folder.Id);
        }
        return Task.FromResult(folders.Length);
    }

    private async Task AddFileAsync(ImportedFile file)
    {
        RefuseSecond("files", file.Details.Id);
        if (file.FolderId is not null) RequireReference("folder_id", "folders", file.FolderId);
        if (file.ProjectId is not null) RequireReference("project_id", "projects", file.ProjectId);
        var record = _mapper.Map(file);
        if (file.HasBytes && record.Link is null) content.Expect(record.Hash, record.ObjectKey, file.Details.SizeBytes);
        record = await StoreTextAsync(record, file);
        var stored = FileStore.Insert(transaction, record);
        ChunkStore.Insert(transaction, stored.Seq, ToChunks(file.Chunks));
        CountId(stored.Id);
        Counts = Counts with
        {
            Files = Counts.Files + 1,
            FilesWithoutBytes = Counts.FilesWithoutBytes + (file.HasBytes || record.Link is not null ? 0 : 1),
            FilesInProgress = Counts.FilesInProgress + (FileStatuses.IsTerminal(record) ? 0 : 1),
        };
    }

    /// <summary>Content of the same hash can have other texts in this tenant already, so the keys have a digest of the text too.</summary>
    private async Task<FileRecord> StoreTextAsync(FileRecord file, ImportedFile imported)
    {
        if (file.Link is not null) return file;
        var isExtracted = file.MediaType == "document" && file.IsStageCompleted(StageCatalog.TextExtraction);
        var text = isExtracted && (imported.Text?.Text ?? imported.Details.ExtractedText) is { } some ? Encoding.UTF8.GetBytes(some) : null;
        var pages = isExtracted && imported.Digitization?.Pages is { Length: > 0 } found ? SerializePages(found) : null;
        var withKeys = file with { TextKey = CreateKey("text", text, "txt"), PagesKey = CreateKey("pages", pages, "jsonl") };
        content.Protect(file.Hash, present => FileStore.DeleteUnreferencedContent(
            present, store, local, file.Hash, file.ObjectKey, withKeys.TextKey, withKeys.PagesKey));
        if (text is not null) await content.WriteAsync(withKeys.TextKey!, stream => stream.WriteAsync(text, cancel).AsTask(), cancel);
        if (pages is not null) await content.WriteAsync(withKeys.PagesKey!, stream => stream.WriteAsync(pages, cancel).AsTask(), cancel);
        return withKeys;

        string? CreateKey(string kind, byte[]? bytes, string extension) => bytes is null ? null
            : $"{kind}/{transaction.Tenant.Id}/{file.Hash}-{Convert.ToHexStringLower(SHA256.HashData(bytes)[..8])}.{extension}";
    }

    private static byte[] SerializePages(ImportedPage?[] pages)
    {
        var lines = new MemoryStream();
        for (var i = 0; i < pages.Length; i++)
        {
            if (pages[i]?.PageNumber != i + 1) throw ApiError.Invalid("digitization", "must have all pages in order, the first one is 1");
            var elements = (pages[i]!.Elements ?? []).OfType<ImportedElement>().Select(ToElement);
            JsonSerializer.Serialize(lines, new DigitizedPageRecord(i + 1, [.. elements]), ScopixJsonContext.Shared.DigitizedPageRecord);
            lines.WriteByte((byte)'\n');
        }
        return lines.ToArray();
    }

    private static PageElement ToElement(ImportedElement element)
    {
        var box = element.BoundingBox ?? new ImportedBox(0, 0, 0, 0);
        var level = element.Metadata is { ValueKind: JsonValueKind.Object } metadata && metadata.TryGetProperty("level", out var value)
            && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? new ElementMetadata(number) : null;
        return new PageElement(element.Type, element.Content ?? "", new ElementBox(box.X, box.Y, box.W, box.H), level);
    }

    private static ChunkRecord[] ToChunks(ImportedChunks? chunks) =>
        [.. (chunks?.Chunks ?? []).OfType<ImportedChunk>().Select((chunk, index) => new ChunkRecord(
            index, chunk.Content, chunk.PageNumbers ?? [], [.. (chunk.HeadingHierarchy ?? []).OfType<string>()],
            chunk.Metadata?.TokenCount ?? 0, chunk.Metadata?.ChunkType ?? "paragraph"))];

    private void RefuseSecond(string table, string id)
    {
        if (Exists(table, id)) throw ApiError.Invalid("id", $"{id} occurs twice");
    }

    private void RequireReference(string field, string table, string id)
    {
        if (!Exists(table, id)) throw ApiError.Invalid(field, $"names none of {table}.json");
    }

    private bool Exists(string table, string id) =>
        transaction.Db.QueryNumber($"SELECT 1 FROM {table} WHERE id = $1", id) is not null;

    private void CountId(string id) => _ids.AppendData(Encoding.ASCII.GetBytes(id));
}

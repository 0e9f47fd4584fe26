using System.Security.Cryptography;
using Scopix.Emulator.Api.LlamaCloud;

namespace Scopix.Emulator.Control.Imports;

/// <summary>Writes imported files of LlamaCloud into a database. They are in the project of the key that receives them.</summary>
internal sealed class LlamaImportWriter(Transaction transaction, string project, ImportedContent content, IObjectStore store)
{
    /// <summary>Files with the same bytes share one object, so its extension is that of the first one.</summary>
    private readonly Dictionary<string, string> _keys = [];

    private readonly IncrementalHash _ids = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private int _files, _filesWithoutBytes;

    /// <summary>Without the bytes, which follow.</summary>
    public ImportResponse Counts => new(_files, 0, 0, 0, _filesWithoutBytes, 0);

    /// <summary>A number that follows from all ids, far beyond those that an emulator reaches by counting.</summary>
    public long CreateIdCount() => BitConverter.ToInt64(_ids.GetCurrentHash()) & ((1L << 59) - 1);

    public Task ReadAsync(ImportReader archive) =>
        archive.ReadFilesAsync(ImportJsonContext.Default.ImportedLlamaFile, file => file.Details.Id, Add);

    private Task Add(ImportedLlamaFile file)
    {
        var details = file.Details;
        if (LlamaFileStore.NormalizeId(details.Id) != details.Id) throw ApiError.Invalid("id", "must be dfl- and a UUID in lower case");
        if (transaction.Db.QueryNumber("SELECT 1 FROM llama_files WHERE id = $1", details.Id) is not null)
            throw ApiError.Invalid("id", "occurs twice");
        RequestParameters.RequireText("name", details.Name, LlamaUpload.MaxNameLength);
        RequestParameters.ValidateText("external_file_id", details.ExternalFileId ?? "", LlamaUpload.MaxNameLength, "body");
        ImportedFileValidator.RequireTime("last_modified_at", details.LastModifiedAt);
        if (file.HasBytes && !RequestParameters.IsSha256(file.Hash)) throw ApiError.Invalid("hash", "must be a SHA-256 of 64 hex digits");
        // no object has the hash of an id
        var hash = file.Hash?.ToLowerInvariant() ?? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(details.Id)));
        var key = _keys.GetValueOrDefault(hash) ?? LlamaUpload.GetObjectKey(transaction.Tenant, hash, details.FileType);
        _keys.TryAdd(hash, key);
        if (file.HasBytes)
        {
            content.Expect(hash, key, file.SizeBytes);
            content.Protect(key, present => LlamaFileStore.DeleteUnreferencedContent(present, store, key));
        }
        LlamaFileStore.Insert(transaction, new LlamaFileRecord(0, details.Id, project, details.Name, details.ExternalFileId,
            details.FileType, details.Purpose ?? "user_data", key, details.LastModifiedAt ?? transaction.Now));
        _ids.AppendData(Encoding.ASCII.GetBytes(details.Id));
        (_files, _filesWithoutBytes) = (_files + 1, _filesWithoutBytes + (file.HasBytes ? 0 : 1));
        return Task.CompletedTask;
    }
}

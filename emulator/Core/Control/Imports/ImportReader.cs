using System.Text.Json.Serialization.Metadata;
using Scopix.Emulator.Control.Snapshots;

namespace Scopix.Emulator.Control.Imports;

/// <summary>Reads the JSON entries of an archive. Every refusal names the entry.</summary>
internal sealed class ImportReader(SnapshotArchiveReader archive)
{
    /// <summary>Of one JSON entry: texts of documents are inside (a limit of ours).</summary>
    private const int MaxJsonBytes = 64 * 1024 * 1024;

    private const string FilePrefix = "files/";

    /// <summary>Reads the entry that must come next.</summary>
    /// <param name="read">Reads the parsed entry; its refusals get the name of the entry.</param>
    /// <exception cref="ApiError">422: the entry is missing, malformed or breaks a rule.</exception>
    public async Task<TResult> ReadAsync<T, TResult>(string path, JsonTypeInfo<T> type, Func<T, Task<TResult>> read)
    {
        var json = await archive.ReadAsync(path, MaxJsonBytes);
        try
        {
            return await read(JsonSerializer.Deserialize(json, type) ?? throw ApiError.Invalid("body", "must not be null"));
        }
        catch (ApiError refused) when (refused.Status is 400 or 422)
        {
            throw ApiError.Invalid(path, refused.Message);
        }
        catch (JsonException error)
        {
            throw ApiError.Invalid(path, error.Path is { Length: > 1 } place
                ? $"{place[2..]} is of the wrong type, or lacks a required field" : "is not the expected JSON, or lacks a required field");
        }
    }

    /// <summary>Reads all entries <c>files/{id}.json</c>, each of which has the id of its name.</summary>
    public async Task ReadFilesAsync<T>(JsonTypeInfo<T> type, Func<T, string> getId, Func<T, Task> read)
    {
        while (await archive.PeekPathAsync() is var path && path.StartsWith(FilePrefix, StringComparison.Ordinal))
            await ReadAsync(path, type, async file =>
            {
                if (path != $"{FilePrefix}{getId(file)}.json") throw ApiError.Invalid("id", "is not that in the name of the entry");
                await read(file);
                return path;
            });
    }
}

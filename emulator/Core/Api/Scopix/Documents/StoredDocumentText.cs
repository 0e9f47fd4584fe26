using Scopix.Storage;

namespace Scopix.Emulator.Api.Scopix.Documents;

/// <summary>A document's text, from where it is stored.</summary>
internal static class StoredDocumentText
{
    /// <summary>Its first characters, and whether there are more; a pair of surrogates is not cut. Null when it is gone.</summary>
    public static async Task<(string? Text, bool Truncated)> ReadAsync(
        IObjectStore store, StorageAccount account, string key, int most, CancellationToken cancel)
    {
        await using var bytes = await store.OpenReadAsync(account, key, cancel);
        if (bytes is null) return (null, false);
        using var reader = new StreamReader(bytes);
        var buffer = new char[(int)Math.Min(bytes.Length, most)];
        var read = await reader.ReadBlockAsync(buffer, cancel);
        var more = read == buffer.Length && reader.Read() >= 0;
        return (new string(buffer, 0, more && read > 0 && char.IsHighSurrogate(buffer[read - 1]) ? read - 1 : read), more);
    }
}

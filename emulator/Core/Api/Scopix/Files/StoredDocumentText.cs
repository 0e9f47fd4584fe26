using Scopix.Media;

namespace Scopix.Emulator.Api.Scopix.Files;

internal static class StoredDocumentText
{
    /// <summary>The beginning of the text, and whether there is more; null when the object is missing.</summary>
    public static async Task<(string? Text, bool Truncated)> ReadAsync(
        IObjectStore store, StorageAccount account, string key, int maxLength, CancellationToken cancel)
    {
        await using var bytes = await store.OpenReadAsync(account, key, cancel);
        if (bytes is null) return (null, false);
        using var reader = new StreamReader(bytes);
        var buffer = new char[(int)Math.Min(bytes.Length, maxLength + 1L)];
        var length = await reader.ReadBlockAsync(buffer, cancel);
        return (new string(buffer, 0, TextTruncation.GetLength(buffer.AsSpan(0, length), maxLength)), length > maxLength);
    }
}

using Microsoft.Extensions.Primitives;

namespace Scopix.Emulator.Http.Hooks;

/// <summary>A form as the client sent it.</summary>
/// <param name="Files">The files; a size is null when the file was too large.</param>
internal sealed record SentForm(
    IReadOnlyDictionary<string, StringValues> Fields, IReadOnlyList<(string Part, string Filename, long? SizeBytes)> Files)
{
    /// <summary>The approximate size of the texts, in bytes.</summary>
    public int EstimatedBytes => Fields.Sum(texts => 64 + texts.Value.Sum(value => (value?.Length ?? 0) * 2)) + (Files.Count * 256);
}

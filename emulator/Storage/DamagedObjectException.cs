namespace Scopix.Storage;

/// <summary>The content of an object's file differs from what was written.</summary>
/// <param name="issue">The end of a sentence about the object.</param>
internal sealed class DamagedObjectException(string key, string issue) : Exception($"The object {key} is damaged: it {issue}");

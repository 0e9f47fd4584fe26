namespace Scopix.Storage;

/// <summary>An object's file has other bytes than were written.</summary>
/// <param name="key">The object's key.</param>
/// <param name="issue">What is wrong, as the end of a sentence.</param>
internal sealed class DamagedObjectException(string key, string issue) : Exception($"The object {key} is damaged: it {issue}")
{
    /// <summary>The object's key.</summary>
    public string Key { get; } = key;
}

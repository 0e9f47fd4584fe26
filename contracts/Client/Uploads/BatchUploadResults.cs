using System.Collections;

namespace Scopix.Client;

/// <summary>The results of several uploads, in the order in which the files were given (seed 002, BatchUploadResults).</summary>
public sealed class BatchUploadResults : IReadOnlyList<UploadResult>
{
    private readonly IReadOnlyList<UploadResult> _results;

    /// <summary>The results of some uploads.</summary>
    public BatchUploadResults(IReadOnlyList<UploadResult> results) => _results = results;

    /// <summary>How many there are.</summary>
    public int Count => _results.Count;

    /// <summary>Some upload failed, or its description did.</summary>
    public bool HasFailures => FailedCount > 0;

    /// <summary>How many failed.</summary>
    public int FailedCount => _results.Count(result => result.IsFailed);

    /// <summary>How many are completed.</summary>
    public int SucceededCount => _results.Count(result => result.IsCompleted);

    /// <summary>How many are yet to be described.</summary>
    public int PendingCount => _results.Count(result => result.IsPending);

    /// <summary>The result of the file at a place.</summary>
    public UploadResult this[int index] => _results[index];

    /// <summary>Those that failed.</summary>
    public IReadOnlyList<UploadResult> GetFailed() => [.. _results.Where(result => result.IsFailed)];

    /// <summary>Those that are completed.</summary>
    public IReadOnlyList<UploadResult> GetSucceeded() => [.. _results.Where(result => result.IsCompleted)];

    /// <summary>Those that are yet to be described.</summary>
    public IReadOnlyList<UploadResult> GetPending() => [.. _results.Where(result => result.IsPending)];

    /// <summary>Those that failed in a way that may pass.</summary>
    public IReadOnlyList<UploadResult> GetRetryable() => [.. _results.Where(
        result => result.IsFailed && result.DescriptionIsRetryable == true)];

    /// <summary>The results themselves when none failed.</summary>
    /// <exception cref="DescriptionException">Some failed: they are in it.</exception>
    public BatchUploadResults ThrowIfAnyFailed() => HasFailures
        ? throw new DescriptionException(GetSummary() + ": " + GetFailed()[0].DescriptionError,
            [.. GetFailed().Select(DescriptionFailure.From)])
        : this;

    /// <summary>The numbers in words, e.g. <c>3 succeeded, 1 failed</c>; what there is none of is left out.</summary>
    public string GetSummary()
    {
        string[] parts = [.. new[] { (SucceededCount, "succeeded"), (FailedCount, "failed"), (PendingCount, "pending") }
            .Where(part => part.Item1 > 0).Select(part => $"{part.Item1} {part.Item2}")];
        return parts.Length == 0 ? "no files" : string.Join(", ", parts);
    }

    /// <inheritdoc/>
    public IEnumerator<UploadResult> GetEnumerator() => _results.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

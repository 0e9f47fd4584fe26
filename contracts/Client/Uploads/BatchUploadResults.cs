using System.Collections;

namespace Scopix.Client;

/// <summary>The results of several uploads, in the order in which the files were given (seed 002, BatchUploadResults).</summary>
public sealed class BatchUploadResults : IReadOnlyList<UploadResult>
{
    private readonly IReadOnlyList<UploadResult> _results;

    /// <summary>Creates the results from those of the single uploads.</summary>
    public BatchUploadResults(IReadOnlyList<UploadResult> results) => _results = results;

    /// <summary>The number of results.</summary>
    public int Count => _results.Count;

    /// <summary>Whether an upload or a description failed.</summary>
    public bool HasFailures => FailedCount > 0;

    /// <summary>The number of failed results.</summary>
    public int FailedCount => _results.Count(result => result.IsFailed);

    /// <summary>The number of completed results.</summary>
    public int SucceededCount => _results.Count(result => result.IsCompleted);

    /// <summary>The number of results whose description is pending.</summary>
    public int PendingCount => _results.Count(result => result.IsPending);

    /// <summary>The result of the file at a position.</summary>
    public UploadResult this[int index] => _results[index];

    /// <summary>The failed results.</summary>
    public IReadOnlyList<UploadResult> GetFailed() => [.. _results.Where(result => result.IsFailed)];

    /// <summary>The completed results.</summary>
    public IReadOnlyList<UploadResult> GetSucceeded() => [.. _results.Where(result => result.IsCompleted)];

    /// <summary>The results whose description is pending.</summary>
    public IReadOnlyList<UploadResult> GetPending() => [.. _results.Where(result => result.IsPending)];

    /// <summary>The failed results for which a retry can help.</summary>
    public IReadOnlyList<UploadResult> GetRetryable() => [.. _results.Where(
        result => result.IsFailed && result.DescriptionIsRetryable == true)];

    /// <summary>Returns these results when none failed.</summary>
    /// <exception cref="DescriptionException">Some failed; the exception has their failures.</exception>
    public BatchUploadResults ThrowIfAnyFailed() => HasFailures
        ? throw new DescriptionException(GetSummary() + ": " + GetFailed()[0].DescriptionError,
            [.. GetFailed().Select(DescriptionFailure.From)])
        : this;

    /// <summary>The counts as text, e.g. <c>3 succeeded, 1 failed</c>; counts of zero are left out.</summary>
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

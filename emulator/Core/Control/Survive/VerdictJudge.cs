namespace Scopix.Emulator.Control.Survive;

/// <summary>Judges what became of a client: the exit code and output of its command, beside what the service has seen.</summary>
/// <param name="left">What the run has called and left behind.</param>
internal sealed class VerdictJudge(VerdictRequest request, CleanRun left, RepeatedRequests repetitions)
{
    private readonly CleanRun _found = RunComparer.WithoutDeletedSurplus(left, request.Clean);
    private readonly FailureText _text = new(request.Output ?? "", request.CleanOutput ?? "");
    private readonly Experiment _experiment = request.Experiment;
    private readonly CleanRun _clean = request.Clean;

    private bool Passed => request.ExitCode == 0;

    /// <summary>The answer that names a new direct upload was lost: a client without an idempotency key cannot find it again.</summary>
    private bool IsUploadUnknown => _experiment is
    {
        Operation: "direct_uploads.create", Kind: "reset_after" or "duplicate_delivery" or "truncated" or "corrupt",
    };

    /// <summary>The verdict and the sentence that explains it.</summary>
    public (string Verdict, string Reason) Judge()
    {
        if (request.ExitCode is null) return (Verdicts.Hung, "The command did not end and was stopped.");
        if (FindDuplicates() is { } duplicates) return (Verdicts.Duplicated, duplicates);
        if (Passed && FindLoss() is { } loss) return (Verdicts.Lost, loss);
        if (repetitions.FindHammering() is { } hammering) return (Verdicts.Hammered, hammering);
        if (FindLeak() is { } leak) return (Verdicts.Leaked, leak);
        if (Passed) return (Verdicts.Survived, "The command passed, and what is there equals the clean run.");
        return _text.Names(_experiment)
            ? (Verdicts.FailedLegibly, $"The command ended with {request.ExitCode} and named what went wrong.")
            : (Verdicts.FailedBlindly, $"The command ended with {request.ExitCode}, and its output does not name what went wrong.");
    }

    private string? FindDuplicates()
    {
        var clean = _clean.Files.CountBy(file => file.Hash).ToDictionary();
        if (_clean.Compared.Contains("hash"))
        {
            foreach (var (hash, count) in _found.Files.CountBy(file => file.Hash))
                if (clean.TryGetValue(hash, out var expected) && count > expected)
                    return $"There are {count} files with the same bytes; the clean run made {expected}.";
        }
        else if (_found.Files.Length > _clean.Files.Length)
            return $"There are {_found.Files.Length} files; the clean run made {_clean.Files.Length}.";
        return DescribeMore("folders", _found.Folders, _clean.Folders) ?? DescribeMore("projects", _found.Projects, _clean.Projects)
            ?? DescribeMore("sessions", _found.Sessions, _clean.Sessions) ?? DescribeMore("exports", _found.Exports, _clean.Exports);
    }

    private string? FindLoss()
    {
        if (_found.Files.Length < _clean.Files.Length)
            return $"The command passed, but there are {_found.Files.Length} files; the clean run made {_clean.Files.Length}.";
        var less = DescribeLess("folders", _found.Folders, _clean.Folders) ?? DescribeLess("projects", _found.Projects, _clean.Projects)
            ?? DescribeLess("sessions", _found.Sessions, _clean.Sessions) ?? DescribeLess("exports", _found.Exports, _clean.Exports);
        if (less is not null) return less;
        var fields = _clean.Compared.Where(field => !RunComparer.AreEqual(_found, _clean, [field])).ToList();
        if (fields.Count == 0) return RunComparer.AreEqual(_found, _clean, _clean.Compared) ? null
            : "The command passed, but the values of files are exchanged.";
        // the stage cannot be undone; a client that says so has lost nothing
        if (_experiment.Category == TroubleCategories.Ai && fields.TrueForAll(field => field is "status" or "tags" or "title")
            && _text.Names(_experiment)) return null;
        return $"The command passed, but files differ from the clean run in {string.Join(" and ", fields)}.";
    }

    /// <summary>The service ends such an upload itself, or accepts no request of the client any more.</summary>
    private bool IsUploadEnded => _experiment.Kind is "hash_mismatch" or "upload_expired" or "key_expired";

    private bool CannotAbort => _experiment is { Operation: "direct_uploads.abort", Lasting: true };

    private string? FindLeak()
    {
        var more = _found.OpenUploads - _clean.OpenUploads;
        if (more <= 0 || (!Passed && (IsUploadUnknown || IsUploadEnded || CannotAbort))) return null;
        return $"{more} direct {(more == 1 ? "upload is" : "uploads are")} left open, neither completed nor aborted.";
    }

    private static string? DescribeMore(string what, int count, int clean) =>
        count > clean ? $"There are {count} {what}; the clean run made {clean}." : null;

    private static string? DescribeLess(string what, int count, int clean) =>
        count < clean ? $"The command passed, but there are {count} {what}; the clean run made {clean}." : null;
}

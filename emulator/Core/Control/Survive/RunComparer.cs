namespace Scopix.Emulator.Control.Survive;

/// <summary>Compares runs by what they have called and left behind.</summary>
internal static class RunComparer
{
    /// <summary>
    /// The clean run that later runs are compared with: the second of two, without the fields of files that differ between them.
    /// </summary>
    /// <param name="differences">Receives a sentence for each difference that makes a comparison meaningless.</param>
    public static CleanRun Merge(CleanRun first, CleanRun second, List<string> differences)
    {
        var (before, after) = (first.Calls.ToDictionary(call => call.Operation), second.Calls.ToDictionary(call => call.Operation));
        foreach (var call in first.Calls.Where(call => !after.ContainsKey(call.Operation)))
            differences.Add($"{call.Operation} was called in the first clean run alone.");
        foreach (var call in second.Calls.Where(call => !before.ContainsKey(call.Operation)))
            differences.Add($"{call.Operation} was called in the second clean run alone.");
        foreach (var call in second.Calls.Where(call => !call.Reads))
            if (before.TryGetValue(call.Operation, out var earlier) && earlier.Count != call.Count)
                differences.Add($"{call.Operation} was called {earlier.Count} times in the first clean run and {call.Count} times "
                    + "in the second.");
        AddDifference(differences, "files", first.Files.Length, second.Files.Length);
        AddDifference(differences, "folders", first.Folders, second.Folders);
        AddDifference(differences, "projects", first.Projects, second.Projects);
        AddDifference(differences, "sessions", first.Sessions, second.Sessions);
        AddDifference(differences, "exports", first.Exports, second.Exports);
        AddDifference(differences, "open direct uploads", first.OpenUploads, second.OpenUploads);
        return second with { Compared = [.. first.Compared.Where(field => AreEqual(first, second, [field]))] };
    }

    /// <summary>True when both runs have left the same files, by some of their fields.</summary>
    public static bool AreEqual(CleanRun one, CleanRun other, IReadOnlyCollection<string> fields) =>
        CountBy(one, fields).OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .SequenceEqual(CountBy(other, fields).OrderBy(pair => pair.Key, StringComparer.Ordinal));

    /// <summary>How many files have the same values.</summary>
    public static Dictionary<string, int> CountBy(CleanRun run, IReadOnlyCollection<string> fields) =>
        run.Files.CountBy(file => string.Join('\n', fields.Select(field => Describe(file, field)))).ToDictionary();

    /// <summary>
    /// A run without the deleted files that it has more of than the clean run: a client that cleans up leaves no duplicate.
    /// </summary>
    public static CleanRun WithoutDeletedSurplus(CleanRun run, CleanRun clean)
    {
        var surplus = run.Files.CountBy(file => file.Hash).ToDictionary();
        foreach (var (hash, count) in clean.Files.CountBy(file => file.Hash))
            if (surplus.ContainsKey(hash)) surplus[hash] -= count;
        List<KeptFile> kept = [];
        foreach (var file in run.Files)
        {
            if (file.Status == "deleted" && surplus[file.Hash] > 0 && clean.Files.Any(other => other.Hash == file.Hash))
                surplus[file.Hash]--;
            else kept.Add(file);
        }
        return run with { Files = [.. kept] };
    }

    private static string Describe(KeptFile file, string field) => field switch
    {
        "hash" => file.Hash,
        "title" => file.Title ?? "",
        "tags" => string.Join(',', file.Tags),
        "folder" => file.Folder ?? "",
        _ => file.Status,
    };

    private static void AddDifference(List<string> differences, string what, int first, int second)
    {
        if (first != second) differences.Add($"There are {first} {what} after the first clean run and {second} after the second.");
    }
}

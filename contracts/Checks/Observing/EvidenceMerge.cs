namespace Scopix.Contracts.Checks.Observing;

/// <summary>
/// Merges recordings of the live service into the contracts. What was assumed and was seen becomes observed, with the date of its
/// recording; what contradicts an assumption is written to <c>refuted.json</c>, and what contradicts something known is listed: a person
/// decides. The files of the contracts keep their layout.
/// </summary>
public static class EvidenceMerge
{
    /// <summary>What stands between the date of a recording and the reason of the assumption that it confirmed.</summary>
    internal const string AssumedBefore = "; assumed before: ";

    /// <summary>Merges the recordings of a folder.</summary>
    /// <param name="contracts">The folder <c>contracts</c> of the repository.</param>
    /// <param name="recordings">The folder of the recordings.</param>
    /// <exception cref="InvalidDataException">A recording was made with an emulator, or may be; or there is none.</exception>
    /// <exception cref="IOException">A folder or file cannot be read or written.</exception>
    public static EvidenceMergeResult Merge(string contracts, string recordings)
    {
        var read = ReadFolder(recordings);
        if (read.Count == 0) throw new InvalidDataException($"{recordings} has no recordings");
        if (read.Find(IsOfEmulator) is { } own)
            throw new InvalidDataException(
                $"the recording of {own.Operation} {own.Status} was made with an emulator (X-Emulator-Operation)");
        if (read.Find(recording => recording.Answers.Any(answer => answer.Headers is null)) is { } old)
            throw new InvalidDataException(
                $"the recording of {old.Operation} {old.Status} has no names of headers, so it may be one of an emulator; record it again");

        var folder = Directory.CreateDirectory(Path.Combine(contracts, "observed")).FullName;
        var found = new ObservedParts();
        foreach (var recording in read) found.Add(recording);
        foreach (var recording in ReadFolder(folder)) found.AddEarlier(recording);
        var properties = found.Properties.GroupBy(part => part.Key.File)
            .Sum(file => EditFile(Path.Combine(contracts, "schemas", file.Key + ".schema.json"),
                file.ToDictionary(part => part.Key.Pointer, part => part.Value), "x-evidence", "x-source"));
        var operations = Path.Combine(contracts, "operations.json");
        var verbs = EditFile(operations, found.Verbs, "evidence", "source");
        var parameters = EditFile(operations, found.Parameters, "evidence", "source");
        var added = read.Count(recording => Recorder.AddToFolder(folder, recording));
        return new(properties, verbs, parameters, added, found.Contradictions, WriteRefutations(contracts, ReadFolder(folder)));
    }

    private static List<Recording> ReadFolder(string folder) =>
        [.. Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(file => Recorder.Parse(File.ReadAllText(file)))];

    private static IReadOnlyList<Refutation> WriteRefutations(string contracts, IReadOnlyList<Recording> recordings)
    {
        var (file, claims) = (Path.Combine(contracts, "refuted.json"), File.ReadAllText(Path.Combine(contracts, "claims.json")));
        var text = File.Exists(file) ? File.ReadAllText(file) : "[]";
        var rows = RefutationFinder.Find(claims, recordings, Refutation.Parse(text));
        if (Refutation.Format(rows) is var changed && changed != text) File.WriteAllText(file, changed);
        return rows;
    }

    private static bool IsOfEmulator(Recording recording) => recording.Answers.Any(answer =>
        answer.Headers?.Any(name => name.StartsWith("X-Emulator-", StringComparison.OrdinalIgnoreCase)) == true);

    /// <summary>Changes the evidence of parts that are still assumed; returns how many were.</summary>
    private static int EditFile(string file, IReadOnlyDictionary<string, string> parts, string evidence, string source)
    {
        var json = File.ReadAllBytes(file);
        var values = JsonTextEditor.ReadTexts(json);
        var assumed = parts.Where(part => values.GetValueOrDefault($"{part.Key}/{evidence}") == "assumed").ToList();
        if (assumed.Count == 0) return 0;
        var edits = assumed.SelectMany(part => (KeyValuePair<string, string>[])
        [
            new($"{part.Key}/{evidence}", "observed"),
            new($"{part.Key}/{source}", $"recording of {part.Value}{AssumedBefore}{values.GetValueOrDefault($"{part.Key}/{source}")}"),
        ]).ToDictionary();
        File.WriteAllBytes(file, JsonTextEditor.Replace(json, edits));
        return assumed.Count;
    }
}

/// <summary>What a merge has changed.</summary>
/// <param name="Properties">The properties of schemas that were assumed and are observed now.</param>
/// <param name="Verbs">The operations whose verb was assumed and is observed now.</param>
/// <param name="Parameters">The parameters that were assumed and are observed now.</param>
/// <param name="Recordings">The recordings that were new, at least in part.</param>
/// <param name="Contradictions">
/// Where a recording contradicts something that is known, or has a status that no contract has, each once; nothing was changed there.
/// </param>
/// <param name="Refutations">The rows of <c>refuted.json</c>: the assumptions that recordings contradict.</param>
public sealed record EvidenceMergeResult(
    int Properties, int Verbs, int Parameters, int Recordings, IReadOnlyList<string> Contradictions,
    IReadOnlyList<Refutation> Refutations);

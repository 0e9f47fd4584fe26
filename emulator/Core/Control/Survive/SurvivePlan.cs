namespace Scopix.Emulator;

/// <summary>Which experiments are planned from the requests of a clean run.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SurvivePlanRequest
{
    /// <summary>Categories of trouble (<see cref="TroubleCategories"/>); null for all.</summary>
    public string[]? Faults { get; init; }

    /// <summary>
    /// Operations or families (<c>files.*</c>, <c>storage.put</c>, <c>stages.description</c>); null for all that were called.
    /// </summary>
    public string[]? Only { get; init; }

    /// <summary>Decides the order of experiments that are equally important; null for 42.</summary>
    public long? Seed { get; init; }

    /// <summary>An earlier clean run of the same test; what differs between the two is not compared later. Null for none.</summary>
    public CleanRun? Clean { get; init; }
}

/// <summary>The experiments for a client, the most important first.</summary>
/// <param name="Seed">The number from which the order is derived.</param>
/// <param name="Clean">What the clean run has called and left behind, for the verdicts.</param>
/// <param name="Differences">
/// A sentence for each difference between the two clean runs that makes experiments meaningless; there are no experiments then.
/// </param>
/// <param name="Experiments">The experiments.</param>
public sealed record SurvivePlan(long Seed, CleanRun Clean, string[] Differences, Experiment[] Experiments);

/// <summary>One kind of trouble at one call of a client.</summary>
/// <param name="Id">E.g. <c>files.upload#1/reset_after</c>; the same in each plan.</param>
/// <param name="Operation">The operation, <c>storage.put</c> and the like, or <c>stages.description</c> and the like.</param>
/// <param name="Occurrence">Which of its calls is meant, from 1.</param>
/// <param name="Kind">The kind of trouble, e.g. <c>reset_after</c>.</param>
/// <param name="Category">The category of the kind (<see cref="TroubleCategories"/>).</param>
/// <param name="Description">What happens, in a sentence.</param>
/// <param name="Faults">The faults to add to a fresh tenant.</param>
/// <param name="ClockSeconds">How far the clock of that tenant is advanced before; null for not at all.</param>
/// <param name="Lasting">True when the trouble does not end, so that a client can only explain it.</param>
/// <param name="Evidence">How we know that it happens: <c>documented</c>, <c>public</c>, <c>assumed</c>, or <c>network</c>.</param>
/// <param name="Source">The document that says so, or why every client meets it.</param>
public sealed record Experiment(
    string Id, string Operation, int Occurrence, string Kind, string Category, string Description, Fault[] Faults, int? ClockSeconds,
    bool Lasting, string Evidence, string Source);

/// <summary>What a run has called and left behind.</summary>
/// <param name="Calls">The operations that were called, in the order of their first calls.</param>
/// <param name="Files">The files, also deleted ones, sorted.</param>
/// <param name="Compared">
/// The fields of files that are compared: <c>hash</c>, <c>title</c>, <c>tags</c>, <c>folder</c> and <c>status</c>, without those that
/// differ between two clean runs.
/// </param>
/// <param name="Folders">The number of folders.</param>
/// <param name="Projects">The number of projects.</param>
/// <param name="Sessions">The number of sessions of batches that are not cancelled.</param>
/// <param name="Exports">The number of exports of the history.</param>
/// <param name="OpenUploads">The number of direct uploads that were neither completed nor aborted.</param>
public sealed record CleanRun(
    CalledOperation[] Calls, KeptFile[] Files, string[] Compared, int Folders, int Projects, int Sessions, int Exports, int OpenUploads);

/// <summary>An operation that a run has called.</summary>
/// <param name="Operation">The operation, or <c>storage.put</c> and the like.</param>
/// <param name="Count">The number of its calls.</param>
/// <param name="Reads">True when the operation changes nothing.</param>
public sealed record CalledOperation(string Operation, int Count, bool Reads);

/// <summary>A file at the end of a run.</summary>
/// <param name="Hash">SHA-256 of the bytes, in lower-case hexadecimal digits; of a LlamaCloud file the name of its object.</param>
/// <param name="Title">The title; null for none.</param>
/// <param name="Tags">The tags, sorted.</param>
/// <param name="Folder">The names of the folders that lead to it, with slashes; null for none.</param>
/// <param name="Status">The primary status once everything that can end has ended, or <c>deleted</c>.</param>
public sealed record KeptFile(string Hash, string? Title, string[] Tags, string? Folder, string Status);

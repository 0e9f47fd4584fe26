namespace Scopix.Emulator.Control.Imports;

/// <summary>What a program asks before it sends an archive.</summary>
/// <param name="Format">The format of archives that this emulator reads.</param>
/// <param name="IsEmpty">False when an import has to replace the data of the tenant.</param>
internal sealed record ImportStateResponse(int Format, bool IsEmpty);

/// <summary>What was imported.</summary>
/// <param name="Files">With links.</param>
/// <param name="Bytes">Of all files whose bytes were in the archive.</param>
/// <param name="FilesWithoutBytes">Files, but no links, whose bytes were not in the archive.</param>
/// <param name="FilesInProgress">Files with stages that had not ended at the source; these stages are held.</param>
internal sealed record ImportResponse(int Files, int Folders, int Projects, long Bytes, int FilesWithoutBytes, int FilesInProgress);

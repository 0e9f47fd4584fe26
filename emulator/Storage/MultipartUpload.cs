using Microsoft.Win32.SafeHandles;

namespace Scopix.Storage;

/// <summary>
/// A multipart upload: a folder with a slot for each part. To assemble them, a <c>plan</c> is written first; then the parts are appended to
/// the file of the first one, and each is deleted when it is appended. The disk stores every byte once, and an interrupted assembly can be
/// continued with the same parts, also after a restart.
/// </summary>
/// <param name="folder">Named like the upload id.</param>
internal sealed class MultipartUpload(TenantFolder tenant, string folder, VersionedObjectFolder target)
{
    /// <summary>Of every part but the last.</summary>
    public const long MinPartBytes = 5 * 1024 * 1024;

    public const int MaxParts = 10_000;

    private string PlanPath => Path.Combine(folder, "plan");

    private string AssembledPath => Path.Combine(folder, "assembled");

    /// <summary>False once it is aborted or assembled. The lock must be held.</summary>
    public bool Exists => Directory.Exists(folder)
        && (!File.Exists(PlanPath) || File.Exists(AssembledPath) || GetPartSlot(ReadPlan()[0].Number).FindCurrent() is not null);

    /// <summary>True while parts are accepted: assembly has not begun.</summary>
    public bool IsOpen => Directory.Exists(folder) && !File.Exists(PlanPath);

    /// <summary>Stores a received file as a part, replacing an earlier one; false when parts are no longer accepted.</summary>
    public bool TryPutPart(int number, string file, string etag)
    {
        lock (tenant.RenameLock)
        {
            if (!IsOpen) return false;
            GetPartSlot(number).Replace(file, etag);
            return true;
        }
    }

    public List<StoredPart>? ListParts()
    {
        lock (tenant.RenameLock)
        {
            if (!Exists) return null;
            if (!IsOpen) return ReadPlan();
            return [.. Directory.GetDirectories(folder).Select(ReadPart).OfType<StoredPart>().OrderBy(part => part.Number)];
        }
    }

    public StoredPart? FindPart(int number)
    {
        lock (tenant.RenameLock)
            return !Exists
                ? null : IsOpen ? ReadPart(Path.Combine(folder, number.ToString(CultureInfo.InvariantCulture)))
                    : ReadPlan().Find(part => part.Number == number);
    }

    public async Task CompleteAsync(IReadOnlyList<StoredPart> requested, Func<DateTimeOffset> now, CancellationToken cancel)
    {
        List<StoredPart> parts;
        lock (tenant.RenameLock) parts = BeginAssembly(requested);
        try
        {
            await AppendPartsAsync(parts, cancel);
            lock (tenant.RenameLock) FinishAssembly(parts, now());
        }
        finally
        {
            lock (tenant.RenameLock) tenant.Uploads.AssemblingFolders.Remove(folder);
        }

        Remove();
    }

    /// <summary>A part or an assembly in progress then fails.</summary>
    public void Remove() => tenant.RemoveFolder(folder);

    private List<StoredPart> BeginAssembly(IReadOnlyList<StoredPart> requested)
    {
        var parts = SelectParts(requested, (ListParts() ?? throw CreateNotFoundError()).ToDictionary(part => part.Number));
        if (!IsOpen && !parts.SequenceEqual(ReadPlan()))
            throw new ArgumentException("The upload is being assembled from other parts.", nameof(requested));
        if (!tenant.Uploads.AssemblingFolders.Add(folder))
            throw new ArgumentException("The parts are being assembled already.", nameof(requested));
        if (IsOpen) WritePlan(parts);
        return parts;
    }

    private async Task AppendPartsAsync(List<StoredPart> parts, CancellationToken cancel)
    {
        using var growing = OpenAssembledFile(parts[0].Number);
        var at = parts[0].SizeBytes;
        foreach (var part in parts.Skip(1))
        {
            if (TryOpenPart(part.Number) is { } file)
            {
                using (file) await FileCopy.AppendAsync(file, growing, at, cancel);
                lock (tenant.RenameLock) GetPartSlot(part.Number).Clear();
            }

            at += part.SizeBytes;
        }
    }

    private SafeFileHandle OpenAssembledFile(int first)
    {
        lock (tenant.RenameLock)
        {
            if (!Exists) throw CreateNotFoundError();
            if (!File.Exists(AssembledPath)) GetPartSlot(first).MoveOut(AssembledPath);
            return File.OpenHandle(AssembledPath, FileMode.Open, FileAccess.Write, FileShare.Read | FileShare.Delete);
        }
    }

    /// <summary>Null for a part that is already appended.</summary>
    private SafeFileHandle? TryOpenPart(int number)
    {
        lock (tenant.RenameLock)
            return GetPartSlot(number).FindCurrent() is var (path, _)
                ? File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete)
                : null;
    }

    /// <exception cref="ArgumentException">The upload was aborted.</exception>
    private void FinishAssembly(List<StoredPart> parts, DateTimeOffset now)
    {
        if (!File.Exists(AssembledPath)) throw CreateNotFoundError();
        File.SetLastWriteTimeUtc(AssembledPath, now.UtcDateTime);
        target.Replace(AssembledPath, BodyDigests.ComputeCompositeETag(parts));
    }

    private VersionedObjectFolder GetPartSlot(int number) => new(Path.Combine(folder, number.ToString(CultureInfo.InvariantCulture)));

    private StoredPart? ReadPart(string path) =>
        int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && GetPartSlot(number).FindCurrent() is var (file, etag) ? new(number, etag, new FileInfo(file).Length) : null;

    private void WritePlan(List<StoredPart> parts)
    {
        var draft = tenant.NewStagingPath();
        File.WriteAllLines(draft, parts.Select(
            part => string.Create(CultureInfo.InvariantCulture, $"{part.Number} {part.ETag} {part.SizeBytes}")));
        File.Move(draft, PlanPath);
    }

    private List<StoredPart> ReadPlan() =>
    [
        .. from line in File.ReadLines(PlanPath)
           let words = line.Split(' ')
           select new StoredPart(int.Parse(words[0], CultureInfo.InvariantCulture), words[1],
               long.Parse(words[2], CultureInfo.InvariantCulture)),
    ];

    /// <summary>The requested parts, as they were received, in order.</summary>
    private static List<StoredPart> SelectParts(IReadOnlyList<StoredPart> requested, Dictionary<int, StoredPart> there)
    {
        if (requested.Count == 0) throw new ArgumentException("No parts were named.", nameof(requested));
        var parts = new SortedDictionary<int, StoredPart>();
        foreach (var (number, etag, size) in requested)
        {
            if (!there.TryGetValue(number, out var real) || real.ETag.Trim('"') != etag.Trim('"') || real.SizeBytes != size)
                throw new ArgumentException($"Part {number} was not received with this ETag and size.", nameof(requested));
            if (!parts.TryAdd(number, real)) throw new ArgumentException($"Part {number} is named twice.", nameof(requested));
        }

        var small = parts.Values.SkipLast(1).FirstOrDefault(part => part.SizeBytes < MinPartBytes);
        return small is null ? [.. parts.Values] : throw new PartTooSmallException(small.Number);
    }

    private static ArgumentException CreateNotFoundError() => new("The multipart upload does not exist.");
}

using Scopix.Emulator.Control.Keys;
using Scopix.Emulator.Control.Seeding;

namespace Scopix.Emulator.Control.Init;

/// <summary>Reads init files, checks all of them, and applies them when nothing is wrong.</summary>
internal sealed class InitLoader(InitDependencies sources)
{
    private readonly InitRules _rules = new();

    /// <summary>Reads the file, or the files <c>*.json</c> of the folder in the order of their names.</summary>
    /// <exception cref="InitProblemsException">There is no file, or it cannot be read.</exception>
    public static IReadOnlyList<InitSource> ReadFiles(string path)
    {
        try
        {
            var files = Directory.Exists(path) ? [.. Directory.GetFiles(path, "*.json").Order(StringComparer.Ordinal)] : (string[])[path];
            if (files.Length == 0) throw new InitProblemsException(path, "has no file *.json");
            return [.. files.Select(file => new InitSource(Path.GetRelativePath(Environment.CurrentDirectory, file),
                File.ReadAllBytes(file), Path.GetDirectoryName(Path.GetFullPath(file))))];
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InitProblemsException(path, "does not exist");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InitProblemsException(path, $"cannot be read: {error.Message}");
        }
    }

    /// <summary>Checks the files of the start. Tenants that have data keep it.</summary>
    /// <exception cref="InitProblemsException">Something is wrong.</exception>
    public InitPlan PrepareStart(IReadOnlyList<InitSource> files) => Prepare(files, sender: null, isStart: true);

    /// <summary>
    /// Checks the files again, and replaces the stubs and faults that they have added. What has been used of a fault is counted anew.
    /// </summary>
    /// <exception cref="InitProblemsException">Something is wrong; the stubs and faults stay as they are.</exception>
    /// <exception cref="ApiError">409: there are too many.</exception>
    public InitResponse ReplaceRules(IReadOnlyList<InitSource> files)
    {
        var parts = Prepare(files, sender: null, isStart: true, keepsAllData: true).Parts;
        var opened = parts.Select(part => (Part: part, Tenant: part.Open(sources.Tenants))).ToArray();
        _rules.RemoveAll();
        foreach (var (_, tenant) in opened) InitRules.Remove(tenant);
        var counts = new InitCounts();
        foreach (var (part, tenant) in opened)
        {
            counts.Stubs += _rules.AddStubs(part, tenant);
            counts.Faults += _rules.AddFaults(part, tenant);
        }
        return counts.ToResponse(0, 0);
    }

    /// <summary>Checks the body of a request.</summary>
    /// <param name="sender">The tenant of the request's key; null for that of the default key.</param>
    /// <exception cref="InitProblemsException">Something is wrong.</exception>
    public InitPlan PrepareRequest(InitSource body, TenantState? sender) => Prepare([body], sender, isStart: false);

    /// <inheritdoc cref="InitApplier.ApplyAsync"/>
    public Task<InitResponse> ApplyAsync(InitPlan plan, Uri origin, CancellationToken cancel) =>
        new InitApplier(sources, _rules).ApplyAsync(plan, origin, cancel);

    /// <param name="keepsAllData">True to treat every tenant as one that has data.</param>
    private InitPlan Prepare(IReadOnlyList<InitSource> files, TenantState? sender, bool isStart, bool keepsAllData = false)
    {
        var (keys, parts) = (new List<KeyRequest>(), new List<InitPart>());
        foreach (var source in files)
        {
            if (source.Read() is not { } document) continue;
            for (var i = 0; i < document.Keys?.Length; i++) source.Check($"keys[{i}]", document.Keys[i].Check);
            keys.AddRange(document.Keys ?? []);
            parts.Add(new InitPart(sender is null ? EmulatorOptions.DefaultApiKey : null, sender, document, source, ""));
            parts.AddRange((document.Tenants ?? []).Select((tenant, i) =>
                new InitPart(tenant.Key, null, tenant.Value, source, $"tenants[{i}]")));
        }
        if (isStart) foreach (var part in parts) part.KeepsData = keepsAllData || HasData(part);
        new InitValidator(sources.Tenants, sources.Snapshots, sources.Uploads, sources.ListOperations).Validate(parts);
        var problems = files.SelectMany(source => source.Problems).ToArray();
        return problems.Length == 0 ? new InitPlan(keys, parts) : throw new InitProblemsException(problems);
    }

    private bool HasData(InitPart part) => VendorDetector.FromKey(part.Key!) is not null
        && part.Find(sources.Tenants)?.Read(transaction => !DatasetLoader.IsEmpty(transaction)) == true;
}

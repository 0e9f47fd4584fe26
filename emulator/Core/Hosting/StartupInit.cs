using Scopix.Emulator.Control.Init;
using Scopix.Emulator.Control.Logging;
using Scopix.Emulator.Control.Seeding;

namespace Scopix.Emulator.Hosting;

/// <summary>
/// The init files of a start and the folder of a dataset: checked before a dataset is loaded, and applied after it.
/// </summary>
internal sealed class StartupInit(InitLoader loader, InitPlan plan, string path)
{
    /// <summary>What of the folder of a dataset is loaded; null without a folder, and for a tenant that has data already.</summary>
    public SeedResponse? LoadedFolder { get; private init; }

    /// <returns>Null when the options name neither.</returns>
    /// <exception cref="InitProblemsException">Something is wrong in the files.</exception>
    public static StartupInit? Prepare(Func<InitLoader> createLoader, EmulatorOptions options)
    {
        if (options.Init is null && options.DatasetFrom is null) return null;
        var (loader, folder) = (createLoader(), options.DatasetFrom is { } location ? CaptionedFolder.Read(location) : null);
        IReadOnlyList<InitSource> files = options.Init is { } init ? InitLoader.ReadFiles(init) : [];
        try
        {
            var plan = loader.PrepareStart(folder is null ? files : [folder.Source, .. files]);
            var names = string.Join(" and ", new[] { options.DatasetFrom, options.Init }.OfType<string>());
            var isLoaded = folder is not null && !plan.Parts[0].KeepsData;
            return new(loader, plan, names) { LoadedFolder = isLoaded ? folder!.Describe(options) : null };
        }
        catch (InitProblemsException error) when (folder is not null)
        {
            throw new InitProblemsException([.. error.Problems.Select(folder.Translate)]);
        }
    }

    /// <summary>Watches the init files from now on.</summary>
    public InitWatcher Watch(string init, EmulatorLog log) => new(loader, init, log.CreateLogger(LogCategories.Loading));

    /// <exception cref="InitProblemsException">A file was removed, or an exported snapshot is invalid.</exception>
    public async Task ApplyAsync(Uri origin, EmulatorLog log)
    {
        try
        {
            var applied = await loader.ApplyAsync(plan, origin, CancellationToken.None);
            InitWatcher.Log(log.CreateLogger(LogCategories.Loading), LogLevel.Information, $"{path} is applied: {applied}");
        }
        catch (ApiError error)
        {
            throw new InitProblemsException(path, error.Message);
        }
    }
}

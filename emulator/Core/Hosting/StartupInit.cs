using Scopix.Emulator.Control.Init;
using Scopix.Emulator.Control.Logging;

namespace Scopix.Emulator.Hosting;

/// <summary>The init files of a start: checked before a dataset is loaded, and applied after it.</summary>
internal sealed class StartupInit(InitLoader loader, InitPlan plan, string path)
{
    /// <exception cref="InitProblemsException">Something is wrong in the files.</exception>
    public static StartupInit Prepare(InitLoader loader, string path) =>
        new(loader, loader.PrepareStart(InitLoader.ReadFiles(path)), path);

    /// <summary>Watches the files from now on.</summary>
    public InitWatcher Watch(EmulatorLog log) => new(loader, path, log.CreateLogger(LogCategories.Loading));

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

using Scopix.Emulator.Control.Init;

namespace Scopix.Emulator.Hosting;

/// <summary>Applies the stubs and faults of init files again whenever a file is saved, and logs what is wrong.</summary>
internal sealed class InitWatcher : IDisposable
{
    /// <summary>Programs write a file in several steps, each with an event (our choice).</summary>
    private static readonly TimeSpan SettlingTime = TimeSpan.FromMilliseconds(100);

    private readonly InitLoader _loader;
    private readonly string _path;
    private readonly ILogger _log;
    private readonly Lock _lock = new();
    private readonly ITimer _timer;
    private readonly FileSystemWatcher _files;
    private bool _isDisposed;

    public InitWatcher(InitLoader loader, string path, ILogger log)
    {
        (_loader, _path, _log) = (loader, path, log);
        _timer = TimeProvider.System.CreateTimer(_ => Reload(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _files = Directory.Exists(path) ? new FileSystemWatcher(path, "*.json")
            : new FileSystemWatcher(Path.GetDirectoryName(Path.GetFullPath(path))!, Path.GetFileName(path));
        _files.NotifyFilter = NotifyFilters.LastWrite | NotifyFilters.FileName | NotifyFilters.Size;
        _files.Changed += (_, _) => Schedule();
        _files.Created += (_, _) => Schedule();
        _files.Deleted += (_, _) => Schedule();
        _files.Renamed += (_, _) => Schedule();
        _files.Error += (_, error) => Log(_log, LogLevel.Warning, $"{_path} is no longer watched: {error.GetException().Message}");
        _files.EnableRaisingEvents = true;
    }

    /// <summary>Logs one line.</summary>
    public static void Log(ILogger log, LogLevel level, string text)
    {
        if (log.IsEnabled(level)) log.Log(level, new EventId(2, "Init"), text, null, static (text, _) => text);
    }

    public void Dispose()
    {
        _files.Dispose();
        lock (_lock) _isDisposed = true;
        _timer.Dispose();
    }

    private void Schedule()
    {
        lock (_lock)
            if (!_isDisposed) _timer.Change(SettlingTime, Timeout.InfiniteTimeSpan);
    }

    private void Reload()
    {
        lock (_lock)
        {
            if (_isDisposed) return;
            try
            {
                var applied = _loader.ReplaceRules(InitLoader.ReadFiles(_path));
                Log(_log, LogLevel.Information, $"{_path} has changed: {applied.Stubs} stubs and {applied.Faults} faults are applied");
            }
            catch (InitProblemsException error)
            {
                foreach (var problem in error.Problems) Log(_log, LogLevel.Warning, problem.ToString());
            }
            catch (Exception error) when (error is ApiError or IOException or TenantUnavailableException)
            {
                Log(_log, LogLevel.Warning, $"{_path} is not applied: {error.Message}");
            }
        }
    }
}

namespace Scopix.Media.Previews;

/// <summary>Makes pictures in workers, which are programs of their own: a defect of libvips, or a picture that takes too much memory or
/// time, ends one of them at most. They start with the first picture, as many as there are pictures at once, at most one for each core;
/// they are used again, and end when no picture has been made for a while.</summary>
internal sealed class PictureWorkerPool(PictureWorkerCommand? command, TimeSpan idleTime, TimeSpan timeLimit, TimeProvider time)
    : IPictureSource, IDisposable
{
    private static readonly TimeSpan DefaultIdleTime = TimeSpan.FromSeconds(30), DefaultTimeLimit = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly HashSet<PictureWorker> _all = [];
    private readonly Stack<PictureWorker> _idle = new();
    private ITimer? _idleTimer;
    private bool _cannotStart, _isDisposed;

    public bool IsAvailable => command is not null && !_cannotStart;

    /// <summary>The workers of this program, which are in the folder <c>pictures</c> beside it. They end with it.</summary>
    public static PictureWorkerPool CreateForThisProgram()
    {
        var command = PictureWorkerCommand.Find(Path.Combine(AppContext.BaseDirectory, "pictures"));
        var pool = new PictureWorkerPool(command, DefaultIdleTime, DefaultTimeLimit, TimeProvider.System);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => pool.Dispose();
        return pool;
    }

    public async Task<bool> RenderAsync(
        PictureRequest request, string contentType, Func<Stream, CancellationToken, Task> read, CancellationToken cancel)
    {
        if (PictureFrames.EncodeRequest(request) is not { } frame) return false;
        await DecoderSlots.All.WaitAsync(cancel);
        try
        {
            // a worker may have been ended from outside, also while it was idle
            return await TryRenderAsync(frame, read, cancel) ?? await TryRenderAsync(frame, read, cancel) ?? false;
        }
        finally
        {
            DecoderSlots.All.Release();
            cancel.ThrowIfCancellationRequested();
        }
    }

    /// <summary>The ids of the running workers.</summary>
    public int[] ListProcessIds()
    {
        lock (_lock) return [.. _all.Select(worker => worker.ProcessId)];
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            foreach (var worker in _all) worker.Kill();
            _idleTimer?.Dispose();
        }
    }

    /// <summary>Null when the worker has ended before it answered, without having been out of time.</summary>
    private async Task<bool?> TryRenderAsync(byte[] frame, Func<Stream, CancellationToken, Task> read, CancellationToken cancel)
    {
        if (await TakeAsync(cancel) is not { } worker) return false;
        using var timeout = LimitTime(cancel);
        var isUsable = false;
        try
        {
            var isMade = await worker.RenderAsync(frame, read, timeout.Token);
            isUsable = true;
            return isMade;
        }
        catch (PictureWorkerEndedException)
        {
            return timeout.IsCancellationRequested ? false : null;
        }
        finally
        {
            if (isUsable) Return(worker);
            else await RemoveAsync(worker);
        }
    }

    private async Task<PictureWorker?> TakeAsync(CancellationToken cancel)
    {
        lock (_lock)
            if (_idle.TryPop(out var idle)) return idle;
        using var timeout = LimitTime(cancel);
        if (command is null || await PictureWorker.StartAsync(command, timeout.Token) is not { } started)
        {
            _cannotStart |= !timeout.IsCancellationRequested;
            return null;
        }
        lock (_lock)
        {
            _all.Add(started);
            if (_isDisposed) started.Kill();
        }
        return started;
    }

    private CancellationTokenSource LimitTime(CancellationToken cancel)
    {
        var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        timeout.CancelAfter(timeLimit);
        return timeout;
    }

    private void Return(PictureWorker worker)
    {
        lock (_lock)
        {
            _idle.Push(worker);
            _idleTimer ??= time.CreateTimer(_ => _ = EndIdleAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            if (!_isDisposed) _idleTimer.Change(idleTime, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task EndIdleAsync()
    {
        PictureWorker[] idle;
        lock (_lock)
        {
            idle = [.. _idle];
            _idle.Clear();
        }
        foreach (var worker in idle) await RemoveAsync(worker);
    }

    private async Task RemoveAsync(PictureWorker worker)
    {
        await worker.DisposeAsync();
        lock (_lock) _all.Remove(worker);
    }
}

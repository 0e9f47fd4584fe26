using System.ComponentModel;
using System.Diagnostics;

namespace Scopix.Media.Previews;

/// <summary>A running worker for pictures. It answers one request at a time.</summary>
internal sealed class PictureWorker : IAsyncDisposable
{
    /// <summary>After a progressive JPEG of 12 megapixels glibc keeps 136 MB, with this threshold 23 MB (observed).</summary>
    private static readonly (string, string?)[] Environment =
        [.. VipsEnvironment.Create(blocksUntrusted: true), ("MALLOC_TRIM_THRESHOLD_", "131072")];

    private readonly Process _process;
    private readonly Stream _input, _output;

    private PictureWorker(Process process)
    {
        _process = process;
        (_input, _output) = (process.StandardInput.BaseStream, process.StandardOutput.BaseStream);
        _ = DiscardAsync(process.StandardError.BaseStream);
    }

    public int ProcessId => _process.Id;

    /// <summary>Null when the program cannot be started, or does not greet: its libvips cannot be loaded.</summary>
    public static async Task<PictureWorker?> StartAsync(PictureWorkerCommand command, CancellationToken cancel)
    {
        if (ChildProcess.TryStart(command.File, command.Arguments, Environment) is not { } process) return null;
        var worker = new PictureWorker(process);
        var isReady = false;
        try
        {
            await using var kill = cancel.Register(worker.Kill);
            var greeting = new byte[PictureFrames.Greeting.Length];
            await worker._output.ReadAtLeastAsync(greeting, greeting.Length, throwOnEndOfStream: false, CancellationToken.None);
            isReady = greeting.AsSpan().SequenceEqual(PictureFrames.Greeting);
            return isReady ? worker : null;
        }
        finally
        {
            if (!isReady) await worker.DisposeAsync();
        }
    }

    /// <summary>Makes a picture; false when the worker cannot.</summary>
    /// <exception cref="PictureWorkerEndedException">The worker has ended, was killed by <paramref name="cancel"/>, or has not answered
    /// as agreed. It must be disposed.</exception>
    public async Task<bool> RenderAsync(byte[] request, Func<Stream, CancellationToken, Task> read, CancellationToken cancel)
    {
        await using var kill = cancel.Register(Kill);
        if (await SendAsync(request) is not { } length) return false;
        await using var picture = new PictureWorkerStream(_output, length);
        await read(picture, cancel);
        return picture.IsAtEnd ? true : throw new PictureWorkerEndedException();
    }

    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (Exception ended) when (ended is InvalidOperationException or Win32Exception)
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private async Task<int?> SendAsync(byte[] request)
    {
        try
        {
            await _input.WriteAsync(request, CancellationToken.None);
            await _input.FlushAsync(CancellationToken.None);
            var head = new byte[PictureFrames.ResponseHeadLength];
            await _output.ReadExactlyAsync(head, CancellationToken.None);
            return PictureFrames.ParseResponseHead(head);
        }
        catch (Exception ended) when (ended is IOException or InvalidDataException)
        {
            throw new PictureWorkerEndedException();
        }
    }

    /// <summary>libvips writes warnings there, of which nobody knows how many.</summary>
    private static async Task DiscardAsync(Stream errors)
    {
        try
        {
            await errors.CopyToAsync(Stream.Null);
        }
        catch (Exception ended) when (ended is IOException or ObjectDisposedException)
        {
        }
    }
}

/// <summary>The worker for pictures is gone, or of no more use.</summary>
internal sealed class PictureWorkerEndedException : Exception;

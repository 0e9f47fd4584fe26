namespace Scopix.Emulator.Api.Scopix.Exports;

/// <summary>
/// What table writers write to. They know only synchronous streams; what has gathered here is passed on now and then, so that no
/// thread waits for storage and no table is held whole. It cannot seek: a ZIP in it is written front to back.
/// </summary>
internal sealed class WriteBufferStream : Stream
{
    private const int DrainThreshold = 64 * 1024;

    private readonly MemoryStream _buffered = new();

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Passes on what has gathered once it is enough to be worth it.</summary>
    public ValueTask DrainIfFullAsync(Stream target, CancellationToken cancel) =>
        _buffered.Length < DrainThreshold ? ValueTask.CompletedTask : new ValueTask(DrainAsync(target, cancel));

    /// <summary>Passes on what has gathered.</summary>
    public async Task DrainAsync(Stream target, CancellationToken cancel)
    {
        await target.WriteAsync(_buffered.GetBuffer().AsMemory(0, (int)_buffered.Length), cancel);
        _buffered.SetLength(0);
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => _buffered.Write(buffer, offset, count);

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer) => _buffered.Write(buffer);

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();
}

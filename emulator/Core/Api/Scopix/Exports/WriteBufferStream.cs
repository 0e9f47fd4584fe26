namespace Scopix.Emulator.Api.Scopix.Exports;

/// <summary>
/// A buffer between table writers, which write synchronously, and storage, which is written asynchronously, so that no thread waits for
/// storage and no table is in memory as a whole. It cannot seek, so a ZIP is written from front to back.
/// </summary>
internal sealed class WriteBufferStream : Stream
{
    private const int DrainThreshold = 64 * 1024;

    private readonly MemoryStream _buffered = new();

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public ValueTask DrainIfFullAsync(Stream target, CancellationToken cancel) =>
        _buffered.Length < DrainThreshold ? ValueTask.CompletedTask : new ValueTask(DrainAsync(target, cancel));

    public async Task DrainAsync(Stream target, CancellationToken cancel)
    {
        await target.WriteAsync(_buffered.GetBuffer().AsMemory(0, (int)_buffered.Length), cancel);
        _buffered.SetLength(0);
    }

    public override void Write(byte[] buffer, int offset, int count) => _buffered.Write(buffer, offset, count);

    public override void Write(ReadOnlySpan<byte> buffer) => _buffered.Write(buffer);

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}

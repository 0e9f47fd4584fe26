namespace Scopix.Media.Previews;

/// <summary>One picture of a known length in the output of a worker.</summary>
internal sealed class PictureWorkerStream(Stream output, int length) : ForwardOnlyStream
{
    private int _left = length;

    public bool IsAtEnd => _left == 0;

    /// <exception cref="PictureWorkerEndedException">The output ends before the picture does.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_left == 0 || buffer.IsEmpty) return 0;
        var read = await output.ReadAsync(buffer[..Math.Min(buffer.Length, _left)], CancellationToken.None);
        if (read == 0) throw new PictureWorkerEndedException();
        _left -= read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

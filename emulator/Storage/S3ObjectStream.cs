using Amazon.S3.Model;

namespace Scopix.Storage;

/// <summary>An object of an S3 server as a seekable stream, read in pieces of 1 MiB.</summary>
/// <param name="etag">Another object under the same key is not read.</param>
internal sealed class S3ObjectStream(S3Bucket bucket, string key, string etag, long length) : Stream
{
    private const int PieceBytes = 1024 * 1024;
    private byte[] _piece = [];
    private long _pieceStart;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get; set; }

    /// <exception cref="ObjectChangedException">It is not there any more, or another one is.</exception>
    /// <exception cref="StorageUnavailableException">The server does not give it.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position >= length || buffer.Length == 0) return 0;
        if (Position < _pieceStart || Position >= _pieceStart + _piece.Length) await FetchPieceAsync(cancellationToken);
        var there = _piece.AsMemory((int)(Position - _pieceStart));
        var taken = Math.Min(there.Length, buffer.Length);
        there[..taken].CopyTo(buffer);
        Position += taken;
        return taken;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer, offset, count, default).GetAwaiter().GetResult();

    public override long Seek(long offset, SeekOrigin origin)
    {
        var to = offset + origin switch { SeekOrigin.Begin => 0, SeekOrigin.Current => Position, _ => length };
        return to >= 0 ? Position = to : throw new IOException("The position must not be before the beginning of the object.");
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    private async Task FetchPieceAsync(CancellationToken cancel)
    {
        var (first, last) = (Position, Math.Min(Position + PieceBytes, length) - 1);
        var request = new GetObjectRequest
        {
            BucketName = bucket.Name,
            Key = key,
            EtagToMatch = etag,
            ByteRange = new Amazon.S3.Model.ByteRange(first, last)
        };
        _piece = await bucket.TrySendAsync(
            key,
            async client =>
            {
                using var got = await client.GetObjectAsync(request, cancel);
                var piece = new byte[last - first + 1];
                await got.ResponseStream.ReadExactlyAsync(piece, cancel);
                return piece;
            },
            cancel) ?? throw new ObjectChangedException(key);
        _pieceStart = first;
    }
}

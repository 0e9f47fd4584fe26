namespace Scopix.Media.Previews;

/// <summary>Something that makes smaller pictures of certain files.</summary>
internal interface IPictureSource
{
    /// <summary>Whether what it needs is on this machine.</summary>
    bool IsAvailable { get; }

    /// <summary>Makes a picture; false when the bytes cannot be decoded within ten seconds. What <paramref name="read"/> receives is valid
    /// only when the result is true. It must read the stream to its end.</summary>
    Task<bool> RenderAsync(
        PictureRequest request, string contentType, Func<Stream, CancellationToken, Task> read, CancellationToken cancel);
}

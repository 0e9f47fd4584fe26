using System.Diagnostics.CodeAnalysis;

namespace Scopix.Media.Previews;

/// <summary>Makes pictures with libvips in this process, where the project has a package NetVips.Native.*: in tests, whose pictures are
/// their own. The program has a worker instead, and switches this off, so that it does not contain NetVips at all.</summary>
internal sealed class InProcessPictures : IPictureSource
{
    /// <summary>Nothing here bounds the memory, so pictures whose decoders hold them whole are bounded: they take up to 256 MiB.</summary>
    private const long MaxPixelsAtOnce = 1L << 26;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>libvips has one buffer of messages for the whole process, so there is one picture at a time.</summary>
    private static readonly SemaphoreSlim Slot = new(1);

    private readonly Lazy<bool> _isLoaded = new(() => VipsLibraryFile.IsInstalledHere() && VipsPictures.IsLoaded);

    /// <summary>False where the switch <c>Scopix.Media.InProcessPictures</c> is off; the trimmer then removes this class.</summary>
    [FeatureSwitchDefinition("Scopix.Media.InProcessPictures")]
    public static bool AreEnabled => !AppContext.TryGetSwitch("Scopix.Media.InProcessPictures", out var isOn) || isOn;

    public bool IsAvailable => _isLoaded.Value;

    public async Task<bool> RenderAsync(
        PictureRequest request, string contentType, Func<Stream, CancellationToken, Task> read, CancellationToken cancel)
    {
        await Slot.WaitAsync(cancel);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        timeout.CancelAfter(Timeout);
        var token = timeout.Token;
        var making = Task.Run(() => MakeAndReleaseSlot(request, token), CancellationToken.None);
        try
        {
            if (await making.WaitAsync(token) is not { } picture) return false;
            using var bytes = new MemoryStream(picture, writable: false);
            await read(bytes, cancel);
            return true;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return false; // libvips stops at the end of the strip that it is at, and has its slot until then
        }
    }

    private static byte[]? MakeAndReleaseSlot(PictureRequest request, CancellationToken cancel)
    {
        try
        {
            return VipsPictures.TryMake(request, MaxPixelsAtOnce, cancel);
        }
        finally
        {
            Slot.Release();
        }
    }
}

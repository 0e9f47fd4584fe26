namespace Scopix.Media.Previews;

/// <summary><c>ffmpeg</c> of the PATH: first frames of videos.</summary>
internal sealed class FfmpegPoster : IPictureSource
{
    private readonly ExternalProgram _program = new("ffmpeg");

    public bool IsAvailable => _program.IsInstalled;

    public Task<bool> RenderAsync(
        PictureRequest request, string contentType, Func<Stream, CancellationToken, Task> read, CancellationToken cancel) =>
        _program.RunAsync(BuildArguments(request, contentType), [], read, _ => false, cancel);

    /// <summary>The container is named so that no playlist is followed, and only files are opened.</summary>
    private static string[] BuildArguments(PictureRequest request, string contentType) =>
    [
        "-nostdin", "-v", "error", "-protocol_whitelist", "file", "-threads", "1",
        "-f", contentType switch { "video/webm" => "matroska", "video/x-msvideo" => "avi", _ => "mov" }, "-i", "file:" + request.Path,
        "-an", "-sn", "-dn", "-frames:v", "1", "-threads", "1", "-vf",
        string.Create(CultureInfo.InvariantCulture,
            $"scale=w='min({request.Longest},iw)':h='min({request.Longest},ih)':force_original_aspect_ratio=decrease"),
        "-f", "image2pipe", .. request.Format == PictureFormat.Pixels ? (string[])["-c:v", "ppm"] : ["-c:v", "mjpeg", "-q:v", "4"], "-",
    ];
}

namespace Scopix.Media.Previews;

/// <summary>Poppler's <c>pdftoppm</c> of the PATH: first pages of PDFs. A page has no pixels, so it is drawn in the size that is asked
/// for.</summary>
internal sealed class Pdftoppm : IPictureSource
{
    private readonly ExternalProgram _program = new("pdftoppm");

    public bool IsAvailable => _program.IsInstalled;

    public Task<bool> RenderAsync(
        PictureRequest request, string contentType, Func<Stream, CancellationToken, Task> read, CancellationToken cancel) =>
        _program.RunAsync(BuildArguments(request), [], read, _ => false, cancel);

    /// <summary>Without a name for its output it writes to the standard output.</summary>
    private static string[] BuildArguments(PictureRequest request) =>
    [
        "-f", "1", "-l", "1", "-singlefile", "-scale-to", request.Longest.ToString(CultureInfo.InvariantCulture),
        .. request.Format switch { PictureFormat.Png => (string[])["-png"], PictureFormat.Jpeg => ["-jpeg"], _ => [] }, request.Path,
    ];
}

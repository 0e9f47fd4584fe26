namespace Scopix.Media.Previews;

/// <summary><c>vipsthumbnail</c> of the PATH: pictures, and first pages of PDFs where its libvips has a loader for them.</summary>
internal sealed class VipsThumbnail : IPictureSource
{
    /// <summary>Version 8.14 exits with 0 for pictures whose data is damaged or ends early, and only warns (observed). It warns of a few
    /// harmless bytes in a JPEG too, so a warning alone is no reason.</summary>
    private static readonly string[] DamageWarnings =
        ["premature end", "not enough data", "Not enough image data", "IDAT", "bad adaptive filter value", "unexpected end"];

    private readonly ExternalProgram _program = new("vipsthumbnail");

    public bool IsAvailable => _program.IsInstalled;

    public Task<bool> RenderAsync(
        PictureRequest request, string contentType, Func<Stream, CancellationToken, Task> read, CancellationToken cancel) =>
        _program.RunAsync(BuildArguments(request), VipsEnvironment.Create(contentType != "application/pdf"), read, ReportsDamage, cancel);

    /// <summary>Exporting to sRGB instead of preserving the profile would darken pictures without one (observed with libvips
    /// 8.14).</summary>
    private static string[] BuildArguments(PictureRequest request) =>
    [
        request.Path + "[fail_on=error]", "--size", string.Create(CultureInfo.InvariantCulture, $"{request.Longest}x{request.Longest}>"),
        "--output", PictureFormats.GetVipsSuffix(request.Format),
    ];

    private static bool ReportsDamage(string errors) =>
        Array.Exists(DamageWarnings, warning => errors.Contains(warning, StringComparison.OrdinalIgnoreCase));
}

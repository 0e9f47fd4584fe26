using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Fixtures;
using Scopix.Media;
using Scopix.Media.Recognition;

namespace Scopix.Emulator.Api.Scopix.Uploads;

/// <summary>
/// Replaces the generated visible text of an image by what is written in it, with <c>--ocr tesseract</c>. Not while the tenant's clock is
/// frozen: another version of Tesseract reads other words, and frozen runs are the same on every machine.
/// </summary>
internal sealed partial class TextRecognition(EmulatorOptions options, ILogger log)
{
    private const int Decimals = 4;
    private readonly Tesseract _tesseract = new();

    /// <summary>What is missing for the option; null when nothing is.</summary>
    public static string? FindProblem(EmulatorOptions options) => options.Ocr == OcrMode.Tesseract && !new Tesseract().IsInstalled
        ? "--ocr tesseract needs the program tesseract, which is not on the PATH: install it (Debian: tesseract-ocr), or start with "
            + "--ocr off."
        : null;

    /// <summary>Reads what is written in an image; null when it is not to be read, or when Tesseract fails.</summary>
    public async Task<RecognizedPage?> ReadAsync(TenantState tenant, StagedObject staged, MediaFacts facts, CancellationToken cancel)
    {
        var isPicture = facts is { MediaType: "image", Damage: null };
        if (options.Ocr != OcrMode.Tesseract || !isPicture || tenant.Clock.State.FrozenAt is not null) return null;
        var path = Path.Combine(Path.GetTempPath(), $"ocr-{Path.GetRandomFileName()}");
        var create = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.Read | FileShare.Delete,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        };
        // the folder is shared with other users of the machine
        if (!OperatingSystem.IsWindows()) create.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var copy = new FileStream(path, create);
        await using (var bytes = staged.OpenRead()) await bytes.CopyToAsync(copy, cancel);
        await copy.FlushAsync(cancel);
        var page = await _tesseract.ReadAsync(path, cancel);
        if (page is null) LogUnread(log, staged.Sha256);
        return page;
    }

    /// <summary>A picture that is displayed rotated has no regions, since Tesseract does not rotate it.</summary>
    public static AiOutcome Replace(AiOutcome outcome, RecognizedPage page, MediaFacts facts)
    {
        var isUpright = (page.Width, page.Height) == (facts.Width, facts.Height);
        var read = outcome with
        {
            VisibleText = page.Lines.Count == 0 ? null : string.Join('\n', page.Lines.Select(line => line.Text)),
            TextRegions = isUpright ? [.. page.Lines.Select(line => ToRegion(line, page))] : [],
        };
        return read.MarkFields(OutcomeSources.Ocr, OutcomeSources.VisibleText, OutcomeSources.TextRegions);
    }

    [LoggerMessage(LogLevel.Warning,
        "Tesseract failed or took more than ten seconds: the visible text of the image with the hash {Hash} is generated")]
    private static partial void LogUnread(ILogger log, string hash);

    private static TextRegion ToRegion(RecognizedLine line, RecognizedPage page)
    {
        var (box, width, height) = (line.Box, (double)page.Width, (double)page.Height);
        return new TextRegion(line.Text, new BoundingBox(
            Math.Round(box.Left / width, Decimals), Math.Round(box.Top / height, Decimals),
            Math.Round((box.Left + box.Width) / width, Decimals), Math.Round((box.Top + box.Height) / height, Decimals)));
    }
}

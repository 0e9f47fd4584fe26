using System.Security.Cryptography;
using Scopix.Client;

// What the scripts of tests/Clients/survive do, with Scopix.Client, for `scopix-emulator survive`. Its times are short, since each
// experiment runs it anew; everything else is as the client has it.
using var client = new ScopixClient(new ScopixClientOptions
{
    ApiKey = Environment.GetEnvironmentVariable("SCOPIX_API_KEY") ?? "",
    BaseUrl = new Uri(Environment.GetEnvironmentVariable("SCOPIX_BASE_URL") ?? "http://127.0.0.1:8340/api/v2"),
    Timeout = TimeSpan.FromSeconds(4),
    RetryDelay = TimeSpan.FromMilliseconds(200),
    MaxRetryAfter = TimeSpan.FromSeconds(5),
    PollingInterval = TimeSpan.FromMilliseconds(50),
    PollingTimeout = TimeSpan.FromSeconds(8),
});
var photo = await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "media", "photo.jpg"));
var guide = await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "media", "guide.md"));
const int PartBytes = 5 * 1024 * 1024;
byte[] poster = [.. photo, .. new byte[PartBytes]];

try
{
    var options = new UploadOptions { Tags = ["survive"], SkipDuplicates = true };
    var inParts = options with { Mode = UploadMode.Multipart, PartSizeBytes = PartBytes, DirectThreshold = PartBytes };
    List<UploadResult> uploads =
    [
        await client.Files.UploadAsync(photo, "photo.jpg", options), await client.Files.UploadAsync(guide, "guide.md", options),
        await client.Files.UploadAsync(poster, "poster.jpg", inParts),
    ];
    foreach (var upload in uploads)
        if (await client.Files.WaitForProcessingAsync(upload.ImageId) is { PrimaryStatus: not { Value: "completed" } } file)
            throw new InvalidDataException($"{upload.Filename} is {file.PrimaryStatus}: {file.DescriptionError ?? "no reason is given"}");
    await client.Files.UpdateAsync(uploads[0].ImageId, title: "Pillar 4");
    var listed = await client.Files.ListAllAsync(new FileQuery { Tags = ["survive"] }).CountAsync();
    if (listed != uploads.Count) throw new InvalidDataException($"{listed} of {uploads.Count} files are listed");
    var bytes = await client.Files.DownloadAsync(uploads[0].ImageId);
    if (!SHA256.HashData(bytes).SequenceEqual(SHA256.HashData(photo))) throw new InvalidDataException("the downloaded bytes differ");
    await client.Documents.SearchAsync("inspection");
    var export = await client.Files.ExportAsync(new ExportRequest
    {
        Format = ExportFormat.Csv,
        Columns = [new ExportColumnChoice("filename")],
    });
    if (export.DownloadUrl is null) throw new InvalidDataException("the export has no URL: it is null");
    using var csv = new MemoryStream();
    await client.Files.DownloadFromUrlAsync(new Uri(export.DownloadUrl), csv);
    Console.WriteLine($"{uploads.Count} files, an export of {csv.Length} bytes");
    return 0;
}
catch (Exception failure) when (failure is ScopixException or InvalidDataException)
{
    Console.Error.WriteLine($"{failure.GetType().Name}: {failure.Message}");
    for (var inner = failure.InnerException; inner is not null; inner = inner.InnerException) Console.Error.WriteLine(inner.Message);
    return 1;
}

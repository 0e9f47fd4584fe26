using Scopix.Client;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddScopixClient();

var app = builder.Build();

app.MapGet("/photos", async (ScopixClient scopix, CancellationToken cancel) =>
{
    var files = await scopix.Files.ListAsync(new FileQuery { MediaTypes = [MediaType.Image] }, cancel);
    return files.Items.Select(file => new Photo(file.Id, file.Filename));
});

app.MapPost("/photos", async (ScopixClient scopix, CancellationToken cancel) =>
{
    var picture = UploadSource.FromBytes(Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="), "dot.png");
    try
    {
        var upload = await scopix.Files.UploadAsync(picture, cancel: cancel);
        return Results.Created("/photos", new Photo(upload.ImageId, upload.Filename));
    }
    catch (ScopixException failure)
    {
        return Results.Problem(failure.Message, statusCode: StatusCodes.Status502BadGateway);
    }
});

app.Run();

/// <summary>A photo of the gallery.</summary>
internal sealed record Photo(string Id, string? Name);

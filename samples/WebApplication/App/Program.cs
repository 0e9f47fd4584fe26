using Scopix.Client;

// The application under test. The connection string scopix of its configuration says where Scopix is, and which key to use.
var builder = WebApplication.CreateBuilder(args);
builder.Services.AddScopixClient();
var app = builder.Build();

app.MapGet("/reports/{tag}", async Task<IResult> (string tag, ScopixClient scopix, CancellationToken cancel) =>
{
    try
    {
        var files = await scopix.Files.ListAsync(new FileQuery { Tags = [tag] }, cancel);
        return Results.Ok(new Report(tag, files.TotalCount));
    }
    catch (ScopixException error)
    {
        return Results.Problem(error.Message, statusCode: StatusCodes.Status502BadGateway);
    }
});

app.Run();

/// <summary>How many files have a tag.</summary>
public sealed record Report(string Tag, int Files);

namespace Scopix.Emulator.Control.Init;

/// <summary>
/// Applies an init document from a request, and serves its JSON Schema. With a key, the top of the document is for its tenant; without one,
/// it is for that of the default key.
/// </summary>
internal sealed class InitApi(Func<InitLoader> createLoader)
{
    /// <summary>64 MiB, with the content of files (a limit of ours).</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    private const string SchemaResource = "contracts/init.schema.json";

    public void Map(IEndpointRouteBuilder control)
    {
        control.MapKeylessOperation("emulator.init", "POST", "/init", ApplyAsync);
        control.MapKeylessOperation("emulator.init_schema", "GET", "/init/schema.json",
            _ => ApiResponse.FromJson(new JsonBody(ReadSchema())));
    }

    /// <summary>The JSON Schema of init files.</summary>
    public static byte[] ReadSchema() => EmbeddedResource.Read(SchemaResource)!;

    private async Task<ApiResponse> ApplyAsync(RequestContext context)
    {
        var sender = context.HasAuthorization ? context.Tenant : null;
        var body = new InitSource("", (await context.ReadJsonBytesAsync(MaxBytes)).ToArray(), folder: null);
        var loader = createLoader();
        try
        {
            var plan = loader.PrepareRequest(body, sender);
            return ApiResponse.Created(await loader.ApplyAsync(plan, context.Origin, context.Cancel),
                ControlJsonContext.Shared.InitResponse);
        }
        catch (InitProblemsException error)
        {
            throw ToApiError(error.Problems);
        }
    }

    /// <summary>The first problem with its place, and the others in the same text.</summary>
    private static ApiError ToApiError(IReadOnlyList<InitProblem> problems) => ApiError.Invalid(
        problems[0].Field.Length == 0 ? "body" : problems[0].Field,
        $"{problems[0].Issue} (line {problems[0].Line}, column {problems[0].Column})"
        + string.Concat(problems.Skip(1).Take(9).Select(problem => $"; {problem}"))
        + (problems.Count > 10 ? $"; and {problems.Count - 10} more" : ""));
}

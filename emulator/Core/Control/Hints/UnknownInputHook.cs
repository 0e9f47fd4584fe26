using Scopix.Emulator.Control.Journal;
using Scopix.Emulator.Http.Hooks;

namespace Scopix.Emulator.Control.Hints;

/// <summary>
/// Names input that no contract has in the header X-Emulator-Unknown, with what was probably meant, or refuses it. The service ignores it
/// (assumed), so that a misspelt parameter goes unnoticed. JSON bodies of more than 64 KiB are not compared.
/// </summary>
internal sealed class UnknownInputHook(EmulatorOptions options) : IRequestHook
{
    public Task<bool> OnOperationAsync(HttpContext http, RequestIdentity identity, Operation operation)
    {
        if (http.Request.QueryString.HasValue && FindContract(operation) is { } contract)
            Report(http, contract, RequestInput.FindUnknownParameters(contract, http.Request.Query.Keys));
        return Task.FromResult(true);
    }

    public void OnJsonBody(HttpContext http, ReadOnlyMemory<byte> json)
    {
        if (json.Length > JournalEntry.MaxBodyBytes || FindContract(http) is not { } contract) return;
        try
        {
            using var body = JsonDocument.Parse(json);
            Report(http, contract, [.. RequestInput.FindUnknownFields(contract, body.RootElement).Distinct()]);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            // the handler refuses it
        }
    }

    public void OnForm(HttpContext http, SentForm form)
    {
        if (FindContract(http) is { } contract) Report(http, contract, [.. RequestInput.FindUnknownFormFields(contract, form)]);
    }

    private static OperationContract? FindContract(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<Operation>() is { IsControl: false } operation ? FindContract(operation) : null;

    private static OperationContract? FindContract(Operation operation) => OperationContract.Find(operation.Id);

    /// <exception cref="ApiError">Unknown input is refused: 422 naming the first.</exception>
    private void Report(HttpContext http, OperationContract contract, string[] unknown)
    {
        if (unknown.Length == 0) return;
        if (options.UnknownInput == UnknownInput.Refuse) throw CreateError(contract, unknown[0]);
        UnknownInputHeader.Append(http.Response, unknown);
        foreach (var name in unknown.Take(UnknownInputHeader.MaxNames))
            if (FindMeant(contract, name) is { } meant)
                ResponseHints.Add(http.Response, unknown.Length == 1
                    ? HintTexts.DidYouMean(meant) : HintTexts.DidYouMean(UnknownInputHeader.Encode(name), meant));
    }

    private static ApiError CreateError(OperationContract contract, string name)
    {
        var (place, field) = (name.Split('.')[0], name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..]);
        var suggestion = FindMeant(contract, name) is { } meant ? "; " + HintTexts.DidYouMean(meant) : "";
        return ApiError.Invalid(field, $"is not a known {(place == "query" ? "parameter" : "field")}{suggestion}", place);
    }

    private static string? FindMeant(OperationContract contract, string name)
    {
        if (name.StartsWith("query.", StringComparison.Ordinal))
            return ParameterHints.FindMeant(name["query.".Length..],
                contract.Parameters.Where(parameter => parameter.In == "query").Select(parameter => parameter.Name));
        var path = name["body.".Length..];
        var parent = path[..(path.LastIndexOf('.') + 1)];
        var siblings = contract.RequestShape.Paths.Where(known => known.StartsWith(parent, StringComparison.Ordinal))
            .Select(known => known[parent.Length..]).Where(known => known.IndexOfAny(['.', '=', '[']) < 0);
        return ParameterHints.FindMeant(path[parent.Length..], siblings);
    }
}

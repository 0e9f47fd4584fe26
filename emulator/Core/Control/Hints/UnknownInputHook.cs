using Scopix.Emulator.Control.Coverage;
using Scopix.Emulator.Control.Journal;
using Scopix.Emulator.Http.Hooks;

namespace Scopix.Emulator.Control.Hints;

/// <summary>
/// Names input that no contract has in the header X-Emulator-Unknown: the service ignores it (assumed), so that a misspelt parameter goes
/// unnoticed. JSON bodies of more than 64 KiB are not compared.
/// </summary>
internal sealed class UnknownInputHook : IRequestHook
{
    public Task OnOperationAsync(HttpContext http, RequestIdentity identity, Operation operation)
    {
        if (http.Request.QueryString.HasValue && FindContract(operation) is { } contract)
            Report(http, contract, [.. RequestInput.FindUnknownParameters(contract, http.Request.Query.Keys)]);
        return Task.CompletedTask;
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

    private static OperationContract? FindContract(Operation operation) => OperationContract.All.GetValueOrDefault(operation.Id);

    private static void Report(HttpContext http, OperationContract contract, string[] unknown)
    {
        if (unknown.Length > 0) UnknownInputHeader.Append(http.Response, unknown);
    }
}

using Scopix.Emulator.Control;
using Scopix.Emulator.Control.Journal;

namespace Scopix.Emulator;

/// <summary>A tenant's journal of requests. It does not contain requests to the control API.</summary>
public sealed class TenantRequests
{
    private readonly ControlClient _control;
    private readonly string? _key;

    internal TenantRequests(ControlClient control, string? key) => (_control, _key) = (control, key);

    /// <summary>Lists requests, the newest first unless the query says otherwise, at most <see cref="RequestQuery.Limit"/>.</summary>
    /// <param name="query">Selects the requests; null for the newest 100.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<RequestListResponse> ListAsync(RequestQuery? query = null, CancellationToken cancellationToken = default) =>
        _control.SendAndReadAsync(_key, HttpMethod.Get, "requests" + (query ?? new RequestQuery()).ToQueryString(),
            ControlJsonContext.Shared.RequestListResponse, cancellationToken);

    /// <summary>Lists the requests to an operation, the newest first, at most 100.</summary>
    /// <param name="operation">An operation's id (<c>files.list</c>), a family (<c>files.*</c>) or <c>*</c>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<RequestListResponse> ListAsync(string operation, CancellationToken cancellationToken = default) =>
        ListAsync(new RequestQuery { Operation = operation }, cancellationToken);

    /// <summary>A request with the headers, query and bodies of request and response, without keys and signatures.</summary>
    /// <param name="id">The request's id, e.g. <c>req_1</c>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<RequestDetails> GetAsync(string id, CancellationToken cancellationToken = default) =>
        _control.SendAndReadAsync(
            _key, HttpMethod.Get, $"requests/{Uri.EscapeDataString(id)}", ControlJsonContext.Shared.RequestDetails, cancellationToken);

    /// <summary>Holds the journal against what a test expects.</summary>
    /// <exception cref="RequestVerificationException">The journal does not match; the message lists the most similar
    /// requests.</exception>
    public async Task<VerificationResponse> VerifyAsync(ExpectedRequest expected, CancellationToken cancellationToken = default)
    {
        var body = ControlClient.ToJsonContent(expected, ControlJsonContext.Shared.ExpectedRequest);
        var result = await _control.SendAndReadAsync(
            _key, HttpMethod.Post, "requests/verify", ControlJsonContext.Shared.VerificationResponse, body, cancellationToken,
            accepted: 409);
        return result.Verified ? result : throw new RequestVerificationException(result);
    }

    /// <summary>Verifies that the journal contains a number of requests to an operation.</summary>
    /// <param name="operation">An operation's id, a family, <c>*</c>, or a storage request (<c>storage.get</c>).</param>
    /// <param name="times">The exact number of requests; null for at least one.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="RequestVerificationException">The number of requests is different.</exception>
    public Task<VerificationResponse> VerifyAsync(string operation, int? times = null, CancellationToken cancellationToken = default) =>
        VerifyAsync(new ExpectedRequest { Operation = operation, Times = times }, cancellationToken);

    /// <summary>Verifies that the journal contains requests in an order, with or without others between them.</summary>
    /// <param name="order">1–100 expected requests, without numbers of requests.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="RequestVerificationException">The requests are missing or are in another order.</exception>
    public Task<VerificationResponse> VerifyOrderAsync(
        IReadOnlyList<ExpectedRequest> order, CancellationToken cancellationToken = default) =>
        VerifyAsync(new ExpectedRequest { Order = [.. order] }, cancellationToken);

    /// <summary>Exports requests as HTTP Archive (HAR), for the tools of a browser.</summary>
    /// <param name="query">Selects the requests; null for the newest 100.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<string> ExportHarAsync(RequestQuery? query = null, CancellationToken cancellationToken = default) =>
        ExportAsync(query, "har", cancellationToken);

    /// <summary>Exports requests as <c>curl</c> commands, one per line.</summary>
    /// <param name="query">Selects the requests; null for the newest 100.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<string> ExportCurlAsync(RequestQuery? query = null, CancellationToken cancellationToken = default) =>
        ExportAsync(query, "curl", cancellationToken);

    /// <summary>Clears the journal and returns the number of its requests.</summary>
    public Task<int> ClearAsync(CancellationToken cancellationToken = default) => _control.DeleteAsync(_key, "requests", cancellationToken);

    private Task<string> ExportAsync(RequestQuery? query, string format, CancellationToken cancellationToken) =>
        _control.SendAsync(_key, HttpMethod.Get, "requests" + (query ?? new RequestQuery()).ToQueryString(format),
            cancellationToken);
}

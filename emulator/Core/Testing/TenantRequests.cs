using System.Text.Json.Nodes;
using Scopix.Emulator.Control;
using Scopix.Emulator.Control.Journal;
using Scopix.Emulator.Engine;
using Scopix.Emulator.Http;

namespace Scopix.Emulator;

/// <summary>A tenant's journal: which requests came. Those to the control API are not in it.</summary>
public sealed class TenantRequests
{
    private readonly ControlClient _control;
    private readonly string? _key;

    internal TenantRequests(ControlClient control, string? key) => (_control, _key) = (control, key);

    /// <summary>Requests, the newest first unless the query says otherwise; at most <see cref="RequestQuery.Limit"/>.</summary>
    /// <param name="query">Which; null for all.</param>
    public Task<RequestListResponse> ListAsync(RequestQuery? query = null) =>
        _control.SendAndReadAsync(_key, HttpMethod.Get, "requests" + (query ?? new RequestQuery()).ToQueryString(),
            ControlJsonContext.Shared.RequestListResponse);

    /// <summary>Requests to an operation, the newest first.</summary>
    /// <param name="operation">An operation's id (<c>files.list</c>), a family (<c>files.*</c>) or <c>*</c>.</param>
    public Task<RequestListResponse> ListAsync(string operation) => ListAsync(new RequestQuery { Operation = operation });

    /// <summary>All that is known of a request: headers, query and bodies of both messages, keys and signatures taken out.</summary>
    /// <param name="id">Its id, e.g. <c>req_1</c>.</param>
    public Task<RequestDetails> GetAsync(string id) =>
        _control.SendAndReadAsync(_key, HttpMethod.Get, $"requests/{Uri.EscapeDataString(id)}", ControlJsonContext.Shared.RequestDetails);

    /// <summary>Holds the journal against what a test expects.</summary>
    /// <exception cref="RequestVerificationException">It is not so; the message tells what came nearest.</exception>
    public Task<VerificationResponse> VerifyAsync(
        ExpectedRequest expected) => VerifyAsync(ControlClient.ToJsonContent(expected, TestingJsonContext.Shared.ExpectedRequest));

    /// <summary>Holds the journal against a number of requests to an operation.</summary>
    /// <param name="operation">An operation's id, a family, <c>*</c>, or a storage request (<c>storage.get</c>).</param>
    /// <param name="times">Exactly so often; once or more when null.</param>
    /// <exception cref="RequestVerificationException">It is not so.</exception>
    public Task<VerificationResponse> VerifyAsync(
        string operation, int? times = null) => VerifyAsync(new ExpectedRequest { Operation = operation, Times = times });

    /// <summary>Holds the journal against requests one after the other, others between them or not.</summary>
    /// <param name="order">1–100, without numbers.</param>
    /// <exception cref="RequestVerificationException">They did not come in this order.</exception>
    public Task<VerificationResponse> VerifyOrderAsync(params IReadOnlyList<ExpectedRequest> order)
    {
        var patterns = new JsonArray(
            [.. order.Select(expected => JsonSerializer.SerializeToNode(expected, TestingJsonContext.Shared.ExpectedRequest))]);
        return VerifyAsync(ControlClient.ToJsonContent(new JsonObject { ["order"] = patterns }, EngineJsonContext.Shared.JsonObject));
    }

    /// <summary>The requests for a browser's tools, as HTTP Archive.</summary>
    public Task<string> ExportHarAsync(RequestQuery? query = null) => ExportAsync(query, "har");

    /// <summary>The requests for a shell, a <c>curl</c> a line.</summary>
    public Task<string> ExportCurlAsync(RequestQuery? query = null) => ExportAsync(query, "curl");

    /// <summary>Forgets them and answers how many there were.</summary>
    public Task<int> ClearAsync() => _control.DeleteAsync(_key, "requests");

    private Task<string> ExportAsync(RequestQuery? query, string format) =>
        _control.SendAsync(_key, HttpMethod.Get, "requests" + (query ?? new RequestQuery()).ToQueryString(format));

    private async Task<VerificationResponse> VerifyAsync(HttpContent expected)
    {
        var result = await _control
            .SendAndReadAsync(_key, HttpMethod.Post, "requests/verify", ControlJsonContext.Shared.VerificationResponse, expected,
                accepted: 409);
        return result.Verified ? result : throw new RequestVerificationException(result);
    }
}

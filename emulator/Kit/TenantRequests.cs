using System.Text.Json.Nodes;
using Scopix.Emulator.Http;
using Scopix.Emulator.Journal;

namespace Scopix.Emulator;

/// <summary>A tenant's journal: which requests came. Those to the control API are not in it.</summary>
public sealed class TenantRequests
{
    private readonly ControlChannel _control;
    private readonly string? _key;

    internal TenantRequests(ControlChannel control, string? key) => (_control, _key) = (control, key);

    /// <summary>Requests, the newest first unless the query says otherwise; at most <see cref="RequestQuery.Limit"/>.</summary>
    /// <param name="which">Which; null for all.</param>
    public Task<RequestsShown> ListAsync(RequestQuery? which = null) =>
        _control.AskAsync(_key, HttpMethod.Get, "requests" + (which ?? new RequestQuery()).Text(), WireJson.Wire.RequestsShown);

    /// <summary>Requests to an operation, the newest first.</summary>
    /// <param name="operation">An operation's id (<c>files.list</c>), a family (<c>files.*</c>) or <c>*</c>.</param>
    public Task<RequestsShown> ListAsync(string operation) => ListAsync(new RequestQuery { Operation = operation });

    /// <summary>All that is known of a request: headers, query and bodies of both messages, keys and signatures taken out.</summary>
    /// <param name="id">Its id, e.g. <c>req_1</c>.</param>
    public Task<RequestDetails> GetAsync(string id) => _control.AskAsync(_key, HttpMethod.Get, $"requests/{Uri.EscapeDataString(id)}", WireJson.Wire.RequestDetails);

    /// <summary>Holds the journal against what a test expects.</summary>
    /// <exception cref="UnverifiedRequestsException">It is not so; the message tells what came nearest.</exception>
    public Task<Verification> VerifyAsync(ExpectedRequest expected) => VerifyAsync(ControlChannel.Body(expected, WireJson.Wire.ExpectedRequest));

    /// <summary>Holds the journal against a number of requests to an operation.</summary>
    /// <param name="operation">An operation's id, a family, <c>*</c>, or a storage request (<c>storage.get</c>).</param>
    /// <param name="times">Exactly so often; once or more when null.</param>
    /// <exception cref="UnverifiedRequestsException">It is not so.</exception>
    public Task<Verification> VerifyAsync(string operation, int? times = null) => VerifyAsync(new ExpectedRequest { Operation = operation, Times = times });

    /// <summary>Holds the journal against requests one after the other, others between them or not.</summary>
    /// <param name="order">1–100, without numbers.</param>
    /// <exception cref="UnverifiedRequestsException">They did not come in this order.</exception>
    public Task<Verification> VerifyOrderAsync(params IReadOnlyList<ExpectedRequest> order)
    {
        var patterns = new JsonArray([.. order.Select(expected => JsonSerializer.SerializeToNode(expected, WireJson.Wire.ExpectedRequest))]);
        return VerifyAsync(ControlChannel.Body(new JsonObject { ["order"] = patterns }, WireJson.Wire.JsonObject));
    }

    /// <summary>The requests for a browser's tools, as HTTP Archive.</summary>
    public Task<string> ToHarAsync(RequestQuery? which = null) => ExportAsync(which, "har");

    /// <summary>The requests for a shell, a <c>curl</c> a line.</summary>
    public Task<string> ToCurlAsync(RequestQuery? which = null) => ExportAsync(which, "curl");

    /// <summary>Forgets them and answers how many there were.</summary>
    public Task<int> ClearAsync() => _control.RemoveAsync(_key, "requests");

    private Task<string> ExportAsync(RequestQuery? which, string format) =>
        _control.SendAsync(_key, HttpMethod.Get, "requests" + (which ?? new RequestQuery()).Text(format));

    private async Task<Verification> VerifyAsync(HttpContent expected)
    {
        var found = await _control.AskAsync(_key, HttpMethod.Post, "requests/verify", WireJson.Wire.Verification, expected, accepted: 409);
        return found.Verified ? found : throw new UnverifiedRequestsException(found);
    }
}

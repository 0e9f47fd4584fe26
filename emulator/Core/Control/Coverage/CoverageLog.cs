using System.Collections.Frozen;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Scopix.Contracts.Checks;
using Scopix.Emulator.Control.Journal;
using Scopix.Emulator.Http.Hooks;

namespace Scopix.Emulator.Control.Coverage;

/// <summary>
/// What a tenant's requests have exercised. An entry is inspected when it leaves the journal or when the coverage is read, never while its
/// request is handled. The lock of the journal guards it.
/// </summary>
internal sealed class CoverageLog
{
    private const int MaxInspectedResponses = 1_000;

    private readonly SortedDictionary<string, OperationCoverage> _operations = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, OperationCoverage> Operations => _operations;

    public void AddEntry(JournalEntry entry)
    {
        if (entry.IsCoverageCounted) return;
        entry.IsCoverageCounted = true;
        if (OperationResolver.Resolve(entry) is not { } id) return;
        var coverage = GetOrAddOperation(id);
        if (entry.Status is not { } status) coverage.LostResponses++;
        else if (entry.IsFaulted) coverage.FaultedStatuses[status] = coverage.FaultedStatuses.GetValueOrDefault(status) + 1;
        else if ((coverage.Statuses[status] = coverage.Statuses.GetValueOrDefault(status) + 1) > MaxInspectedResponses)
            coverage.IsSampled = true;
        else if (status < 400 && OperationContract.Find(id) is { } contract) InspectBodies(entry, contract, status, coverage);
    }

    public void Merge(CoverageLog other)
    {
        foreach (var (id, coverage) in other._operations) GetOrAddOperation(id).Merge(coverage);
    }

    public void Clear() => _operations.Clear();

    private static void InspectBodies(JournalEntry entry, OperationContract contract, int status, OperationCoverage coverage)
    {
        InspectParameters(entry, contract, coverage);
        if (contract.Request is not null)
        {
            if (entry.RequestBody is { } body) WalkJson(body, contract.RequestShape, (path, _) => coverage.RequestFields.Add(path));
            else if (entry.RequestForm is { } form) InspectForm(form, contract.RequestShape.Paths, coverage);
        }
        if (entry.ResponseBody is not { } answer || contract.Responses.GetValueOrDefault($"{status}") is not { } schema) return;
        WalkJson(answer.ToArray(), SchemaShape.Load(schema), (path, isNull) => (isNull ? coverage.NullFields : coverage.Fields).Add(path));
    }

    private static void InspectParameters(JournalEntry entry, OperationContract contract, OperationCoverage coverage)
    {
        var parameters = ParameterPaths.GetParameters(contract);
        if (parameters.Length == 0) return;
        var query = QueryHelpers.ParseQuery(entry.Query);
        foreach (var parameter in parameters)
        {
            var path = ParameterPaths.GetPath(parameter);
            var values = parameter.In == "query" ? query.GetValueOrDefault(parameter.Name) : FindHeader(entry, parameter.Name);
            if (StringValues.IsNullOrEmpty(values)) continue;
            coverage.Parameters.Add(path);
            foreach (var value in values.SelectMany(value => parameter.Explode ? [value!] : value!.Split(',')))
                coverage.Parameters.Add($"{path}={value.Trim()}");
            if (parameter.Name is "offset" or "page" && int.TryParse(values, out var at) && at > (parameter.Name == "page" ? 1 : 0))
                coverage.Events.Add("second page");
        }
        coverage.Parameters.IntersectWith(parameters.SelectMany(ParameterPaths.EnumeratePaths).ToHashSet());
    }

    private static void InspectForm(SentForm form, FrozenSet<string> known, OperationCoverage coverage)
    {
        foreach (var part in form.Fields.Keys.Concat(form.Files.Select(file => file.Part)))
            if (known.Contains(part)) coverage.RequestFields.Add(part);
        foreach (var (name, values) in form.Fields)
            foreach (var word in values.Select(value => $"{name}={value}").Where(known.Contains)) coverage.RequestFields.Add(word);
    }

    private static void WalkJson(ReadOnlyMemory<byte> json, SchemaShape shape, Action<string, bool> found)
    {
        if (RequestInput.TryParseJson(json) is { } body) shape.Walk(body, found, _ => { }); // other content covers nothing
    }

    private static StringValues FindHeader(JournalEntry entry, string name) =>
        Array.Find(entry.RequestHeaders, header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private OperationCoverage GetOrAddOperation(string id)
    {
        if (!_operations.TryGetValue(id, out var coverage)) _operations.Add(id, coverage = new OperationCoverage());
        return coverage;
    }
}

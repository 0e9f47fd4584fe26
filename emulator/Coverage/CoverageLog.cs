using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Scopix.Emulator.Journal;

namespace Scopix.Emulator.Coverage;

/// <summary>
/// What a tenant's requests have exercised. A request is looked into when it leaves the journal or when somebody asks, never
/// while it is answered; of one operation and status the first 1,000. Not safe by itself: its journal's gate guards it.
/// </summary>
public sealed class CoverageLog
{
    private const int MostRead = 1_000;

    private readonly SortedDictionary<string, OperationSeen> _operations = new(StringComparer.Ordinal);

    /// <summary>What was seen, by operation.</summary>
    public IReadOnlyDictionary<string, OperationSeen> Operations => _operations;

    /// <summary>Counts a request, once.</summary>
    public void Fold(JournalEntry entry)
    {
        if (entry.IsCovered) return;
        entry.IsCovered = true;
        if (Unmatched.OperationOf(entry) is not { } id) return;
        var seen = Of(id);
        if (entry.Status is not { } status) seen.Lost++;
        else if (entry.IsFaulted) seen.Faulted[status] = seen.Faulted.GetValueOrDefault(status) + 1;
        else if ((seen.Statuses[status] = seen.Statuses.GetValueOrDefault(status) + 1) > MostRead) seen.IsSampled = true;
        else if (status < 400 && Contract.All.TryGetValue(id, out var contract)) Read(entry, contract, status, seen);
    }

    /// <summary>Adds what another tenant has seen.</summary>
    public void Add(CoverageLog other)
    {
        foreach (var (id, seen) in other._operations) Of(id).Add(seen);
    }

    /// <summary>Forgets everything.</summary>
    public void Clear() => _operations.Clear();

    private static void Read(JournalEntry entry, Contract contract, int status, OperationSeen seen)
    {
        ReadParameters(entry, contract, seen);
        if (contract.Request is { } request)
        {
            if (entry.Body is { } body) Walk(body, request, (path, _) => seen.Inputs.Add(path));
            else if (entry.Form is { } form) ReadForm(form, request, seen);
        }
        if (entry.Answer is not { } answer || contract.Answers.GetValueOrDefault(status) is not { } shape) return;
        Walk(answer, shape, (path, isNull) => (isNull ? seen.Nulls : seen.Fields).Add(path));
    }

    private static void ReadParameters(JournalEntry entry, Contract contract, OperationSeen seen)
    {
        if (contract.Parameters.Count == 0) return;
        var query = QueryHelpers.ParseQuery(entry.Query);
        foreach (var parameter in contract.Parameters)
        {
            var values = parameter.In == "query" ? query.GetValueOrDefault(parameter.Name) : Header(entry, parameter.Name);
            if (StringValues.IsNullOrEmpty(values)) continue;
            seen.Parameters.Add(parameter.Path);
            foreach (var value in values.SelectMany(value => parameter.IsList ? value!.Split(',') : [value!])) seen.Parameters.Add($"{parameter.Path}={value.Trim()}");
            if (parameter.Name is "offset" or "page" && int.TryParse(values, out var at) && at > (parameter.Name == "page" ? 1 : 0)) seen.Events.Add("second page");
        }
        seen.Parameters.IntersectWith(contract.Parameters.SelectMany(parameter => parameter.All).ToHashSet());
    }

    private static void ReadForm(SentForm form, Shape request, OperationSeen seen)
    {
        var known = request.All().ToHashSet();
        foreach (var part in form.Fields.Keys.Concat(form.Files.Select(file => file.Part)))
            if (known.Contains(part)) seen.Inputs.Add(part);
        foreach (var (name, values) in form.Fields)
            foreach (var word in values.Select(value => $"{name}={value}").Where(known.Contains)) seen.Inputs.Add(word);
    }

    private static void Walk(ReadOnlyMemory<byte> json, Shape shape, Action<string, bool> found)
    {
        if (Input.Read(json) is { } body) shape.Walk(body, found, _ => { }); // what cannot be read as JSON covers nothing
    }

    private static StringValues Header(JournalEntry entry, string name) =>
        Array.Find(entry.RequestHeaders, header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private OperationSeen Of(string id)
    {
        if (!_operations.TryGetValue(id, out var seen)) _operations.Add(id, seen = new OperationSeen());
        return seen;
    }
}

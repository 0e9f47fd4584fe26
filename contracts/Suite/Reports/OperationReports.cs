namespace Scopix.Contracts.Reports;

/// <summary>Compares the documentation of each operation with the traffic.</summary>
public static class OperationReports
{
    /// <summary>Reports the responses and requests of one operation.</summary>
    public static OperationReport Create(Operation operation, RecordedTraffic traffic)
    {
        var documented = operation.Responses.Keys.Select(status => int.Parse(status, CultureInfo.InvariantCulture));
        var shapes = traffic.GetShapes(operation.Id);
        var statuses = documented.Union(shapes.Keys).Order()
            .Select(status => CreateStatusReport(operation, status, shapes.GetValueOrDefault(status), traffic)).ToList();
        return new(
            operation.Id, operation.Method, operation.Path, Enum.Parse<EvidenceKind>(operation.Evidence, ignoreCase: true),
            operation.Source,
            statuses.Sum(status => status.Seen), statuses, CreateRequestFieldReports(operation, traffic.GetRecordedNames(operation.Id)));
    }

    /// <summary>
    /// Operations that were not called, and documented statuses that were never seen, with the reason when it is known.
    /// </summary>
    public static IEnumerable<UnexercisedItem> FindUnexercised(IEnumerable<OperationReport> operations)
    {
        foreach (var operation in operations)
        {
            if (operation.Requests == 0) yield return new(operation.Id, "no test that ran has called it");
            foreach (var status in operation.Statuses.Where(s => s.Seen == 0 && operation.Requests > 0))
                yield return new($"{operation.Id} {status.Status}", status.Why ?? "no test asks for it");
        }
    }

    /// <summary>Statuses that were seen and that no document names.</summary>
    public static IEnumerable<SchemaDrift> FindUnknownStatuses(IEnumerable<OperationReport> operations) =>
        operations.SelectMany(operation => operation.Statuses
        .Where(status => !status.IsDocumented)
        .Select(status => new SchemaDrift(operation.Id, status.Status, "", "status that is not in operations.json")));

    private static StatusReport CreateStatusReport(Operation operation, int status, JsonShape? shape, RecordedTraffic traffic)
    {
        var isDocumented = operation.Responses.TryGetValue($"{status}", out var schema);
        var seen = traffic.CountResponses(operation.Id, status);
        return new(
            status, isDocumented, seen, seen > 0 ? null : ExplainUnseen(status), CreateFieldReports(schema, seen > 0 ? shape : null));
    }

    private static string? ExplainUnseen(int status) => status switch
    {
        101 => "a WebSocket: the suite speaks plain HTTP",
        401 => "no test calls it without a key",
        402 => "needs a tenant without credits",
        413 => "needs a body above the limit of its operation (SCOPIX_CONTRACT_SLOW=1 on a live target)",
        429 => "needs a target that enforces limits (the emulator: --enforce-limits)",
        _ => null,
    };

    private static List<FieldReport> CreateFieldReports(string? schema, JsonShape? shape)
    {
        var seen = shape?.Walk().ToDictionary(place => place.Path) ?? [];
        var documented = SchemaShape.Load(schema).Fields;
        var foreign = seen.Keys.Except(documented.Select(field => field.Path)).Order(StringComparer.Ordinal);
        return
        [
            .. documented.Select(field => CreateFieldReport(field.Path, field, seen.GetValueOrDefault(field.Path))),
            .. foreign.Select(path => CreateFieldReport(path, null, seen[path])),
        ];
    }

    private static FieldReport CreateFieldReport(string path, SchemaField? field, (string Path, JsonShape Shape, int Around) place)
    {
        var (shape, types) = (place.Shape, place.Shape?.Types.Keys.ToList() ?? []);
        var values = shape?.AllValues.ToList() ?? [];
        var presence = shape is null ? "never" : shape.SeenCount >= place.Around ? "always" : "sometimes";
        return new(
            path, field is not null, field?.Evidence.Evidence, shape?.SeenCount ?? 0, presence, types is ["null"],
            types, values, [.. field?.Values.Except(values) ?? []]);
    }

    private static List<RequestFieldReport> CreateRequestFieldReports(Operation operation, IReadOnlySet<string> names)
    {
        var documented = operation.Parameters.Where(p => p.In == "query").Select(p => (p.Name, In: "query"))
            .Concat(SchemaShape.Load(operation.Request).Fields.Select(field => (Name: field.Path, In: "body"))).DistinctBy(p => p.Name)
            .ToList();
        var foreign = names.Except(documented.Select(p => p.Name)).Select(name => (Name: name, In: "?"));
        return
        [
            .. documented.Select(p => new RequestFieldReport(p.Name, p.In, true, names.Contains(p.Name))),
            .. foreign.Select(p => new RequestFieldReport(p.Name, p.In, false, true)),
        ];
    }
}

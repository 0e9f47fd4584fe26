using Scopix.Emulator.Control.Faults;
using Scopix.Emulator.Http;

namespace Scopix.Emulator.Control.Journal;

/// <summary>Which requests a test expects in the journal: a pattern and a count, or several patterns in order.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record VerificationRequest
{
    private const int MaxCount = 1_000_000;

    /// <summary>An id, a family (<c>files.*</c>), <c>*</c>, or a storage request (<c>storage.put_part</c>).</summary>
    public string? Operation { get; init; }

    /// <summary>With <c>*</c> for any text.</summary>
    public string? Path { get; init; }

    /// <summary>
    /// Query values by name: a text, a list for a repeated parameter, null for one that must be absent. Other parameters are not compared.
    /// </summary>
    public JsonElement? Query { get; init; }

    /// <summary>
    /// Part of the body: fields that are not named are not compared; lists must have the same length. A form is an object of its texts.
    /// </summary>
    public JsonElement? Body { get; init; }

    public int? Status { get; init; }

    /// <summary>The exact count.</summary>
    public int? Times { get; init; }

    /// <summary>1 when no count is set.</summary>
    public int? AtLeast { get; init; }

    public int? AtMost { get; init; }

    /// <summary>1–100 patterns, which must match in this order; other requests may be between them.</summary>
    public RequestPattern[]? Order { get; init; }

    [JsonIgnore]
    public RequestPattern Pattern => new() { Operation = Operation, Path = Path, Query = Query, Body = Body, Status = Status };

    /// <param name="operations">The ids that requests can have.</param>
    /// <exception cref="ApiError">422, with the name of the field.</exception>
    public void Check(string[] operations)
    {
        foreach (var (field, count) in (ReadOnlySpan<(string, int?)>)[("times", Times), ("at_least", AtLeast), ("at_most", AtMost)])
            if (count is < 0 or > MaxCount) throw ApiError.Invalid(field, $"must be between 0 and {MaxCount}");
        if (Times is not null && (AtLeast ?? AtMost) is not null)
            throw ApiError.Invalid("times", "cannot be combined with at_least and at_most");
        if (AtMost < AtLeast) throw ApiError.Invalid("at_most", "must not be less than at_least");
        if (Order is null)
        {
            Pattern.Check(operations);
            return;
        }
        if (!Pattern.IsEmpty || (Times ?? AtLeast ?? AtMost) is not null)
            throw ApiError.Invalid("order", "cannot be combined with other fields");
        if (Order.Length is 0 or > 100 || Order.Any(pattern => pattern is null))
            throw ApiError.Invalid("order", "must be 1 to 100 patterns");
        foreach (var pattern in Order) pattern.Check(operations);
    }

    public (int Least, int Most, string Words) GetExpectedCount() => (Times, AtLeast, AtMost) switch
    {
        ({ } times, _, _) => (times, times, $"exactly {times}"),
        (_, { } least, { } most) => (least, most, $"{least} to {most}"),
        (_, null, { } most) => (0, most, $"at most {most}"),
        _ => (AtLeast ?? 1, int.MaxValue, $"at least {AtLeast ?? 1}"),
    };
}

/// <summary>The properties of one request, as in <see cref="VerificationRequest"/>. All that are set must match.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record RequestPattern
{
    /// <summary>An id, a family (<c>files.*</c>), <c>*</c>, or a storage request (<c>storage.put_part</c>).</summary>
    public string? Operation { get; init; }

    /// <summary>With <c>*</c> for any text.</summary>
    public string? Path { get; init; }

    /// <summary>
    /// Query values by name: a text, a list for a repeated parameter, null for one that must be absent. Other parameters are not compared.
    /// </summary>
    public JsonElement? Query { get; init; }

    /// <summary>
    /// Part of the body: fields that are not named are not compared; lists must have the same length. A form is an object of its texts.
    /// </summary>
    public JsonElement? Body { get; init; }

    public int? Status { get; init; }

    [JsonIgnore]
    public bool IsEmpty => Operation is null && Path is null && Query is null && Body is null && Status is null;

    /// <param name="operations">The ids that requests can have.</param>
    /// <exception cref="ApiError">422, with the name of the field.</exception>
    public void Check(string[] operations)
    {
        if (IsEmpty) throw ApiError.Invalid("operation", "send at least one of operation, path, query, body and status");
        if (Operation is not null && !operations.Any(id => FaultRule.MatchesOperation(Operation, id)))
            throw ApiError.Invalid("operation",
                "must be an operation's id, a family such as files.*, storage.get, storage.head, storage.put, storage.put_part, or *");
        if (Path is { Length: 0 or > 2_000 }) throw ApiError.Invalid("path", "must be 1 to 2000 characters");
        if (Status is < 100 or > 599) throw ApiError.Invalid("status", "must be between 100 and 599");
        if (Query is { } query
            && (query.ValueKind != JsonValueKind.Object || !query.EnumerateObject().All(value => IsQueryValue(value.Value))))
            throw ApiError.Invalid("query", "must be an object of texts, numbers, booleans, lists of these, or null");
        if (Query is { } names) BoundedJson.Validate("query", names, RequestContext.MaxJsonBytes);
        if (Body is { } body) BoundedJson.Validate("body", body, RequestContext.MaxJsonBytes);
    }

    private static bool IsQueryValue(JsonElement value) => value.ValueKind == JsonValueKind.Array
        ? value.EnumerateArray().All(item => item.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null))
        : value.ValueKind != JsonValueKind.Object;
}

using Scopix.Emulator.Control.Faults;
using Scopix.Emulator.Http;

namespace Scopix.Emulator.Control.Journal;

/// <summary>Which requests a test expects in the journal: a pattern and how often, or several patterns one after the other.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record VerificationRequest
{
    private const int MaxCount = 1_000_000;

    /// <summary>An operation's id, a family (<c>files.*</c>), <c>*</c>, or a storage request (<c>storage.put_part</c>).</summary>
    public string? Operation { get; init; }

    /// <summary>The path, with <c>*</c> for anything.</summary>
    public string? Path { get; init; }

    /// <summary>
    /// Query values by name: a text, a list where it is repeated, null where it must not be there. Other names do not matter.
    /// </summary>
    public JsonElement? Query { get; init; }

    /// <summary>
    /// Part of the body: fields that are not named do not matter; lists must be as long. A form is an object of its texts.
    /// </summary>
    public JsonElement? Body { get; init; }

    /// <summary>The answer's status.</summary>
    public int? Status { get; init; }

    /// <summary>Exactly so often, 0 or more.</summary>
    public int? Times { get; init; }

    /// <summary>So often or more; 1 when nothing is said.</summary>
    public int? AtLeast { get; init; }

    /// <summary>So often or less.</summary>
    public int? AtMost { get; init; }

    /// <summary>1–100 patterns of requests that came one after the other, others between them or not.</summary>
    public RequestPattern[]? Order { get; init; }

    /// <summary>The pattern of one request.</summary>
    [JsonIgnore]
    public RequestPattern Pattern => new() { Operation = Operation, Path = Path, Query = Query, Body = Body, Status = Status };

    /// <summary>Refuses what makes no sense: 422 naming the field.</summary>
    /// <param name="operations">The ids that requests can have.</param>
    public void Check(string[] operations)
    {
        foreach (var (field, count) in (ReadOnlySpan<(string, int?)>)[("times", Times), ("at_least", AtLeast), ("at_most", AtMost)])
            if (count is < 0 or > MaxCount) throw ApiError.Invalid(field, $"must be between 0 and {MaxCount}");
        if (Times is not null && (AtLeast ?? AtMost) is not null) throw ApiError.Invalid("times", "goes without at_least and at_most");
        if (AtMost < AtLeast) throw ApiError.Invalid("at_most", "must not be less than at_least");
        if (Order is null)
        {
            Pattern.Check(operations);
            return;
        }
        if (!Pattern.IsEmpty || (Times ?? AtLeast ?? AtMost) is not null) throw ApiError.Invalid("order", "goes without any other field");
        if (Order.Length is 0 or > 100 || Order.Any(pattern => pattern is null))
            throw ApiError.Invalid("order", "must be 1 to 100 patterns");
        foreach (var pattern in Order) pattern.Check(operations);
    }

    /// <summary>How often the pattern is expected, from and to, and in words.</summary>
    public (int Least, int Most, string Words) GetExpectedCount() => (Times, AtLeast, AtMost) switch
    {
        ({ } times, _, _) => (times, times, $"exactly {times}"),
        (_, { } least, { } most) => (least, most, $"{least} to {most}"),
        (_, null, { } most) => (0, most, $"at most {most}"),
        _ => (AtLeast ?? 1, int.MaxValue, $"at least {AtLeast ?? 1}"),
    };
}

/// <summary>What one request was like, as <see cref="VerificationRequest"/> has it; every given field must fit.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record RequestPattern
{
    /// <summary>An operation's id, a family, <c>*</c>, or a storage request.</summary>
    public string? Operation { get; init; }

    /// <summary>The path, with <c>*</c> for anything.</summary>
    public string? Path { get; init; }

    /// <summary>Query values by name.</summary>
    public JsonElement? Query { get; init; }

    /// <summary>Part of the body.</summary>
    public JsonElement? Body { get; init; }

    /// <summary>The answer's status.</summary>
    public int? Status { get; init; }

    /// <summary>True when nothing is asked for.</summary>
    [JsonIgnore]
    public bool IsEmpty => Operation is null && Path is null && Query is null && Body is null && Status is null;

    /// <summary>Refuses what makes no sense: 422 naming the field.</summary>
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

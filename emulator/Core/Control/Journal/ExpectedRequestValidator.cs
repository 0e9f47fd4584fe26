using Scopix.Contracts.Checks;

namespace Scopix.Emulator.Control.Journal;

/// <summary>The rules for an <see cref="ExpectedRequest"/> from outside.</summary>
internal static class ExpectedRequestValidator
{
    private const int MaxCount = 1_000_000;

    /// <exception cref="ApiError">422, with the name of the field.</exception>
    public static void Validate(ExpectedRequest expected, string[] operations)
    {
        var (times, least, most) = (expected.Times, expected.AtLeast, expected.AtMost);
        foreach (var (field, count) in (ReadOnlySpan<(string, int?)>)[("times", times), ("at_least", least), ("at_most", most)])
            if (count is < 0 or > MaxCount) throw ApiError.Invalid(field, $"must be between 0 and {MaxCount}");
        if (times is not null && (least ?? most) is not null)
            throw ApiError.Invalid("times", "cannot be combined with at_least and at_most");
        if (most < least) throw ApiError.Invalid("at_most", "must not be less than at_least");
        if (expected.Order is not { } order)
        {
            ValidatePattern(expected, operations);
            return;
        }
        if (HasPattern(expected) || HasCount(expected)) throw ApiError.Invalid("order", "cannot be combined with other fields");
        if (order.Length is 0 or > 100 || order.Any(item => item is null)) throw ApiError.Invalid("order", "must be 1 to 100 patterns");
        if (order.Any(item => HasCount(item) || item.Order is not null))
            throw ApiError.Invalid("order", "its patterns must not have times, at_least, at_most or order");
        foreach (var item in order) ValidatePattern(item, operations);
    }

    private static bool HasCount(ExpectedRequest expected) => (expected.Times ?? expected.AtLeast ?? expected.AtMost) is not null;

    private static bool HasPattern(ExpectedRequest expected) =>
        (expected.Operation ?? expected.Path) is not null || (expected.SentQuery ?? expected.SentBody) is not null
            || expected.Status is not null;

    private static void ValidatePattern(ExpectedRequest expected, string[] operations)
    {
        if (!HasPattern(expected)) throw ApiError.Invalid("operation", "send at least one of operation, path, query, body and status");
        if (expected.Operation is { } operation && !operations.Any(id => OperationPattern.Matches(operation, id)))
            throw ApiError.Invalid("operation",
                "must be an operation's id, a family such as files.*, storage.get, storage.head, storage.put, storage.put_part, or *"
                + NameSuggestion.Describe(operation, operations));
        if (expected.Path is { Length: 0 or > 2_000 }) throw ApiError.Invalid("path", "must be 1 to 2000 characters");
        if (expected.Status is < 100 or > 599) throw ApiError.Invalid("status", "must be between 100 and 599");
        if (expected.SentQuery is { } query)
        {
            if (query.ValueKind != JsonValueKind.Object || !query.EnumerateObject().All(value => IsQueryValue(value.Value)))
                throw ApiError.Invalid("query", "must be an object of texts, numbers, booleans, lists of these, or null");
            BoundedJson.Validate("query", query, RequestContext.MaxJsonBytes);
        }
        if (expected.SentBody is { } body) BoundedJson.Validate("body", body, RequestContext.MaxJsonBytes);
    }

    private static bool IsQueryValue(JsonElement value) => value.ValueKind == JsonValueKind.Array
        ? value.EnumerateArray().All(item => item.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null))
        : value.ValueKind != JsonValueKind.Object;
}

using Scopix.Contracts.Checks;

namespace Scopix.Emulator.Control.Faults;

/// <summary>
/// The rules for the fields of a <see cref="Fault"/> that change the JSON of responses: the contracts must have a place for them.
/// </summary>
internal static class ResponseEditValidator
{
    private const int MaxPathLength = 200, MaxNameLength = 100;

    /// <exception cref="ApiError">422, with the name of the field.</exception>
    public static void Validate(Fault fault, IEnumerable<string> operations)
    {
        if (!ResponseEditor.IsEdit(fault)) return;
        var field = fault.UnknownWord is not null ? "unknown_word" : fault.NewField is not null ? "new_field" : "null_field";
        if (fault.Storage is not null) throw ApiError.Invalid(field, "can only be combined with an operation");
        CheckPath("unknown_word", fault.UnknownWord);
        CheckPath("null_field", fault.NullField);
        if (fault.NewField is { } name && (name.Length is 0 or > MaxNameLength || !name.All(IsNameCharacter)))
            throw ApiError.Invalid("new_field", $"must be 1 to {MaxNameLength} letters, digits and underscores");
        var schemas = operations.Where(id => OperationPattern.Matches(fault.Operation!, id)).SelectMany(ResponseFields.FindSchemas)
            .Distinct().ToArray();
        if (schemas.Length == 0) throw ApiError.Invalid(field, $"has no effect: a response of {fault.Operation} is not JSON");
        ContractSchema[] FindFields(string path) =>
        [
            .. schemas.SelectMany(schema => ResponseFields.Enumerate(schema)).Where(each => ResponseFields.IsMeant(path, each.Path))
                .Select(each => each.Field),
        ];
        if (fault.UnknownWord is { } wordField) CheckFields(field, FindFields(wordField), ResponseFields.IsWord, "is one of several words");
        if (fault.NullField is { } nullField) CheckFields(field, FindFields(nullField), ResponseFields.AllowsNull, "may be null");
        if (fault.NewField is { } newField && FindFields(newField).Length > 0)
            throw ApiError.Invalid("new_field", $"must be a new name: a response of {fault.Operation} has a field {newField} already");

        void CheckFields(string name, ContractSchema[] found, Predicate<ContractSchema> fits, string condition)
        {
            if (found.Length == 0) throw ApiError.Invalid(name, $"must be a field of a response of {fault.Operation}");
            if (!found.Any(each => fits(each)))
                throw ApiError.Invalid(name, $"must be a field that {condition}, by the contract of {fault.Operation}");
        }
    }

    private static void CheckPath(string field, string? path)
    {
        if (path is not null && (path.Length is 0 or > MaxPathLength || !path.All(c => IsNameCharacter(c) || c is '.' or '[' or ']')))
            throw ApiError.Invalid(field, "must be the name of a field, or its path, such as items[].media_type");
    }

    private static bool IsNameCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}

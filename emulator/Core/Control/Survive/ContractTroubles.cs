using Scopix.Contracts.Checks;
using Scopix.Emulator.Control.Faults;

namespace Scopix.Emulator.Control.Survive;

/// <summary>Answers that are allowed but unusual, and requests that are refused.</summary>
internal static class ContractTroubles
{
    private const string NewFieldName = "added_later";

    /// <summary>Words that clients branch on, the most important first; other fields come after them.</summary>
    private static readonly string[] StatusFields = ["primary_status", "unified_status", "status", "description_status", "media_type"];

    public static IReadOnlyList<TroubleKind> All { get; } =
    [
        new("refused", TroubleCategories.Contract,
            new() { Status = 422, Message = "title: must be at most 255 characters", Times = TroubleKind.Always },
            target => target.Changes && target.Contract!.Responses.ContainsKey("422"),
            "The request is refused with 422, VALIDATION_ERROR, however often it is sent.")
        {
            Rank = 1, Evidence = "public", Words = ["validation", "at most 255", "unprocessable"],
            Source = "public, Error Codes Reference: 422 well-formed but fails validation/business rules",
        },
        new("unknown_word", TroubleCategories.Contract, null, target => target.HasBody,
            "In one answer a field has a word that no document names.")
        {
            Rank = 0, Evidence = "assumed", Words = [ResponseEditor.UnknownWord],
            Source = "the documents list words of statuses and types and do not say that the lists are complete",
            FindEffect = target => FindChange(target, ResponseFields.IsWord, RankWord, field => new Fault { UnknownWord = field }),
        },
        new("new_field", TroubleCategories.Contract, null, target => target.HasBody, "In one answer there is a field that is new.")
        {
            Rank = 6, Evidence = "assumed", Words = [NewFieldName],
            Source = "no document says that answers have no other fields",
            FindEffect = target => FindSchema(target) is { } schema && CanChange(target, new() { NewField = NewFieldName }, schema)
                ? new() { NewField = NewFieldName } : null,
        },
        new("null_field", TroubleCategories.Contract, null, target => target.HasBody,
            "In one answer a field is null that may be null.")
        {
            Rank = 5, Evidence = "documented", Words = ["null", "none"],
            Source = "the schemas of the contracts: the field may be null",
            FindEffect = target => FindChange(target, ResponseFields.AllowsNull, RankNull, field => new Fault { NullField = field }),
        },
    ];

    /// <summary>A change of the first field with which it changes the answer of the clean run.</summary>
    private static Fault? FindChange(
        TroubleTarget target, Predicate<ContractSchema> fits, Func<string, int> rank, Func<string, Fault> create) =>
        FindSchema(target) is not { } schema ? null : ResponseFields.Enumerate(schema).Where(field => fits(field.Field))
            .Select(field => field.Path).Distinct().OrderBy(rank).ThenBy(path => path.Count(c => c == '.'))
            .ThenBy(path => path, StringComparer.Ordinal).Select(create).FirstOrDefault(fault => CanChange(target, fault, schema));

    private static int RankWord(string path) =>
        Array.IndexOf(StatusFields, GetName(path)) is var rank and >= 0 ? rank : StatusFields.Length;

    /// <summary>Ids and statuses come last: they are null in states that the answer shows to be others.</summary>
    private static int RankNull(string path) => GetName(path) is var name && (name is "id" or "title"
        || name.EndsWith("_id", StringComparison.Ordinal) || name.EndsWith("status", StringComparison.Ordinal)) ? 1 : 0;

    private static string GetName(string path) => path[(path.LastIndexOf('.') + 1)..];

    private static ContractSchema? FindSchema(TroubleTarget target) =>
        ResponseFields.FindSchema(target.Operation, target.Call!.Status ?? 0);

    private static bool CanChange(TroubleTarget target, Fault fault, ContractSchema schema) =>
        target.Call!.ResponseBody is { } body && ResponseEditor.Edit(fault, body, schema) is not null;
}

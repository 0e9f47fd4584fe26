using System.Text.Encodings.Web;

namespace Scopix.Contracts.Checks.Observing;

/// <summary>
/// What a recording of the live service says against a decision that assumptions rest on: a row of <c>contracts/refuted.json</c>. It has
/// names, types, statuses and words of enums, and no value of a body.
/// </summary>
/// <param name="Decision">The id of the decision in <c>contracts/assumptions.json</c>.</param>
/// <param name="Outcome">
/// <c>refuted</c>, or <c>perhaps refuted</c> when the recording does not show whether the request was one that the decision is about.
/// </param>
/// <param name="On">The date of the first recording that shows it.</param>
/// <param name="Operation">The operation that was called.</param>
/// <param name="Status">The status of the response; <c>observed/OPERATION.STATUS.json</c> has its shape.</param>
/// <param name="Place">Where: <c>status</c>, <c>verb</c>, a path of the body, or a part of the request.</param>
/// <param name="Expected">What was assumed.</param>
/// <param name="Got">What was there instead.</param>
public sealed record Refutation(
    string Decision, string Outcome, string On, string Operation, int Status, string Place, string Expected, string Got)
{
    /// <summary>The values of <see cref="Outcome"/>.</summary>
    public const string Refuted = "refuted", PerhapsRefuted = "perhaps refuted";

    /// <summary>The rows of the file that is part of this assembly.</summary>
    public static IReadOnlyList<Refutation> All { get; } = ReadAll();

    /// <summary>One line, e.g. <c>refuted on 2026-01-15: files.quota_check 200, can_proceed expected boolean, got string</c>.</summary>
    [JsonIgnore]
    public string Headline => $"{Outcome} on {On}: {Operation} {Status}, {Place} expected {Expected}, got {Got}";

    /// <summary>Reads the rows of a file.</summary>
    /// <exception cref="JsonException">The text is not a list of rows.</exception>
    public static IReadOnlyList<Refutation> Parse(string json) =>
        JsonSerializer.Deserialize(json, RefutationJsonContext.Strict.ListRefutation)!;

    /// <summary>The text of a file: one row in each line.</summary>
    public static string Format(IReadOnlyList<Refutation> rows)
    {
        var lines = rows.Select(row => JsonSerializer.Serialize(row, RefutationJsonContext.Strict.Refutation));
        return rows.Count == 0 ? "[]\n" : $"[\n  {string.Join(",\n  ", lines)}\n]\n";
    }

    private static List<Refutation> ReadAll()
    {
        using var rows = ContractResources.OpenRefutations();
        return JsonSerializer.Deserialize(rows, RefutationJsonContext.Strict.ListRefutation)!;
    }
}

/// <summary>Reads <c>refuted.json</c> strictly.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(List<Refutation>))]
internal sealed partial class RefutationJsonContext : JsonSerializerContext
{
    public static RefutationJsonContext Strict =>
        field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

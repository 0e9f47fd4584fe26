namespace Scopix.Contracts.Checks.Traffic;

/// <summary>
/// The body is of the documented type and fits its schema; what no schema names is a deviation from the assumption that the documents are
/// complete. An assumed field that is there and fits confirms its assumption. No value of a body is in a deviation.
/// </summary>
internal static class BodyRule
{
    /// <summary>A body that lacks this many required fields, or all of them, is another body: its fields are not listed.</summary>
    private const int ManyFields = 4;

    private static readonly Claim DocumentsAreComplete = new(EvidenceKind.Assumed, "the documents name every field");

    public static void Check(JudgedExchange judged)
    {
        var exchange = judged.Exchange;
        if (FindSchema(judged) is not { } schema || exchange.ResponseBody is not { } bytes) return;
        var form = new Claim(EvidenceKind.Documented, $"schema {schema}");
        if (exchange.ResponseType is not ("application/json" or "application/problem+json"))
        {
            judged.Break(form, "Content-Type", "value", "application/json", exchange.ResponseType is null ? "none" : "another type");
            if (judged.Body is null) return;
        }
        if (judged.Body is not { } body)
        {
            judged.Break(form, "body", "form", "JSON", bytes.IsEmpty ? "nothing" : "another text");
            return;
        }
        CheckSchema(judged, SchemaCatalog.Load(schema), body);
    }

    private static string? FindSchema(JudgedExchange judged)
    {
        if (judged.Exchange.Status >= 500) return null;
        if (judged.Operation.Responses.TryGetValue($"{judged.Exchange.Status}", out var schema)) return schema;
        if (judged.Exchange.Status < 400) return null;
        return judged.Exchange.IsLlamaCloud ? "llama-error" : "error";
    }

    private static void CheckSchema(JudgedExchange judged, ContractSchema schema, JsonElement body)
    {
        var violations = SchemaValidator.Validate(schema, body);
        var absent = violations.Count(violation => violation.Kind == "presence" && schema.Required.Contains(violation.Path));
        if (absent >= ManyFields || (absent > 1 && absent == schema.Required.Count))
        {
            judged.Break(violations[0].Evidence, "body", "form", "an object with the documented fields", "one with other fields");
            return;
        }
        foreach (var violation in violations)
            judged.Break(violation.Evidence, violation.Place.Length == 0 ? "body" : violation.Place, violation.Kind, violation.Expected,
                violation.GotKind, violation.Path);
        var broken = violations.Select(violation => violation.Evidence).ToHashSet();
        foreach (var claim in AssumedFields.Find(schema, body).Where(claim => !broken.Contains(claim))) judged.Hold(claim);
        new JsonShape().Observe(schema, body, "", (path, what) =>
        {
            if (what.StartsWith("field of type ", StringComparison.Ordinal))
                judged.Break(DocumentsAreComplete, path, "new field", "no such field", what[14..], path);
        });
    }
}

namespace Scopix.Contracts.Checks.Traffic;

/// <summary>
/// Compares the parts of a form with the schema of its operation. Only what is certain is found: of parts with the same name it is not
/// known which one counts, and an empty text may stand for none.
/// </summary>
internal static class FormRule
{
    private const string LimitOfOurs = "a limit of ours";

    /// <summary>The words that web frameworks read as a boolean.</summary>
    private static readonly string[] Booleans =
        ["true", "false", "1", "0", "on", "off", "yes", "no", "t", "f", "y", "n"];

    /// <summary>What an operation's schema does not allow of a form.</summary>
    public static IEnumerable<Violation> Find(ContractSchema schema, ObservedForm form)
    {
        foreach (var (name, property) in schema.Properties)
        {
            var parts = form.Parts.Where(part => part.Name == name).ToList();
            if (parts.Count == 0 && schema.Required.Contains(name))
                yield return new(name, "presence", "present", "absent", property.Evidence);
            if (parts.Count == 1 && FindFault(property, parts[0]) is { } fault) yield return fault;
        }
    }

    /// <summary>The names of parts that an operation does not have.</summary>
    public static IEnumerable<string> FindUnknownNames(ContractSchema schema, ObservedForm form) => form.Parts.Select(part => part.Name)
        .Where(name => name != "_charset_" && !schema.Properties.ContainsKey(name)).Distinct();

    private static Violation? FindFault(ContractSchema schema, FormPart part)
    {
        if ((schema.Items ?? schema).Format == "binary")
            return part.IsFile ? null : new(part.Name, "type", "a file", "a text", schema.Evidence);
        if (part.IsFile || part.Text is not { Length: > 0 } text || schema.Types.Count != 1) return null;
        return schema.Types[0] switch
        {
            "boolean" => Booleans.Contains(text, StringComparer.OrdinalIgnoreCase) ? null : Create("type", "boolean"),
            "integer" or "number" => FindNumberFault(),
            "string" when schema.Enumeration.Count > 0 =>
                schema.Enumeration.Contains(text) ? null : Create("value", "one of " + string.Join(", ", schema.Enumeration)),
            "string" when schema.Format == "uuid" => Guid.TryParse(text, out _) ? null : Create("form", "a uuid"),
            "string" when text.EnumerateRunes().Count() > schema.MaxLength => FindLengthFault(),
            _ => null,
        };

        Violation? FindNumberFault()
        {
            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                return Create("type", schema.Types[0]);
            return number < schema.Minimum || number > schema.Maximum ? Create("size", $"{schema.Minimum} to {schema.Maximum}") : null;
        }

        Violation FindLengthFault()
        {
            var isOurs = schema.Note?.Contains(LimitOfOurs, StringComparison.Ordinal) == true;
            return Create("size", $"at most {schema.MaxLength} characters") with
            {
                Evidence = isOurs ? new(EvidenceKind.Assumed, LimitOfOurs) : schema.Evidence,
            };
        }

        Violation Create(string kind, string expected) => new(part.Name, kind, expected, "another text", schema.Evidence);
    }
}

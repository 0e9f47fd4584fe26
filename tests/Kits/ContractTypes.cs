using System.Text.Json.Nodes;

namespace Scopix.Emulator.Tests.Kits;

/// <summary>The form of a value, for a language that has types.</summary>
internal abstract record TypeForm
{
    /// <summary>A value of a basic type: <c>string</c>, <c>integer</c>, <c>number</c>, <c>boolean</c>, <c>null</c> or <c>any</c>.</summary>
    internal sealed record Basic(string Name) : TypeForm;

    /// <summary>A declared type.</summary>
    internal sealed record Declared(string Name) : TypeForm;

    /// <summary>One of some texts.</summary>
    internal sealed record Words(string[] Values) : TypeForm;

    /// <summary>A list.</summary>
    internal sealed record ListOf(TypeForm Item) : TypeForm;

    /// <summary>An object with any names.</summary>
    internal sealed record MapOf(TypeForm Value) : TypeForm;

    /// <summary>One of several forms.</summary>
    internal sealed record OneOf(TypeForm[] Forms) : TypeForm;
}

/// <summary>A field of an object.</summary>
internal sealed record TypeField(string Name, TypeForm Form, bool IsRequired, string Description);

/// <summary>A type with a name: an object with fields, or another name for a form.</summary>
/// <param name="Name">The name, e.g. <c>FaultResource</c>.</param>
/// <param name="Description">What it is.</param>
/// <param name="Bases">The types whose fields it has too.</param>
/// <param name="Fields">Its fields.</param>
/// <param name="Alias">The form that it names; null for an object.</param>
internal sealed record TypeDeclaration(string Name, string Description, string[] Bases, TypeField[] Fields, TypeForm? Alias);

/// <summary>Reads the types of an OpenAPI document. An object within a schema becomes a type of its own.</summary>
internal sealed class ContractTypes
{
    private readonly List<TypeDeclaration> _declarations = [];

    private ContractTypes()
    {
    }

    /// <summary>The types of a document of <c>contracts</c>, in its order.</summary>
    public static TypeDeclaration[] Read(JsonNode document)
    {
        var types = new ContractTypes();
        foreach (var (name, schema) in document["components"]!["schemas"]!.AsObject()) types.Declare(ToTypeName(name), schema!);
        return [.. types._declarations];
    }

    /// <summary>The parameters of the query of an operation, as an object.</summary>
    public static TypeDeclaration ReadQuery(JsonNode operation, string name, string description, params string[] without)
    {
        var fields = operation["parameters"]!.AsArray().Where(parameter => !without.Contains((string?)parameter!["name"]))
            .Select(parameter => new TypeField(
                (string)parameter!["name"]!, new ContractTypes().ReadForm(parameter["schema"]!, name), false, Describe(parameter)));
        return new TypeDeclaration(name, description, [], [.. fields], null);
    }

    /// <summary>The name of a type: <c>file-list</c> is <c>FileList</c>.</summary>
    public static string ToTypeName(string name) =>
        string.Concat(name.Split('-', '_', ' ').Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    private void Declare(string name, JsonNode schema)
    {
        var at = _declarations.Count;
        JsonNode[] parts = schema["allOf"] is JsonArray all ? [.. all.Select(part => part!)] : [schema];
        string[] bases = [.. parts.Select(part => (string?)part["$ref"]).OfType<string>().Select(GetReferencedName)];
        var objects = parts.Where(part => part["properties"] is not null).ToArray();
        var fields = objects.SelectMany(part => ReadFields(part, name)).ToArray();
        var alias = bases.Length + objects.Length == 0 ? ReadForm(schema, name) : null;
        _declarations.Insert(at, new TypeDeclaration(name, Describe(schema), bases, fields, alias));
    }

    private IEnumerable<TypeField> ReadFields(JsonNode schema, string name)
    {
        var required = schema["required"]?.AsArray().Select(field => (string)field!).ToHashSet() ?? [];
        return schema["properties"]!.AsObject().Select(property => new TypeField(
            property.Key, ReadForm(property.Value!, name + ToTypeName(property.Key)), required.Contains(property.Key),
            Describe(property.Value!)));
    }

    private TypeForm ReadForm(JsonNode schema, string name)
    {
        if (schema["$ref"] is { } reference) return new TypeForm.Declared(GetReferencedName((string)reference!));
        if (schema["allOf"] is JsonArray { Count: 1 } one) return ReadForm(one[0]!, name);
        if (schema["oneOf"] is JsonArray choices) return new TypeForm.OneOf([.. choices.Select(choice => ReadForm(choice!, name))]);
        var forms = ReadNames(schema["type"]).Select(type => ReadForm(schema, type, name)).ToArray();
        return forms.Length == 1 ? forms[0] : new TypeForm.OneOf(forms);
    }

    private TypeForm ReadForm(JsonNode schema, string type, string name)
    {
        if (type == "string" && schema["enum"] is JsonArray words)
            return new TypeForm.Words([.. words.OfType<JsonValue>().Select(word => word.TryGetValue(out string? text) ? text : null)
                .OfType<string>()]);
        if (type == "array")
            return new TypeForm.ListOf(schema["items"] is { } item ? ReadForm(item, name + "Item") : new TypeForm.Basic("any"));
        if (type != "object") return new TypeForm.Basic(type);
        if (schema["properties"] is null)
            return new TypeForm.MapOf(schema["additionalProperties"] is JsonObject values
                ? ReadForm(values, name + "Value") : new TypeForm.Basic("any"));
        Declare(name, schema);
        return new TypeForm.Declared(name);
    }

    private static string[] ReadNames(JsonNode? type) => type switch
    {
        null => ["any"],
        JsonArray several => [.. several.Select(name => (string)name!)],
        _ => [(string)type!],
    };

    private static string GetReferencedName(string reference) => ToTypeName(reference.Split('/')[^1]);

    /// <summary>The description, and that the schema is assumed where it is.</summary>
    private static string Describe(JsonNode schema)
    {
        var description = (string?)schema["description"] ?? "";
        if (description.Length > 0 && !".?!".Contains(description[^1], StringComparison.Ordinal)) description += ".";
        if ((string?)schema["x-evidence"] != "assumed") return description;
        var source = (string)schema["x-source"]!;
        var assumed = source.StartsWith("seed", StringComparison.Ordinal) ? "Assumed." : $"Assumed: {source}.";
        return description.Length == 0 ? assumed : $"{description} {assumed}";
    }
}

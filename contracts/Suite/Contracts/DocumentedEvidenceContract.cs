using System.Text.Json.Nodes;

namespace Scopix.Contracts;

/// <summary>
/// A property that a schema marks as documented is printed in the section that it cites; its note explains what goes beyond that.
/// </summary>
public sealed class DocumentedEvidenceContract
{
    /// <summary>The property names that each cited section prints; <c>?</c> follows the optional ones.</summary>
    private static readonly IReadOnlyDictionary<string, HashSet<string>> PrintedNamesBySection = ParseFile("documented-names.json")
        .AsObject()
        .ToDictionary(section => section.Key, section => section.Value!.AsArray().Select(name => (string)name!).ToHashSet());

    public static TheoryData<string> SchemaNames => [.. SchemaCatalog.Names];

    [Theory]
    [MemberData(nameof(SchemaNames))]
    public void A_documented_property_is_printed_in_the_section_it_cites(string schema)
    {
        var documented = DocumentedProperty.ReadSchema(schema);

        var unprinted = documented.Where(property =>
            !GetCitedNames(property).Any(names => names.Contains(property.Name) || names.Contains(property.Name + "?")));

        Assert.Empty(unprinted.Select(property => property.Path));
    }

    [Theory]
    [MemberData(nameof(SchemaNames))]
    public void A_documented_nullable_property_states_its_evidence_unless_an_example_shows_it(string schema)
    {
        var shown = ExampleTypes.ForSchema(schema);

        var unexplained = DocumentedProperty.ReadSchema(schema).Where(property => property.IsNullable && !property.NoteMentionsNull
            && !shown.Contains(property.Path, "null") && !GetCitedNames(property).Any(names => names.Contains(property.Name + "?")));

        Assert.Empty(unexplained.Select(property => property.Path));
    }

    [Theory]
    [MemberData(nameof(SchemaNames))]
    public void A_documented_property_that_is_null_in_all_examples_states_the_source_of_its_type(string schema)
    {
        var shown = ExampleTypes.ForSchema(schema);

        var unexplained = DocumentedProperty.ReadSchema(schema)
            .Where(property => shown.IsAlwaysNull(property.Path) && !property.NoteMentionsNull);

        Assert.Empty(unexplained.Select(property => property.Path));
    }

    [Fact]
    public void A_section_lists_only_names_that_a_schema_cites()
    {
        var cited = SchemaCatalog.Names.SelectMany(DocumentedProperty.ReadSchema)
            .SelectMany(property => property.Sections.Select(section => (section, property.Name))).ToHashSet();

        var unused = PrintedNamesBySection.SelectMany(section => section.Value.Select(name => (section.Key, Name: name.TrimEnd('?'))))
            .Where(pair => !cited.Contains(pair));

        Assert.Empty(unused);
    }

    private static IEnumerable<HashSet<string>> GetCitedNames(DocumentedProperty property) =>
        property.Sections.Select(section => PrintedNamesBySection.GetValueOrDefault(section, []));

    private static JsonNode ParseFile(string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, file)))!;
}

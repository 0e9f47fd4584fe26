using System.Text.Json.Nodes;

namespace Scopix.Contracts;

/// <summary>What a schema marks documented is printed in the section that it cites; what goes beyond that is in its note.</summary>
public sealed class DocumentedMarksContract
{
    /// <summary>The property names that each cited section prints; <c>?</c> follows those that it types as optional.</summary>
    private static readonly IReadOnlyDictionary<string, HashSet<string>> Printed = Parse("documented-names.json").AsObject()
        .ToDictionary(section => section.Key, section => section.Value!.AsArray().Select(name => (string)name!).ToHashSet());

    public static TheoryData<string> SchemaNames => [.. Schemas.Names];

    [Theory]
    [MemberData(nameof(SchemaNames))]
    public void A_documented_property_is_printed_in_the_section_it_cites(string schema)
    {
        var documented = DocumentedProperty.Of(schema);

        var unprinted = documented.Where(property =>
            !Cited(property).Any(names => names.Contains(property.Name) || names.Contains(property.Name + "?")));

        Assert.Empty(unprinted.Select(property => property.Path));
    }

    [Theory]
    [MemberData(nameof(SchemaNames))]
    public void A_documented_property_that_may_be_null_says_how_we_know_unless_it_is_shown(string schema)
    {
        var shown = ShownTypes.Of(schema);

        var unexplained = DocumentedProperty.Of(schema).Where(property => property.MayBeNull && !property.NoteSpeaksOfNull
            && !shown.Contains(property.Path, "null") && !Cited(property).Any(names => names.Contains(property.Name + "?")));

        Assert.Empty(unexplained.Select(property => property.Path));
    }

    [Theory]
    [MemberData(nameof(SchemaNames))]
    public void A_documented_property_that_is_shown_as_null_alone_says_where_its_other_type_is_from(string schema)
    {
        var shown = ShownTypes.Of(schema);

        var unexplained = DocumentedProperty.Of(schema).Where(property => shown.IsNullAlone(property.Path) && !property.NoteSpeaksOfNull);

        Assert.Empty(unexplained.Select(property => property.Path));
    }

    [Fact]
    public void A_section_lists_no_name_that_no_schema_takes_from_it()
    {
        var taken = Schemas.Names.SelectMany(DocumentedProperty.Of)
            .SelectMany(property => property.Sections.Select(section => (section, property.Name))).ToHashSet();

        var spare = Printed.SelectMany(section => section.Value.Select(name => (section.Key, Name: name.TrimEnd('?'))))
            .Where(pair => !taken.Contains(pair));

        Assert.Empty(spare);
    }

    private static IEnumerable<HashSet<string>> Cited(DocumentedProperty property) =>
        property.Sections.Select(section => Printed.GetValueOrDefault(section, []));

    private static JsonNode Parse(string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, file)))!;
}

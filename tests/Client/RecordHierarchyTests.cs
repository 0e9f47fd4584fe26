using System.Reflection;
using System.Text.Json;
using FluentAssertions;
using Scopix.Client;
using Xunit;

namespace Scopix.Emulator.Tests.Client;

/// <summary>The SDK's three levels of detail of a file (seed 000, UserFile Type), and the types of its details.</summary>
public sealed class RecordHierarchyTests
{
    private const string Image = """
        {"id":"f","media_type":"image","size_bytes":3,"content_type":"image/png","created_at":"2026-01-15T10:30:00Z","tags":["a"],
         "upload_description":"A pillar.","description_error":null,"user_description":"Mine.","legend_data":{"items":[]},
         "full_descriptions":[{"description":"A pillar.","processing_time_ms":850.6}]}
        """;

    [Theory]
    [InlineData("Image")]
    [InlineData("Video")]
    [InlineData("Document")]
    [InlineData("Link")]
    public void Details_derive_from_the_file_and_a_summary_has_no_description(string kind)
    {
        var (summary, file, details) = (Record(kind + "FileSummary"), Record(kind + "File"), Record(kind + "FileDetails"));

        details.BaseType.Should().Be(file);
        file.BaseType.Should().Be<UserFile>();
        details.Should().Implement<IFileDetails>();
        Names(file).Should().Contain(["UploadDescription", "UserDescription", "DescriptionError"]);
        Names(summary).Should().NotContain(["UploadDescription", "UserDescription", "DescriptionError"]);
    }

    [Fact]
    public void Domain_extractions_are_properties_of_the_file_and_not_of_its_summary()
    {
        var names = Names(typeof(ImageFile));

        names.Should().Contain(["LegendData", "PidData", "MlsComplianceCheck", "ExtractionCorrections"]);
        typeof(ImageFileSummary).GetProperty("LegendData").Should().BeNull();
    }

    [Fact]
    public async Task A_description_in_a_list_is_an_additional_property()
    {
        const string page = $$"""{"items":[{{Image}}],"total_count":1,"limit":20,"offset":0,"has_more":false}""";
        using var client = TestClients.CreateScopixClient(new StubHttpHandler((_, _) => StubHttpHandler.CreateJsonResponse(page)));

        var list = await client.Files.ListAsync();

        list.Items.Single().AdditionalProperties["upload_description"].GetString().Should().Be("A pillar.");
    }

    [Fact]
    public async Task A_processing_time_is_a_whole_number_of_milliseconds()
    {
        using var client = TestClients.CreateScopixClient(new StubHttpHandler((_, _) => StubHttpHandler.CreateJsonResponse(Image)));

        var image = (ImageFileDetails)await client.Files.GetAsync("f");

        image.FullDescriptions.Single().ProcessingTimeMs.Should().Be(851);
        typeof(DescriptionResult).GetProperty("ProcessingTimeMs")!.PropertyType.Should().Be<int>();
    }

    [Theory]
    [InlineData("ImageFileDetails")]
    [InlineData("VideoFileDetails")]
    [InlineData("DocumentFileDetails")]
    [InlineData("LinkFileDetails")]
    public void A_detail_is_nullable_where_the_SDK_types_it_as_optional(string record)
    {
        var file = Path.Combine(RepositoryRoot.Path, "contracts", "documented-names.json");
        var printed = JsonDocument.Parse(File.ReadAllText(file)).RootElement;
        var names = printed.GetProperty("seed 000, " + record).EnumerateArray().Select(n => n.GetString()!).Where(n => !IsUntyped(n));
        var properties = Record(record).GetProperties().ToDictionary(p => JsonNamingPolicy.SnakeCaseLower.ConvertName(p.Name));

        var mismatches = names.Where(name => IsNullable(properties[name.TrimEnd('?')]) != name.EndsWith('?'));

        mismatches.Should().BeEmpty();
    }

    private static IEnumerable<string> Names(Type record) => record.GetProperties().Select(property => property.Name);

    /// <summary>Domain extractions: the SDK's page lists their names alone.</summary>
    private static bool IsUntyped(string name) =>
        name.EndsWith("_data", StringComparison.Ordinal) || name.EndsWith("_check", StringComparison.Ordinal)
        || name == "extraction_corrections";

    private static bool IsNullable(PropertyInfo property) =>
        new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable;

    private static Type Record(string name) => typeof(ScopixClient).Assembly.GetType("Scopix.Client." + name)!;
}

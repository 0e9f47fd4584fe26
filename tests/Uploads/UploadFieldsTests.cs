using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Uploads;

public sealed class UploadFieldsTests
{
    private const string Uuid = "770A0600-E29B-41D4-A716-446655440000";

    private static readonly string Longest = string.Concat(Enumerable.Repeat("🔥", 255));

    [Fact]
    public async Task Every_field_at_its_limit_is_accepted()
    {
        await using var api = await TestApi.StartAsync();
        var tags = Enumerable.Range(10, 40).Select(n => n + string.Concat(Enumerable.Repeat("ö", 48))).ToArray();

        var id = await api.UploadAndGetIdAsync(
            Samples.Photo(), "photo.jpg", $"title={Longest}", $"tags={string.Join(',', tags)}", $"folder_id={Uuid}", $"project_id={Uuid}",
            $"custom_schema_id={Uuid}", "compliance_type=marketplace", $"compliance_standard={new string('s', 100)}",
            "compliance_image_type=secondary");

        var file = (await api.GetFileAsync(id)).Json;
        file.Text("title").Should().Be(Longest);
        file.GetProperty("tags").Texts().Should().Equal(tags);
        file.Text("custom_schema_id").Should().Be(Uuid.ToLowerInvariant());
        (await api.ListFilesAsync($"folder_id={Uuid.ToLowerInvariant()}")).Ids().Should().Equal(id);
    }

    [Theory]
    [InlineData("title")]
    [InlineData("compliance_standard")]
    public async Task A_text_one_character_too_long_is_refused_and_an_emoji_counts_once(string field)
    {
        await using var api = await TestApi.StartAsync();

        var response = await api.UploadAsync(Samples.Photo(), "photo.jpg", $"{field}={Longest}🔥");

        (response.Status, response.Field).Should().Be((422, field));
        response.Issue.Should().EndWith("got 256");
        (await api.ListFilesAsync())["total_count"].GetInt32().Should().Be(0);
    }

    [Theory]
    [InlineData(41, 1, 422)]
    [InlineData(40, 1, 201)]
    [InlineData(1, 51, 422)]
    [InlineData(1, 50, 201)]
    public async Task Tags_are_at_most_40_of_at_most_50_characters(int count, int length, int status)
    {
        await using var api = await TestApi.StartAsync();
        var tags = string.Join(',', Enumerable.Range(0, count).Select(n => length == 1 ? $"{(char)('一' + n)}" : new string('t', length)));

        var response = await api.UploadAsync(Samples.Photo(), "photo.jpg", $"tags={tags}");

        response.Status.Should().Be(status, response.Text);
        if (status == 422) response.Field.Should().Be("tags");
    }

    [Fact]
    public async Task Empty_and_repeated_tags_are_left_out()
    {
        await using var api = await TestApi.StartAsync();

        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg", "tags=,  , b ,a,,b, a b,");

        (await api.GetFileAsync(id))["tags"].Texts().Should().Equal("b", "a", "a b");
    }

    [Theory]
    [InlineData("true,True,TRUE,1,yes,on,t,y,Y", true)]
    [InlineData("false,False,FALSE,0,no,off,f,n,N", false)]
    public async Task A_boolean_is_accepted_in_any_spelling(string spellings, bool expected)
    {
        await using var api = await TestApi.StartAsync();

        foreach (var spelling in spellings.Split(','))
        {
            var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg", $"auto_describe={spelling}");

            (await api.GetFileAsync(id))["has_full_description"].GetBoolean().Should().Be(expected, spelling);
        }
    }

    [Theory]
    [InlineData("auto_describe", "ja")]
    [InlineData("skip_duplicates", "2")]
    [InlineData("content_category", "General")]
    [InlineData("content_category", "selfie")]
    [InlineData("storage_target", "Custom")]
    [InlineData("compliance_type", "gdpr")]
    [InlineData("compliance_image_type", "tertiary")]
    [InlineData("folder_id", "folder_abc123")]
    [InlineData("project_id", "{770a0600-e29b-41d4-a716-446655440000}")]
    [InlineData("custom_schema_id", "770a0600e29b41d4a716446655440000")]
    [InlineData("title", "a\0b")]
    public async Task An_unknown_value_is_refused_by_field(string field, string value)
    {
        await using var api = await TestApi.StartAsync();

        var response = await api.UploadAsync(Samples.Photo(), "photo.jpg", $"{field}={value}");

        (response.Status, response.Field).Should().Be((422, field));
        (await api.ListFilesAsync())["total_count"].GetInt32().Should().Be(0);
    }

    [Fact]
    public async Task All_17_content_categories_are_accepted()
    {
        await using var api = await TestApi.StartAsync();
        const string names = "general blueprint ce_plan technical_diagram architectural_design product_photo real_estate mining robotics "
            + "artwork screenshot document map pid pfd construction facility_assessment";

        foreach (var name in names.Split(' '))
        {
            var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg", $"content_category={name}");

            (await api.GetFileAsync(id)).Json.Text("content_category").Should().Be(name);
        }
    }

    [Theory]
    [InlineData("mls")]
    [InlineData("marketplace")]
    public async Task A_compliance_check_needs_its_standard_and_then_has_a_status(string type)
    {
        await using var api = await TestApi.StartAsync();

        var without = await api.UploadAsync(Samples.Photo(), "photo.jpg", $"compliance_type={type}");
        var id = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg", $"compliance_type={type}", "compliance_standard=nar_baseline");
        await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg", "compliance_standard=nar_baseline");

        (without.Status, without.Field).Should().Be((422, "compliance_standard"));
        var withStandard = (await api.ListFilesAsync("compliance_status=passed")).Ids()
            .Concat((await api.ListFilesAsync("compliance_status=failed")).Ids());
        withStandard.Should().Equal(id);
    }

    [Fact]
    public async Task Fields_without_effect_are_reported_as_ignored()
    {
        await using var api = await TestApi.StartAsync();

        var plain = await api.UploadAsync(Samples.Photo(), "photo.jpg", "storage_target=default");
        var custom = await api.UploadAsync(Samples.Photo(), "photo.jpg", "storage_target=custom", $"custom_schema_id={Uuid}");

        plain.Header("X-Emulator-Ignored").Should().BeNull();
        custom.Header("X-Emulator-Ignored").Should().Be("storage_target, custom_schema_id");
        custom.Json.Text("storage_target").Should().Be("custom");
    }

    [Fact]
    public async Task Empty_fields_count_as_absent_and_the_last_of_repeated_ones_counts()
    {
        await using var api = await TestApi.StartAsync();

        var id = await api.UploadAndGetIdAsync(
            Samples.Photo(), "photo.jpg", "title=first", "title=last", "tags=", "folder_id=", "content_category=", "auto_describe=",
            "compliance_type=");

        var file = (await api.GetFileAsync(id)).Json;
        (file.Text("title"), file.Text("content_category"), file.Text("description_status")).Should().Be(("last", "general", "completed"));
    }
}

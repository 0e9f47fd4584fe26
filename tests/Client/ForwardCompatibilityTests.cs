using System.Text.Json;
using FluentAssertions;
using Scopix.Client;
using Xunit;

namespace Scopix.Emulator.Tests.Client;

/// <summary>A client that is older than the service.</summary>
public sealed class ForwardCompatibilityTests
{
    private const string Common =
        """
        "id":"f","size_bytes":3,"content_type":"model/gltf","created_at":"2026-01-15T10:30:00Z","tags":["a"],
        "has_full_description":false
        """;

    [Fact]
    public async Task Unknown_fields_and_enum_values_are_kept_at_every_depth()
    {
        using var client = TestClients.CreateScopixClient(new StubHttpHandler((_, _) => StubHttpHandler.CreateJsonResponse($$$"""
            {"items":[{"mood":"calm","media_type":"image",{{{Common}}},"primary_status":"paused","dimensions":{"width":4,"depth":7}}],
             "total_count":1,"limit":20,"offset":0,"has_more":false,"cursor":"c1"}
            """)));

        var list = await client.Files.ListAsync();

        list.AdditionalProperties["cursor"].GetString().Should().Be("c1");
        var image = list.Items.Single().Should().BeOfType<ImageFileSummary>().Subject;
        image.AdditionalProperties["mood"].GetString().Should().Be("calm");
        image.Dimensions!.AdditionalProperties["depth"].GetInt32().Should().Be(7);
        image.PrimaryStatus.Should().Be(PrimaryStatus.FromValue("paused"));
        image.PrimaryStatus.IsTerminal.Should().BeFalse();
        image.ToString().Should().Contain("\"mood\":\"calm\"");
    }

    [Fact]
    public async Task A_file_of_an_unknown_media_type_keeps_all_its_fields()
    {
        using var client = TestClients.CreateScopixClient(
            new StubHttpHandler(
                (_, _) => StubHttpHandler.CreateJsonResponse($$"""{"vertices":12,{{Common}},"media_type":"mesh","hash":"abc"}""")));

        var file = await client.Files.GetAsync("f");

        var mesh = file.Should().BeOfType<UnknownFileDetails>().Subject;
        mesh.MediaType.Value.Should().Be("mesh");
        (mesh.Id, mesh.SizeBytes, mesh.Hash).Should().Be(("f", 3L, "abc"));
        mesh.Tags.Should().Equal("a");
        mesh.AdditionalProperties["vertices"].GetInt32().Should().Be(12);
    }

    [Fact]
    public async Task A_missing_or_null_list_is_read_as_an_empty_list()
    {
        using var client = TestClients.CreateScopixClient(
            new StubHttpHandler((_, call) => StubHttpHandler.CreateJsonResponse(call == 0 ? "{}" : """{"items":null,"total_count":2}""")));

        var first = await client.Files.ListAsync();
        var second = await client.Files.ListAsync();

        first.Items.Should().BeEmpty();
        second.Items.Should().BeEmpty();
        second.TotalCount.Should().Be(2);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("null")]
    [InlineData("""{"total_count":"many"}""")]
    public async Task A_response_of_an_unexpected_shape_throws_an_UnexpectedResponseException(string body)
    {
        using var client = TestClients.CreateScopixClient(new StubHttpHandler((_, _) => StubHttpHandler.CreateJsonResponse(body)));

        var list = () => client.Files.ListAsync();

        await list.Should().ThrowAsync<UnexpectedResponseException>();
    }

    [Fact]
    public void ToString_of_a_record_omits_URL_signatures()
    {
        var part = new PartUrl { PartNumber = 1, Url = "https://s3.example/key?X-Amz-Signature=deadbeef&X-Amz-Expires=600" };

        part.ToString().Should().Contain("https://s3.example/key?").And.NotContain("deadbeef").And.NotContain("X-Amz");
        JsonDocument.Parse(part.ToString()).RootElement.GetProperty("part_number").GetInt32().Should().Be(1);
    }
}

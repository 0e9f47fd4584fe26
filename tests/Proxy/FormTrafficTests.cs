using System.Text.Json.Nodes;
using FluentAssertions;
using Scopix.Emulator.Proxy;
using Xunit;

namespace Scopix.Emulator.Tests.Proxy;

/// <summary>What the proxy keeps of a form that passes.</summary>
public sealed class FormTrafficTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_parts_of_a_form_are_covered_and_its_texts_are_kept_only_on_demand(bool keepsBodies)
    {
        await using var proxy = await ScopixProxy.StartAsync(
            new ProxyOptions { Target = await LiveLikeTarget.GetAddressAsync(), Port = 0, KeepsBodies = keepsBodies });
        using var http = new HttpClient { BaseAddress = proxy.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new("Bearer", $"scopix_Form{(keepsBodies ? 1 : 2)}0000secretofthistest");
        using var form = new MultipartFormDataContent
        {
            { new StringContent("plantedtitle"), "title" },
            { new StringContent("mls"), "compliance_type" },
            { new StringContent("plantedstandard"), "compliance_standard" },
            { new StringContent("plantedtext"), "titel" },
            { new ByteArrayContent(Samples.Photo(5)), "file", "plantedfile.jpg" },
        };

        using var response = await http.PostAsync("/api/v2/files/upload", form);

        ((int)response.StatusCode).Should().Be(201);
        var coverage = JsonNode.Parse(await http.GetStringAsync("/_emulator/coverage?operation=files.upload"))!;
        coverage["operations"]![0]!["request_fields"]!["missing"]!.AsArray().Select(name => (string)name!).Should()
            .NotContain(["title", "file", "compliance_type", "compliance_type=mls"]).And.Contain(["tags", "compliance_type=marketplace"]);
        var entry = await http.GetStringAsync("/_emulator/requests/req_keyless_1");
        foreach (var value in (string[])["plantedtitle", "plantedfile.jpg", "plantedtext"])
            entry.Contains(value, StringComparison.Ordinal).Should().Be(keepsBodies);
        proxy.Report.GetUnknownRequests().Keys.Should().Equal("POST /api/v2/files/upload, part titel");
        proxy.Report.GetItems().Should().BeEmpty();
    }
}

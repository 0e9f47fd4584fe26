using System.Text.Json.Nodes;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Testing;

/// <summary>The journal of requests in the public API, and the messages of failed verifications.</summary>
public sealed class RequestsTests
{
    [Fact]
    public async Task Requests_are_listed_shown_exported_and_cleared()
    {
        await using var scopix = await ScopixEmulator.StartInMemoryAsync();
        using var http = scopix.CreateClient();
        await http.GetStatusAsync("files?tags=pump&page=2");
        await http.GetStatusAsync("folders");
        await http.GetStatusAsync("nowhere");

        var all = await scopix.Requests.ListAsync();
        var lists = await scopix.Requests.ListAsync("files.list");
        var shown = await scopix.Requests.GetAsync(lists.Items[0].Id);

        all.Items.Select(request => request.Status).Should().Equal(404, 200, 200);
        lists.Items.Should().ContainSingle().Which.Unknown.Should().Equal("query.page");
        shown.Query["tags"].Should().Equal("pump");
        shown.Request.Headers["Authorization"].Should().NotContain(scopix.ApiKey[^12..]);
        (await scopix.Requests.ExportCurlAsync()).Should().Contain("tags=pump");
        JsonNode.Parse(await scopix.Requests.ExportHarAsync())!["log"]!["entries"]!.AsArray().Should().HaveCount(3);
        (await scopix.Requests.ClearAsync()).Should().Be(3);
        (await scopix.Requests.ListAsync()).TotalCount.Should().Be(0);
    }

    [Fact]
    public async Task Each_property_of_a_request_query_is_sent_to_the_emulator()
    {
        await using var scopix = await ScopixEmulator.StartInMemoryAsync();
        using var http = scopix.CreateClient();
        var start = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        await scopix.Clock.FreezeAsync(start);
        await http.GetStatusAsync("nowhere");
        await scopix.Faults.AddAsync(new Fault { Operation = "files.list", Status = 500 });
        await http.GetStatusAsync("files?page=2");
        await scopix.Clock.AdvanceAsync(TimeSpan.FromHours(1));
        await http.GetStatusAsync("folders");

        (await ListIdsAsync(new RequestQuery { OldestFirst = true })).Should().Equal("req_1", "req_2", "req_3");
        (await ListIdsAsync(new RequestQuery { OldestFirst = true, Limit = 1, Offset = 1 })).Should().Equal("req_2");
        (await ListIdsAsync(new RequestQuery { Since = start.AddMinutes(1) })).Should().Equal("req_3");
        (await ListIdsAsync(new RequestQuery { Until = start.AddMinutes(1) })).Should().Equal("req_2", "req_1");
        (await ListIdsAsync(new RequestQuery { Status = "4xx" })).Should().Equal("req_1");
        (await ListIdsAsync(new RequestQuery { Method = "POST" })).Should().BeEmpty();
        (await ListIdsAsync(new RequestQuery { Path = "fold", IsUnmatched = false })).Should().Equal("req_3");
        (await ListIdsAsync(new RequestQuery { IsUnmatched = true })).Should().Equal("req_1");
        (await ListIdsAsync(new RequestQuery { IsFaulted = true, HasUnknownInput = true })).Should().Equal("req_2");

        async Task<IEnumerable<string>> ListIdsAsync(
            RequestQuery query) => (await scopix.Requests.ListAsync(query)).Items.Select(request => request.Id);
    }

    [Fact]
    public async Task Received_requests_are_verified()
    {
        await using var scopix = await ScopixEmulator.StartInMemoryAsync();
        using var http = scopix.CreateClient();
        await http.GetStatusAsync("files?tags=pump");
        await http.GetStatusAsync("folders");

        (await scopix.Requests.VerifyAsync("*")).Count.Should().Be(2);
        (await scopix.Requests.VerifyAsync("files.delete", times: 0)).Verified.Should().BeTrue();
        (await scopix.Requests
            .VerifyAsync(
                new ExpectedRequest { Operation = "files.list", Query = new() { ["tags"] = "pump", ["offset"] = null }, AtMost = 1 }))
            .Matched.Should().Equal("req_1");
        (await scopix.Requests.VerifyOrderAsync([new() { Operation = "files.list" }, new() { Path = "*/folders", Status = 200 }])).Count
            .Should().Be(2);
    }

    [Fact]
    public async Task A_failed_verification_names_the_nearest_request()
    {
        await using var scopix = await ScopixEmulator.StartInMemoryAsync();
        using var http = scopix.CreateClient();
        await http.GetStatusAsync("files?tags=pump");

        var missing = (await FluentActions.Awaiting(() => scopix.Requests.VerifyAsync(
            new ExpectedRequest { Operation = "files.list", Query = new() { ["tags"] = "valve" }, Times = 2 })).Should()
            .ThrowAsync<RequestVerificationException>()).Which;

        missing.Message.Should().StartWith("Expected exactly 2 of files.list with query {\"tags\":\"valve\"}, found 0.")
            .And.EndWith($"  req_1 GET /api/v2/files{Environment.NewLine}    query.tags: expected \"valve\", was \"pump\"");
        missing.Result.NearMisses.Should().ContainSingle();
        await FluentActions.Awaiting(() => scopix.Requests.VerifyAsync("files.list", times: 2)).Should()
            .ThrowAsync<RequestVerificationException>();
        await FluentActions
            .Awaiting(() => scopix.Requests.VerifyOrderAsync([new() { Operation = "files.list" }, new() { Operation = "files.list" }]))
            .Should().ThrowAsync<RequestVerificationException>().WithMessage("Number 2 of the order*");
    }

    [Theory]
    [InlineData(ErrorDialect.Envelope, "VALIDATION_ERROR")]
    [InlineData(ErrorDialect.Fastapi, null)]
    public async Task A_refusal_is_thrown_with_the_message_of_the_emulator(ErrorDialect dialect, string? code)
    {
        await using var scopix = await ScopixEmulator.StartInMemoryAsync(options => options with { Errors = dialect });

        var refused = (await FluentActions.Awaiting(() => scopix.Faults.AddAsync(new Fault { Operation = "files.lsit", Status = 500 }))
            .Should().ThrowAsync<EmulatorException>()).Which;
        var unknown =
            (await FluentActions.Awaiting(() => scopix.Stubs.RemoveAsync("stub_9")).Should().ThrowAsync<EmulatorException>()).Which;

        (refused.Status, refused.Code, refused.Field).Should().Be((422, code, "operation"));
        refused.Message.Should().StartWith("POST /_emulator/faults was refused with 422").And
            .Contain("must be an operation's id, a family such as files.*, or *");
        unknown.Message.Should().StartWith("DELETE /_emulator/stubs/stub_9 was refused with 404").And.Contain("Stub not found");
    }
}

using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using FluentAssertions;
using Scopix.Contracts.Checks;
using Scopix.Contracts.Checks.Traffic;
using Xunit;

namespace Scopix.Emulator.Tests.Proxy;

/// <summary>Requests that change a resource while others read it cause no false report.</summary>
public sealed class ChangeHistoryTests
{
    private const string Id = "5a3c1b9e-0a6f-4b8e-9a55-6a1f4d2c7e10";
    private const string FilePath = "/api/v2/files/" + Id;
    private const string Read = "read after write";

    private static readonly DateTimeOffset Start = new(2026, 1, 15, 10, 30, 0, TimeSpan.Zero);

    private readonly TrafficJudge _judge = new();

    [Fact]
    public void A_file_that_is_missing_without_a_deletion_is_reported()
    {
        Judge("GET", FilePath, 200, 1, 2);

        Judge("GET", FilePath, 404, 3, 4).Should().Contain(Read);
    }

    [Theory]
    [InlineData("DELETE", FilePath)]
    [InlineData("DELETE", "/api/v2/files/5a3c1b9e")]
    [InlineData("POST", "/api/v2/files/batch-delete")]
    [InlineData("DELETE", "/api/v2/folders/11111111-2222-4333-8444-555555555555")]
    public void A_file_may_be_missing_while_a_deletion_runs_and_after_it(string method, string path)
    {
        Judge("GET", FilePath, 200, 1, 2);
        Begin(method, path);

        Judge("GET", FilePath, 404, 4, 5).Should().NotContain(Read);
        Judge(method, path, 200, 3, 6, body: new { success = true });
        Judge("GET", FilePath, 404, 5, 7).Should().NotContain(Read);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_deletion_without_a_response_may_have_its_effect_later(int account)
    {
        Judge("GET", FilePath, 200, 1, 2);
        Begin("DELETE", FilePath);
        if (account == 2) Judge("DELETE", FilePath, 503, 3, 4, account);

        Judge("GET", FilePath, 404, 9, 10).Should().NotContain(Read);
    }

    [Fact]
    public void A_deletion_with_another_key_is_known()
    {
        Judge("GET", FilePath, 200, 1, 2);
        Judge("DELETE", FilePath, 200, 3, 4, account: 2);

        Judge("GET", FilePath, 404, 5, 6).Should().NotContain(Read);
    }

    [Fact]
    public void A_file_that_is_shown_after_a_refused_deletion_must_be_found_again()
    {
        Judge("DELETE", FilePath, 409, 1, 2);
        Judge("GET", FilePath, 200, 3, 4);

        Judge("GET", FilePath, 404, 5, 6).Should().Contain(Read);
    }

    [Fact]
    public void A_request_to_a_deleted_file_may_be_refused_for_another_fault()
    {
        Judge("DELETE", FilePath, 200, 1, 2);

        Judge("PATCH", FilePath, 422, 3, 4).Should().NotContain("read after delete");
        Judge("GET", FilePath, 200, 3, 4).Should().Contain("read after delete");
    }

    [Fact]
    public void A_list_with_a_deleted_file_is_reported()
    {
        var list = new { items = (object[])[new { id = Id }] };
        Judge("GET", "/api/v2/files", 200, 1, 2, body: list).Should().NotContain("read after delete");
        Judge("DELETE", FilePath, 200, 3, 5);

        Judge("GET", "/api/v2/files", 200, 4, 6, body: list).Should().NotContain("read after delete");
        Judge("GET", "/api/v2/files", 200, 6, 7, body: list).Should().Contain("read after delete");
    }

    [Fact]
    public void The_details_of_another_file_are_reported()
    {
        Judge("GET", FilePath, 200, 1, 2, body: new { id = Id.ToUpperInvariant() }).Should().NotContain("constant");
        Judge("GET", FilePath, 200, 1, 2, body: new { id = "11111111-2222-4333-8444-555555555555" }).Should().Contain("constant");
    }

    [Fact]
    public void A_state_may_go_back_while_a_change_runs()
    {
        const string status = FilePath + "/processing-status";
        Judge("GET", status, 200, 1, 2, body: new { status = "completed" });
        Begin("POST", FilePath + "/trigger-variants");

        Judge("GET", status, 200, 4, 5, body: new { status = "queued" }).Should().NotContain("state");
        Judge("POST", FilePath + "/trigger-variants", 200, 3, 6);
        Judge("GET", status, 200, 7, 8, body: new { status = "completed" }).Should().NotContain("state");
        Judge("GET", status, 200, 9, 10, body: new { status = "queued" }).Should().Contain("state");
    }

    [Fact]
    public void Parallel_updates_of_the_same_time_are_not_compared_with_later_readings()
    {
        Begin("PATCH", FilePath);
        Begin("PATCH", FilePath);
        foreach (var title in (string[])["one", "two"])
            Judge("PATCH", FilePath, 200, 1, 2, body: new { title, updated_at = "2026-01-15T10:30:00Z" });

        Judge("GET", FilePath, 200, 3, 4, body: new { title = "one", updated_at = "2026-01-15T10:30:00Z" }).Should().NotContain(Read);
    }

    [Fact]
    public void A_parameter_that_is_sent_twice_is_not_expected_to_be_refused()
    {
        Judge("GET", "/api/v2/files?limit=1000", 200, 1, 2).Should().Contain("refusal");
        Judge("GET", "/api/v2/files?limit=1000&limit=5", 200, 1, 2).Should().NotContain("refusal");
    }

    private void Begin(string method, string path) => _judge.Begin(Operation.Match(method, path)!, path);

    /// <summary>The kinds of deviations that an exchange shows, which lasted from one second to another.</summary>
    private List<string> Judge(
        string method, string path, int status, int from, int to, int account = 1, object? body = null) => _judge.Judge(new()
        {
            ReceivedAt = Start.AddSeconds(from),
            AnsweredAt = Start.AddSeconds(to),
            Method = method,
            Url = new Uri("https://api.scopix.test" + path),
            Account = account,
            RequestType = "application/json",
            RequestJson = method == "GET" ? null : Encoding.UTF8.GetBytes("{}"),
            Status = status,
            ResponseHeaders = new Dictionary<string, string> { ["Content-Type"] = "application/json" }
                .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase),
            ResponseBody = JsonSerializer.SerializeToUtf8Bytes(body ?? new { id = Id }),
        }, Operation.Match(method, path)!).Select(judgement => judgement.Deviation?.Kind).OfType<string>().ToList();
}

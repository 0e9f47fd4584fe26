using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Faults;

public sealed class FaultRulesTests
{
    [Theory]
    [InlineData("""{}""", "operation")]
    [InlineData("""{"operation":"files.list","stage":"description","status":500}""", "operation")]
    [InlineData("""{"operation":"files.lst","status":500}""", "operation")]
    [InlineData("""{"operation":"emulator.reset","status":500}""", "operation")]
    [InlineData("""{"operation":"emulator.*","status":500}""", "operation")]
    [InlineData("""{"operation":"files","status":500}""", "operation")]
    [InlineData("""{"operation":5,"status":500}""", "operation")]
    [InlineData("""{"stage":"rendering","fail":"timeout"}""", "stage")]
    [InlineData("""{"storage":"post","status":500}""", "storage")]
    [InlineData("""{"operation":"*"}""", "status")]
    [InlineData("""{"operation":"*","reset":false}""", "status")]
    [InlineData("""{"operation":"*","status":500,"reset":true}""", "status")]
    [InlineData("""{"operation":"*","truncate_bytes":1,"corrupt":true}""", "status")]
    [InlineData("""{"operation":"*","status":399}""", "status")]
    [InlineData("""{"operation":"*","status":600}""", "status")]
    [InlineData("""{"operation":"*","status":500,"retry_after":-1}""", "retry_after")]
    [InlineData("""{"operation":"*","status":500,"retry_after":86401}""", "retry_after")]
    [InlineData("""{"operation":"*","reset":"later"}""", "reset")]
    [InlineData("""{"operation":"*","reset":1}""", "reset")]
    [InlineData("""{"operation":"*","reset":"before","corrupt":true}""", "status")]
    [InlineData("""{"stage":"description","reset":"before"}""", "reset")]
    [InlineData("""{"operation":"files.get","unknown_word":"title"}""", "unknown_word")]
    [InlineData("""{"operation":"files.get","unknown_word":"mood"}""", "unknown_word")]
    [InlineData("""{"operation":"files.get","unknown_word":"items[].media_type"}""", "unknown_word")]
    [InlineData("""{"operation":"files.get","unknown_word":""}""", "unknown_word")]
    [InlineData("""{"operation":"files.get","unknown_word":"a b"}""", "unknown_word")]
    [InlineData("""{"operation":"files.download","unknown_word":"media_type"}""", "unknown_word")]
    [InlineData("""{"storage":"get","unknown_word":"media_type"}""", "unknown_word")]
    [InlineData("""{"stage":"description","unknown_word":"media_type"}""", "unknown_word")]
    [InlineData("""{"operation":"files.get","unknown_word":"media_type","null_field":"title"}""", "status")]
    [InlineData("""{"operation":"files.get","null_field":"id"}""", "null_field")]
    [InlineData("""{"operation":"files.get","null_field":"mood"}""", "null_field")]
    [InlineData("""{"operation":"folders.delete","null_field":"title"}""", "null_field")]
    [InlineData("""{"storage":"put","null_field":"title"}""", "null_field")]
    [InlineData("""{"operation":"files.get","new_field":"title"}""", "new_field")]
    [InlineData("""{"operation":"files.get","new_field":"a.b"}""", "new_field")]
    [InlineData("""{"operation":"files.get","new_field":""}""", "new_field")]
    [InlineData("""{"operation":"files.download","new_field":"mood"}""", "new_field")]
    [InlineData("""{"operation":"*","reset":true,"retry_after":1}""", "retry_after")]
    [InlineData("""{"operation":"*","reset":true,"message":"x"}""", "message")]
    [InlineData("""{"operation":"*","status":500,"code":""}""", "code")]
    [InlineData("""{"operation":"*","status":500,"code":"no spaces"}""", "code")]
    [InlineData("""{"operation":"*","status":500,"message":""}""", "message")]
    [InlineData("""{"operation":"*","latency_ms":0}""", "latency_ms")]
    [InlineData("""{"operation":"*","latency_ms":120001}""", "latency_ms")]
    [InlineData("""{"operation":"*","truncate_bytes":-1}""", "truncate_bytes")]
    [InlineData("""{"operation":"*","status":500,"nth":0}""", "nth")]
    [InlineData("""{"operation":"*","status":500,"every":0}""", "every")]
    [InlineData("""{"operation":"*","status":500,"times":0}""", "times")]
    [InlineData("""{"operation":"*","status":500,"times":1000001}""", "times")]
    [InlineData("""{"operation":"*","status":500,"chance":0}""", "chance")]
    [InlineData("""{"operation":"*","status":500,"chance":1.01}""", "chance")]
    [InlineData("""{"operation":"*","status":500,"fail":"timeout"}""", "fail")]
    [InlineData("""{"operation":"*","status":500,"hold":true}""", "hold")]
    [InlineData("""{"operation":"*","status":500,"tenant":"x"}""", "tenant")]
    [InlineData("""{"stage":"description"}""", "fail")]
    [InlineData("""{"stage":"description","fail":""}""", "fail")]
    [InlineData("""{"stage":"description","status":500}""", "status")]
    [InlineData("""{"stage":"description","hold":true,"latency_ms":5}""", "latency_ms")]
    [InlineData("""{"stage":"description","hold":true,"stall":true}""", "hold")]
    [InlineData("""{"stage":"description","hold":true,"message":"x"}""", "message")]
    [InlineData("""{"stage":"description","delay_seconds":0}""", "delay_seconds")]
    [InlineData("""{"stage":"description","delay_seconds":31536001}""", "delay_seconds")]
    public async Task An_invalid_fault_is_refused_with_its_field(string body, string field)
    {
        await using var api = await TestApi.StartInMemoryAsync();

        var response = await api.SendTextAsync(HttpMethod.Post, "/_emulator/faults", body);

        response.ShouldFail(422, "VALIDATION_ERROR", field);
        (await api.GetAsync("/_emulator/faults"))["total_count"].GetInt32().Should().Be(0);
    }

    [Fact]
    public async Task A_fault_is_removed_by_its_id_and_an_unknown_id_returns_404()
    {
        await using var api = await TestApi.StartInMemoryAsync();
        await api.PostAsync("/_emulator/faults", new { operation = "files.list", status = 500 });

        var removed = await api.DeleteAsync("/_emulator/faults/fault_1");
        var again = await api.DeleteAsync("/_emulator/faults/fault_1");

        removed.Text.Should().Be("""{"removed":1}""");
        again.ShouldFail(404, "HTTP_404");
        (await api.GetAsync("/api/v2/files")).Status.Should().Be(200);
    }

    [Fact]
    public async Task Faults_are_cleared_for_one_tenant_with_a_key_and_for_all_without()
    {
        await using var api = await TestApi.StartAsync();
        await api.PostAsync("/_emulator/faults", new { operation = "files.list", status = 500 });
        await api.WithKey(TestApi.CreateKey(1)).PostAsync("/_emulator/faults", new { operation = "files.list", status = 500 });
        await api.WithKey(null).PostAsync("/_emulator/faults", new { operation = "files.list", status = 500 });

        var own = await api.DeleteAsync("/_emulator/faults");
        var all = await api.WithKey(null).DeleteAsync("/_emulator/faults");

        own.Text.Should().Be("""{"removed":1}""");
        all.Text.Should().Be("""{"removed":2}""");
    }

    [Fact]
    public async Task A_reset_removes_faults_and_stubs()
    {
        await using var api = await TestApi.StartAsync();
        await api.PostAsync("/_emulator/faults", new { operation = "files.list", status = 500 });
        await api.PostAsync("/_emulator/stubs", new { description = "x" });
        await api.WithKey(null).PostAsync("/_emulator/faults", new { operation = "files.list", status = 500 });
        await api.WithKey(null).PostAsync("/_emulator/stubs", new { description = "y" });

        await api.PostAsync("/_emulator/reset");
        var own = (await api.GetAsync("/_emulator/faults"), await api.GetAsync("/_emulator/stubs"));
        await api.WithKey(null).PostAsync("/_emulator/reset");
        var all = (await api.GetAsync("/_emulator/faults"), await api.GetAsync("/_emulator/stubs"));

        (own.Item1["total_count"].GetInt32(), own.Item2["total_count"].GetInt32()).Should().Be((1, 1));
        (all.Item1["total_count"].GetInt32(), all.Item2["total_count"].GetInt32()).Should().Be((0, 0));
    }

    [Fact]
    public async Task A_tenant_has_at_most_1000_faults()
    {
        await using var api = await TestApi.StartInMemoryAsync();
        for (var i = 0; i < 1_000; i++) await api.PostAsync("/_emulator/faults", new { operation = "files.list", status = 500 });

        var oneMore = await api.PostAsync("/_emulator/faults", new { operation = "files.list", status = 500 });

        oneMore.ShouldFail(409, "HTTP_409");
    }
}

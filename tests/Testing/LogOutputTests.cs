using System.Collections.Concurrent;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Testing;

/// <summary>The log in the output of a test.</summary>
public sealed class LogOutputTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_log_is_written_to_a_function(bool inMemory)
    {
        var lines = new ConcurrentQueue<string>();
        EmulatorOptions Change(EmulatorOptions options) => options with { LogTo = lines.Enqueue, Log = LogMode.Requests };
        await using (var scopix = inMemory ? await ScopixEmulator.StartInMemoryAsync(Change) : await ScopixEmulator.StartAsync(Change))
        {
            using var http = scopix.CreateClient();
            await http.GetStatusAsync("files");
        }

        lines.First().Should().StartWith("The emulator listens on http://");
        lines.Should().ContainSingle(line => line.StartsWith("default GET /api/v2/files 200 files.list ", StringComparison.Ordinal));
        lines.Last().Should().Be("The emulator has stopped");
    }

    [Fact]
    public async Task A_tenant_has_a_log_of_its_own()
    {
        var (one, other) = (new ConcurrentQueue<string>(), new ConcurrentQueue<string>());
        await using (var scopix = await ScopixEmulator.StartInMemoryAsync())
        {
            using var first = scopix.NewTenant(logTo: one.Enqueue).CreateClient();
            using var second = scopix.NewTenant(logTo: other.Enqueue).CreateClient();
            using var silent = scopix.NewTenant().CreateClient();
            await first.GetStatusAsync("files?limt=5");
            await second.GetStatusAsync("files?limit=0");
            await silent.GetStatusAsync("files?limit=0");
        }

        one.Should().ContainSingle().Which.Should().Contain("GET /api/v2/files?limt=5 200").And.Contain("did you mean limit?");
        other.Should().ContainSingle().Which.Should().Contain("GET /api/v2/files?limit=0 422");
    }

    [Fact]
    public async Task A_function_that_throws_changes_nothing()
    {
        var calls = 0;
        await using (var scopix = await ScopixEmulator.StartAsync(options => options with { LogTo = Fail, Log = LogMode.Requests }))
        {
            using var http = scopix.NewTenant(logTo: Fail).CreateClient();
            (await http.GetStatusAsync("files")).Should().Be(200);
            (await http.GetStatusAsync("folders")).Should().Be(200);
        }

        calls.Should().Be(6, "start, end, and two requests to each function");

        void Fail(string line)
        {
            Interlocked.Increment(ref calls);
            throw new InvalidOperationException("There is no currently active test");
        }
    }

    [Fact]
    public async Task Nothing_is_written_after_the_end()
    {
        var (written, gate) = (0, new ManualResetEventSlim());
        await using (var scopix = await ScopixEmulator.StartAsync(options => options with { LogTo = Block, Log = LogMode.Requests }))
        {
            using var http = scopix.CreateClient();
            for (var i = 0; i < 5; i++) await http.GetStatusAsync("files");
        }
        gate.Set();

        await Task.Yield();
        written.Should().BeLessThanOrEqualTo(1, "the call that was blocked is the last one");

        void Block(string line)
        {
            gate.Wait();
            Interlocked.Increment(ref written);
        }
    }
}

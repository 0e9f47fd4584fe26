using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Testing;

/// <summary>What an emulator that has ended says to a test that goes on using it.</summary>
public sealed class DisposalTests
{
    private const string Sentence = "The emulator has ended, because its DisposeAsync was called*";

    [Fact]
    public async Task Every_method_of_an_emulator_that_has_ended_says_so()
    {
        var scopix = await ScopixEmulator.StartAsync();
        var tenant = scopix.NewTenant();
        await tenant.Clock.GetNowAsync();
        await scopix.DisposeAsync();
        (string Name, Func<Task> Call)[] calls =
        [
            .. KitCalls.Create(tenant), .. KitCalls.Create(scopix.DefaultTenant),
            ("all", () => scopix.AllTenants.ResetAsync()), ("wait", () => scopix.WaitForShutdownAsync()),
            ("new", () => Task.FromResult(scopix.NewTenant())), ("get", () => Task.FromResult(scopix.GetTenant(tenant.ApiKey))),
            ("client", () => Task.FromResult(tenant.CreateClient())), ("handler", () => Task.FromResult(scopix.CreateHandler())),
            ("API client", () => Task.FromResult(tenant.CreateScopixClient())),
        ];

        foreach (var (name, call) in calls)
            (await FluentActions.Awaiting(call).Should().ThrowAsync<ObjectDisposedException>(name)).WithMessage(Sentence, name);
        scopix.BaseAddress.IsLoopback.Should().BeTrue("an address is no method");
    }

    [Fact]
    public async Task A_call_that_the_end_cuts_off_says_so()
    {
        var scopix = await ScopixEmulator.StartAsync(options => options with { Pipeline = PipelineMode.Manual });
        await scopix.UploadAsync(Path.Combine(AppContext.BaseDirectory, "media", "photo.jpg"));
        var idle = scopix.UntilIdleAsync();

        await scopix.DisposeAsync();

        await FluentActions.Awaiting(() => idle).Should().ThrowAsync<ObjectDisposedException>().WithMessage(Sentence);
    }

    [Fact]
    public async Task An_emulator_can_be_disposed_of_twice()
    {
        var scopix = await ScopixEmulator.StartInMemoryAsync();

        await scopix.DisposeAsync();
        await scopix.DisposeAsync();

        FluentActions.Invoking(() => scopix.NewTenant()).Should().Throw<ObjectDisposedException>();
    }
}

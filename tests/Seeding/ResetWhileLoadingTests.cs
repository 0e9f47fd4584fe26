using System.Reflection;
using FluentAssertions;
using Scopix.Emulator.Http;
using Scopix.Emulator.ObjectStore;
using Scopix.Emulator.Processing;
using Scopix.Emulator.Seeding;
using Scopix.Emulator.State;
using Scopix.Emulator.Tests.Uploads;
using Xunit;

namespace Scopix.Emulator.Tests.Seeding;

/// <summary>A reset while a dataset is being loaded, at a moment that the store decides.</summary>
public sealed class ResetWhileLoadingTests
{
    [Theory]
    [InlineData(nameof(IObjectStore.StageAsync))]
    [InlineData(nameof(IObjectStore.PublishAsync))]
    public async Task A_reset_wins_whatever_the_load_is_doing(string step)
    {
        using var below = new EmbeddedStore();
        var store = DispatchProxy.Create<IObjectStore, Held>();
        var held = (Held)store;
        (held.Below, held.Step) = (below, step);
        var schedule = new Schedule(store, below);
        using var worlds = new Worlds(new EmulatorOptions(), TimeProvider.System, schedule.CatchUp);
        var world = worlds.For(EmulatorOptions.DefaultApiKey);
        var loader = new DatasetLoader(store, below, Intakes.Of(store, below), schedule);

        var loading = loader.LoadAsync(world, "demo", 42, null, new Uri("http://127.0.0.1"), TestContext.Current.CancellationToken);
        await held.Reached.Task;
        world.Reset(world.Clock.State, () => below.DeleteAll(world.Storage));
        held.Go.SetResult();

        var wait = () => loading;
        (await wait.Should().ThrowAsync<ApiError>()).Which.Status.Should().Be(409);
        world.Read(DatasetLoader.IsEmpty).Should().BeTrue();
        (await loader.LoadAsync(world, "empty", 42, null, new Uri("http://127.0.0.1"), TestContext.Current.CancellationToken)).Files.Should().Be(0);
    }

    [Fact]
    public void A_database_that_was_begun_before_a_reset_is_not_taken()
    {
        using var worlds = new Worlds(new EmulatorOptions(), TimeProvider.System, _ => { });
        var world = worlds.For(EmulatorOptions.DefaultApiKey);
        var generation = world.Read(_ => world.Generation);
        using var aside = world.BuildAside();
        aside.Complete();

        world.Reset(world.Clock.State, () => { });

        var adopt = () => world.Adopt(aside, generation, _ => { });
        adopt.Should().Throw<ApiError>().Which.Status.Should().Be(409);
    }

    /// <summary>A store that waits at a step.</summary>
    public class Held : DispatchProxy
    {
        public IObjectStore Below { get; set; } = null!;

        public string Step { get; set; } = "";

        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Go { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (targetMethod!.Name != Step) return targetMethod.Invoke(Below, args);
            Reached.TrySetResult();
            return targetMethod.ReturnType == typeof(Task) ? LaterAsync(targetMethod, args) : StagedLaterAsync(targetMethod, args);
        }

        private async Task LaterAsync(MethodInfo method, object?[]? args)
        {
            await Go.Task;
            await (Task)method.Invoke(Below, args)!;
        }

        private async Task<StagedObject> StagedLaterAsync(MethodInfo method, object?[]? args)
        {
            await Go.Task;
            return await (Task<StagedObject>)method.Invoke(Below, args)!;
        }
    }
}

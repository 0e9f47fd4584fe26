using System.Reflection;
using FluentAssertions;
using Scopix.Emulator.Api.Scopix.Uploads;
using Scopix.Emulator.Control.Seeding;
using Scopix.Emulator.Engine;
using Scopix.Emulator.Http;
using Scopix.Emulator.Tests.Uploads;
using Scopix.Storage;
using Xunit;

namespace Scopix.Emulator.Tests.Seeding;

/// <summary>A reset while a dataset is being loaded, at a step at which the store blocks.</summary>
public sealed class ResetWhileLoadingTests
{
    [Theory]
    [InlineData(nameof(IObjectStore.StageAsync))]
    [InlineData(nameof(IObjectStore.PublishAsync))]
    public async Task A_reset_wins_whatever_the_load_is_doing(string step)
    {
        using var underlying = new EmbeddedStore();
        var store = DispatchProxy.Create<IObjectStore, BlockingStore>();
        var blocking = (BlockingStore)store;
        (blocking.Inner, blocking.Step) = (underlying, step);
        var schedule = new ScheduleRunner(store, underlying);
        using var tenants = new TenantRegistry(new EmulatorOptions(), TimeProvider.System, schedule.CatchUp);
        var tenant = tenants.GetOrOpen(EmulatorOptions.DefaultApiKey);
        var loader = new DatasetLoader(store, underlying, UploadProcessors.Create(store, underlying), schedule);

        var loading = loader.LoadAsync(tenant, "demo", 42, null, null, new Uri("http://127.0.0.1"), TestContext.Current.CancellationToken);
        await blocking.Reached.Task;
        tenant.Reset(tenant.Clock.State, () => underlying.DeleteAll(tenant.Storage));
        blocking.Resume.SetResult();

        var wait = () => loading;
        (await wait.Should().ThrowAsync<ApiError>()).Which.Status.Should().Be(409);
        tenant.Read(DatasetLoader.IsEmpty).Should().BeTrue();
        (await loader.LoadAsync(tenant, "empty", 42, null, null, new Uri("http://127.0.0.1"), TestContext.Current.CancellationToken)).Files
            .Should().Be(0);
    }

    [Fact]
    public void A_staging_database_begun_before_a_reset_is_not_adopted()
    {
        using var tenants = new TenantRegistry(new EmulatorOptions(), TimeProvider.System, _ => { });
        var tenant = tenants.GetOrOpen(EmulatorOptions.DefaultApiKey);
        var generation = tenant.Read(_ => tenant.Generation);
        using var staging = tenant.CreateStagingDatabase();
        staging.Complete();

        tenant.Reset(tenant.Clock.State, () => { });

        var adopt = () => tenant.ReplaceDatabase(staging, _ => tenant.ThrowIfReset(generation));
        adopt.Should().Throw<ApiError>().Which.Status.Should().Be(409);
    }

    /// <summary>A store that blocks at one step until it is resumed.</summary>
    public class BlockingStore : DispatchProxy
    {
        internal IObjectStore Inner { get; set; } = null!;

        public string Step { get; set; } = "";

        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Resume { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (targetMethod!.Name != Step) return targetMethod.Invoke(Inner, args);
            Reached.TrySetResult();
            return targetMethod.ReturnType == typeof(Task)
                ? InvokeWhenResumedAsync(targetMethod, args) : StageWhenResumedAsync(targetMethod, args);
        }

        private async Task InvokeWhenResumedAsync(MethodInfo method, object?[]? args)
        {
            await Resume.Task;
            await (Task)method.Invoke(Inner, args)!;
        }

        private async Task<StagedObject> StageWhenResumedAsync(MethodInfo method, object?[]? args)
        {
            await Resume.Task;
            return await (Task<StagedObject>)method.Invoke(Inner, args)!;
        }
    }
}

using System.Reflection;
using FluentAssertions;
using Scopix.Emulator.Api.Scopix.Documents;
using Scopix.Emulator.Engine;
using Scopix.Emulator.Tests.Uploads;
using Scopix.Media;
using Scopix.Storage;
using Xunit;

namespace Scopix.Emulator.Tests.Documents;

public sealed class FairReadersTests
{
    [Fact]
    public async Task Another_tenant_s_document_is_next_however_many_wait_before_it()
    {
        var queue = new FairReaderLimiter(sharedReaders: 1, maxReaders: 1);
        var reading = await queue.AcquireAsync("heavy", default);
        var waiting = Enumerable.Range(0, 5).Select(_ => queue.AcquireAsync("heavy", default)).ToList();
        var other = queue.AcquireAsync("light", default);

        reading.Dispose();

        (await other.WaitAsync(TimeSpan.FromSeconds(10))).Dispose();
        (await waiting[0].WaitAsync(TimeSpan.FromSeconds(10))).Should().NotBeNull();
        waiting[1].IsCompleted.Should().BeFalse();
    }

    [Fact]
    public async Task A_tenant_without_a_reader_does_not_wait_while_another_has_them_all()
    {
        var queue = new FairReaderLimiter(sharedReaders: 2, maxReaders: 8);
        var heavy = Enumerable.Range(0, 9).Select(_ => queue.AcquireAsync("heavy", default)).ToList();

        using var light = await queue.AcquireAsync("light", default).WaitAsync(TimeSpan.FromSeconds(10));

        await Task.WhenAll(heavy[..2]).WaitAsync(TimeSpan.FromSeconds(10));
        heavy.Skip(2).Should().OnlyContain(waiting => !waiting.IsCompleted);
    }

    [Fact]
    public async Task Tenants_that_wait_are_served_in_turns()
    {
        var queue = new FairReaderLimiter(sharedReaders: 1, maxReaders: 1);
        var served = new List<string>();
        var first = await queue.AcquireAsync("z", default);
        var all = ((string[])["a", "a", "a", "b", "b", "c"]).Select(tenant => Serve(tenant)).ToList();

        first.Dispose();
        await Task.WhenAll(all).WaitAsync(TimeSpan.FromSeconds(10));

        served.Should().Equal("a", "b", "c", "a", "b", "a");

        async Task Serve(string tenant)
        {
            using var reader = await queue.AcquireAsync(tenant, default);
            served.Add(tenant);
        }
    }

    [Fact]
    public async Task A_cancelled_wait_takes_no_reader()
    {
        var queue = new FairReaderLimiter(sharedReaders: 1, maxReaders: 1);
        using var leaving = new CancellationTokenSource();
        var reading = await queue.AcquireAsync("a", default);
        var gone = queue.AcquireAsync("a", leaving.Token);
        var stays = queue.AcquireAsync("a", default);

        await leaving.CancelAsync();
        reading.Dispose();

        await gone.Invoking(task => task).Should().ThrowAsync<OperationCanceledException>();
        (await stays.WaitAsync(TimeSpan.FromSeconds(10))).Dispose();
    }

    [Fact]
    public async Task One_tenant_s_slow_documents_hold_up_nobody_else_s()
    {
        using var tenants = new TenantRegistry(new EmulatorOptions(), TimeProvider.System, _ => { });
        using var store = new EmbeddedStore();
        var intake = UploadProcessors.CreateDocumentIntake(store);
        using var go = new ManualResetEventSlim();
        var heavy = Enumerable.Range(0, 3 * Environment.ProcessorCount)
            .Select(_ => intake.ReadAsync(tenants.GetOrOpen(TestApi.CreateKey(1)), new BlockingDocument(go), "txt", null, default))
            .ToList();

        var failed = await intake.ReadAsync(tenants.GetOrOpen(TestApi.CreateKey(2)), new BlockingDocument(null), "pdf", null, default)
            .WaitAsync(TimeSpan.FromSeconds(30));

        failed.Failure.Should().NotBeNull("it is no PDF, which was found while the others wait");
        heavy.Should().OnlyContain(reading => !reading.IsCompleted);
        go.Set();
        await Task.WhenAll(heavy);
    }

    [Theory]
    [InlineData("txt")]
    [InlineData("md")]
    public async Task A_reader_stops_when_its_client_leaves_and_the_next_document_has_it(string type)
    {
        using var tenants = new TenantRegistry(new EmulatorOptions(), TimeProvider.System, _ => { });
        using var store = new EmbeddedStore();
        using var client = new CancellationTokenSource();
        var intake = UploadProcessors.CreateDocumentIntake(store, new FairReaderLimiter(sharedReaders: 1, maxReaders: 1));

        var leaving =
            () => intake.ReadAsync(tenants.GetOrOpen(TestApi.CreateKey(1)), new BlockingDocument(null, client), type, null, client.Token);

        await leaving.Should().ThrowAsync<OperationCanceledException>();
        var next = await intake.ReadAsync(tenants.GetOrOpen(TestApi.CreateKey(1)), new BlockingDocument(null), type, null, default)
            .WaitAsync(TimeSpan.FromSeconds(30));
        next.Excerpt.Should().Be("text");
    }

    [Fact]
    public async Task A_document_that_takes_over_30_seconds_is_failed()
    {
        using var tenants = new TenantRegistry(new EmulatorOptions(), TimeProvider.System, _ => { });
        var intake = UploadProcessors.CreateDocumentIntake(DispatchProxy.Create<IObjectStore, ReaderDefectsTests.AcceptingStore>(),
            time: new AcceleratedTimeProvider());

        var read = await intake.ReadAsync(tenants.GetOrOpen(TestApi.CreateKey(1)), new BlockingDocument(null), "md", null, default);

        read.Failure!.Message.Should().Be("The document takes over 30 seconds to read.");
    }

    [Fact]
    public void A_budget_is_counted_in_steps_and_notices_that_the_client_is_gone()
    {
        using var client = new CancellationTokenSource();
        var (spent, left) = (new ReadingBudget(0), new ReadingBudget(1_000_000, client.Token));
        client.Cancel();

        var spending = () => spent.Spend(ReadingBudget.BaseSteps + 1);
        var leaving = () => left.Spend(50_000);

        spending.Should().Throw<UnreadableDocumentException>().Which.Reason.Should().Be(UnreadableReason.TooLarge);
        leaving.Should().Throw<OperationCanceledException>();
        left.StepsLeft.Should().BeLessThanOrEqualTo(20_000_000, "a file of 1 MB takes under a second at 20 million steps a second");
    }

    /// <summary>A clock on which each wait ends at once.</summary>
    private sealed class AcceleratedTimeProvider : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            callback(state);
            return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>A text that can be read after a stage is released.</summary>
    private sealed class BlockingDocument(ManualResetEventSlim? go, CancellationTokenSource? leaves = null) : StagedObject
    {
        public override string Sha256 => new('0', 64);

        public override long SizeBytes => 4;

        public override Stream OpenRead()
        {
            go?.Wait();
            leaves?.Cancel();
            return new MemoryStream("text"u8.ToArray());
        }

        public override void Dispose()
        {
        }
    }
}

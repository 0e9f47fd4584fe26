using System.Reflection;
using FluentAssertions;
using Scopix.Emulator.Api.Scopix.Documents;
using Scopix.Emulator.Engine;
using Scopix.Emulator.Tests.Uploads;
using Scopix.Media;
using Scopix.Storage;
using Xunit;

namespace Scopix.Emulator.Tests.Documents;

public sealed class FairReaderLimiterTests
{
    [Fact]
    public async Task Another_tenants_document_is_read_next_however_many_are_queued()
    {
        var limiter = new FairReaderLimiter(sharedReaders: 1, maxReaders: 1);
        var reading = await limiter.AcquireAsync("heavy", default);
        var waiting = Enumerable.Range(0, 5).Select(_ => limiter.AcquireAsync("heavy", default)).ToList();
        var other = limiter.AcquireAsync("light", default);

        reading.Dispose();

        (await other.WaitAsync(TimeSpan.FromSeconds(10))).Dispose();
        (await waiting[0].WaitAsync(TimeSpan.FromSeconds(10))).Should().NotBeNull();
        waiting[1].IsCompleted.Should().BeFalse();
    }

    [Fact]
    public async Task A_tenant_without_a_reader_does_not_wait_for_a_tenant_that_uses_all_readers()
    {
        var limiter = new FairReaderLimiter(sharedReaders: 2, maxReaders: 8);
        var heavy = Enumerable.Range(0, 9).Select(_ => limiter.AcquireAsync("heavy", default)).ToList();

        using var light = await limiter.AcquireAsync("light", default).WaitAsync(TimeSpan.FromSeconds(10));

        await Task.WhenAll(heavy[..2]).WaitAsync(TimeSpan.FromSeconds(10));
        heavy.Skip(2).Should().OnlyContain(waiting => !waiting.IsCompleted);
    }

    [Fact]
    public async Task Waiting_tenants_are_served_in_turn()
    {
        var limiter = new FairReaderLimiter(sharedReaders: 1, maxReaders: 1);
        var served = new List<string>();
        var first = await limiter.AcquireAsync("z", default);
        var all = ((string[])["a", "a", "a", "b", "b", "c"]).Select(tenant => Serve(tenant)).ToList();

        first.Dispose();
        await Task.WhenAll(all).WaitAsync(TimeSpan.FromSeconds(10));

        served.Should().Equal("a", "b", "c", "a", "b", "a");

        async Task Serve(string tenant)
        {
            using var reader = await limiter.AcquireAsync(tenant, default);
            served.Add(tenant);
        }
    }

    [Fact]
    public async Task A_cancelled_wait_acquires_no_reader()
    {
        var limiter = new FairReaderLimiter(sharedReaders: 1, maxReaders: 1);
        using var cancellation = new CancellationTokenSource();
        var reading = await limiter.AcquireAsync("a", default);
        var cancelled = limiter.AcquireAsync("a", cancellation.Token);
        var waiting = limiter.AcquireAsync("a", default);

        await cancellation.CancelAsync();
        reading.Dispose();

        await cancelled.Invoking(task => task).Should().ThrowAsync<OperationCanceledException>();
        (await waiting.WaitAsync(TimeSpan.FromSeconds(10))).Dispose();
    }

    [Fact]
    public async Task Slow_documents_of_one_tenant_do_not_delay_other_tenants()
    {
        using var tenants = new TenantRegistry(new EmulatorOptions(), TimeProvider.System, _ => { });
        using var store = new EmbeddedStore();
        var intake = UploadProcessors.CreateDocumentIntake(store);
        using var release = new ManualResetEventSlim();
        var heavy = Enumerable.Range(0, 3 * Environment.ProcessorCount)
            .Select(_ => intake.ReadAsync(tenants.GetOrOpen(TestApi.CreateKey(1)), new BlockingDocument(release), "txt", null, default))
            .ToList();

        var failed = await intake.ReadAsync(tenants.GetOrOpen(TestApi.CreateKey(2)), new BlockingDocument(null), "pdf", null, default)
            .WaitAsync(TimeSpan.FromSeconds(30));

        failed.Failure.Should().NotBeNull("the invalid PDF is detected while the other documents wait");
        heavy.Should().OnlyContain(reading => !reading.IsCompleted);
        release.Set();
        await Task.WhenAll(heavy);
    }

    [Theory]
    [InlineData("txt")]
    [InlineData("md")]
    public async Task A_reader_is_released_when_its_client_disconnects(string type)
    {
        using var tenants = new TenantRegistry(new EmulatorOptions(), TimeProvider.System, _ => { });
        using var store = new EmbeddedStore();
        using var client = new CancellationTokenSource();
        var intake = UploadProcessors.CreateDocumentIntake(store, new FairReaderLimiter(sharedReaders: 1, maxReaders: 1));

        var read =
            () => intake.ReadAsync(tenants.GetOrOpen(TestApi.CreateKey(1)), new BlockingDocument(null, client), type, null, client.Token);

        await read.Should().ThrowAsync<OperationCanceledException>();
        var next = await intake.ReadAsync(tenants.GetOrOpen(TestApi.CreateKey(1)), new BlockingDocument(null), type, null, default)
            .WaitAsync(TimeSpan.FromSeconds(30));
        next.Excerpt.Should().Be("text");
    }

    [Fact]
    public async Task Reading_a_document_fails_after_30_seconds()
    {
        using var tenants = new TenantRegistry(new EmulatorOptions(), TimeProvider.System, _ => { });
        var intake = UploadProcessors.CreateDocumentIntake(DispatchProxy.Create<IObjectStore, ReaderExceptionTests.AcceptingStore>(),
            time: new AcceleratedTimeProvider());

        var read = await intake.ReadAsync(tenants.GetOrOpen(TestApi.CreateKey(1)), new BlockingDocument(null), "md", null, default);

        read.Failure!.Message.Should().Be("The document takes over 30 seconds to read.");
    }

    [Fact]
    public void A_reading_budget_counts_steps_and_observes_cancellation()
    {
        using var client = new CancellationTokenSource();
        var (spentBudget, cancelledBudget) = (new ReadingBudget(0), new ReadingBudget(1_000_000, client.Token));
        client.Cancel();

        var spendTooMuch = () => spentBudget.Spend(ReadingBudget.BaseSteps + 1);
        var spendCancelled = () => cancelledBudget.Spend(50_000);

        spendTooMuch.Should().Throw<UnreadableDocumentException>().Which.Reason.Should().Be(UnreadableReason.TooLarge);
        spendCancelled.Should().Throw<OperationCanceledException>();
        cancelledBudget.StepsLeft.Should()
            .BeLessThanOrEqualTo(20_000_000, "a file of 1 MB takes less than a second at 20 million steps per second");
    }

    /// <summary>A clock on which every timer fires at once.</summary>
    private sealed class AcceleratedTimeProvider : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            callback(state);
            return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>A text that can be read only after the event is set.</summary>
    private sealed class BlockingDocument(ManualResetEventSlim? release, CancellationTokenSource? disconnect = null) : StagedObject
    {
        public override string Sha256 => new('0', 64);

        public override long SizeBytes => 4;

        public override Stream OpenRead()
        {
            release?.Wait();
            disconnect?.Cancel();
            return new MemoryStream("text"u8.ToArray());
        }

        public override void Dispose()
        {
        }
    }
}

using System.Reflection;
using System.Security.Cryptography;
using FluentAssertions;
using Scopix.Emulator.Engine;
using Scopix.Emulator.Tests.Uploads;
using Scopix.Storage;
using Xunit;

namespace Scopix.Emulator.Tests.Documents;

public sealed class DocumentIntakeTests
{
    [Fact]
    public async Task A_storage_failure_closes_the_document()
    {
        using var tenants = new TenantRegistry(new EmulatorOptions(), TimeProvider.System, _ => { });
        var document = new TrackedObject(new byte[1 << 20].Select(_ => (byte)'a').ToArray());
        var store = DispatchProxy.Create<IObjectStore, FailingStore>();

        var reading = () => UploadProcessors.CreateDocumentIntake(store)
            .ReadAsync(tenants.GetOrOpen("scopix_Emulator0localdevelopmentkey"), document, "txt", null, CancellationToken.None);

        await reading.Should().ThrowAsync<IOException>().WithMessage("full");
        await document.Closed.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    /// <summary>A store on a full disk.</summary>
    public class FailingStore : DispatchProxy
    {
        protected override object Invoke(
            MethodInfo? targetMethod, object?[]? args) => Task.FromException<StagedObject>(new IOException("full"));
    }

    /// <summary>Signals when its second stream is closed: the first is opened for reading, the second for storing.</summary>
    private sealed class TrackedObject(byte[] bytes) : StagedObject
    {
        private int _opened;

        public TaskCompletionSource Closed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override string Sha256 => Convert.ToHexStringLower(SHA256.HashData(bytes));

        public override long SizeBytes => bytes.Length;

        public override Stream OpenRead() => ++_opened == 1 ? new MemoryStream(bytes) : new SignallingStream(bytes, Closed);

        public override void Dispose()
        {
        }
    }

    private sealed class SignallingStream(byte[] bytes, TaskCompletionSource closed) : MemoryStream(bytes)
    {
        protected override void Dispose(bool disposing)
        {
            closed.TrySetResult();
            base.Dispose(disposing);
        }
    }
}

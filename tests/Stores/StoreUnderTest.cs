using System.Reflection;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace Scopix.Emulator.Tests.Stores;

/// <summary>The store that a test runs on.</summary>
public enum StoreUnderTest
{
    Embedded,
    Minio,
}

/// <summary>Differences between MinIO and S3, which the embedded store follows.</summary>
internal static class StoreDifferences
{
    public static T Choose<T>(this StoreUnderTest store, T embedded, T minio) => store == StoreUnderTest.Embedded ? embedded : minio;
}

/// <summary>Runs a theory's row once on each store; without a MinIO the second run is skipped with a reason.</summary>
/// <param name="row">The arguments after the store.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class OnBothStoresAttribute(params object[] row) : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) => new(
    [
        new TheoryDataRow([StoreUnderTest.Embedded, .. row]),
        new TheoryDataRow([StoreUnderTest.Minio, .. row]) { Skip = MinioServer.Endpoint is null ? MinioServer.MissingServerMessage : null },
    ]);

    public override bool SupportsDiscoveryEnumeration() => true;
}

/// <summary>Runs a test on MinIO only; without one it is skipped with a reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnMinioAttribute : FactAttribute
{
    public OnMinioAttribute([System.Runtime.CompilerServices.CallerFilePath] string? file = null,
        [System.Runtime.CompilerServices.CallerLineNumber] int line = -1)
        : base(file, line) => Skip = MinioServer.Endpoint is null ? MinioServer.MissingServerMessage : null;
}

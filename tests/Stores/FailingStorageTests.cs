using FluentAssertions;
using Microsoft.Extensions.Logging.Abstractions;
using Scopix.Emulator.Tests.DirectUploads;
using Scopix.Storage;
using Xunit;

namespace Scopix.Emulator.Tests.Stores;

/// <summary>An S3 server that breaks or goes away while the emulator runs.</summary>
public sealed class FailingStorageTests
{
    [Theory]
    [InlineData(500, "InternalError")]
    [InlineData(403, "InvalidAccessKeyId")]
    [InlineData(404, "NoSuchBucket")]
    [InlineData(507, "XMinioStorageFull")]
    public async Task Storage_that_refuses_is_503_in_the_envelope(int status, string code)
    {
        await using var stub = await S3Stub.StartAsync();
        await using var api = await StartAsync(stub);
        stub.Failure = (status, code);

        var responses = new[]
        {
            await api.UploadAsync(Samples.Photo(), "a.jpg"), await api.UploadBatchAsync([(Samples.Photo(), "a.jpg")]),
            await api.PostIntentAsync(DirectUploadRequests.CreateMultipartIntentBody(DirectUploadRequests.CreateLongPhoto())),
        };

        foreach (var response in responses)
        {
            (response.Status, response.Code, response.Header("Retry-After")).Should().Be((503, "HTTP_503", "1"));
            response.Text.Should().NotContain(code, "the reason is in the log and not in the response");
        }

        (await api.ListFilesAsync())["total_count"].GetInt32().Should().Be(0, "what needs no storage goes on");
    }

    [Fact]
    public async Task Unreachable_storage_is_503_and_does_not_block_a_reset()
    {
        var stub = await S3Stub.StartAsync();
        await using var api = await StartAsync(stub);
        var upload = await api.CreateIntentAsync(DirectUploadRequests.CreateIntentBody(Samples.Photo()));
        await stub.DisposeAsync();

        var (state, completed) = (await api.GetIntentAsync(upload), await api.CompleteAsync(upload));
        var reset = await api.PostAsync("/_emulator/reset");

        (state.Status, completed.Status, reset.Status).Should().Be((503, 503, 200));
        (await api.GetIntentAsync(upload)).Status.Should().Be(404);
    }

    [Fact]
    public async Task An_object_that_the_server_completes_during_a_reset_is_deleted()
    {
        await using var stub = await S3Stub.StartAsync();
        using var local = new EmbeddedStore();
        var account = new StorageAccount("a11ce00000000001", "AKIAALICE", "secret", () => DateTimeOffset.UnixEpoch);
        await using (var store = await S3Store.OpenAsync(CreateOptions(stub), local, TimeProvider.System, NullLoggerFactory.Instance))
        {
            var upload = await store.BeginMultipartAsync(account, "staging/upl_1", "image/jpeg", default);
            stub.Completing = async () =>
            {
                store.DeleteUploads(account); // lists the objects of the account, and there is none yet
                await store.GetSizeAsync(account, "staging/upl_1", default);
            };

            await store.CompleteMultipartAsync(account, "staging/upl_1", upload, [new StoredPart(1, "\"a\"", 5)], default);
        }

        stub.Deleted.Should().ContainSingle().Which.Should().EndWith("/upl_1");
    }

    private static S3Options CreateOptions(S3Stub stub) =>
        S3Options.Default with { Endpoint = stub.Endpoint, PublicEndpoint = stub.Endpoint };

    private static Task<TestApi> StartAsync(S3Stub stub) =>
        TestApi.StartAsync(
            options => options with
            {
                Storage = StorageKind.S3,
                S3 = CreateOptions(stub)
            });
}

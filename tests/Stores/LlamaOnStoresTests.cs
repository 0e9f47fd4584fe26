using FluentAssertions;
using Scopix.Emulator.Tests.LlamaCloud;
using Xunit;

namespace Scopix.Emulator.Tests.Stores;

/// <summary>LlamaCloud's files through its API, and the objects left on the store.</summary>
public sealed class LlamaOnStoresTests
{
    [Theory, OnBothStores]
    public async Task A_file_s_bytes_are_fetched_without_a_key_and_deleted_with_the_last_file_that_has_them(StoreUnderTest store)
    {
        await using var fixture = new StoreFixture(store);
        await using var scopix = await fixture.StartAsync();
        var api = scopix.WithKey(LlamaRequests.Key);
        var (first, second) =
            (await api.CreateFileAsync("Pfahl ü.txt", "two names, one text"), await api.CreateFileAsync("copy.txt", "two names, one text"));

        var url = await api.GetDownloadUrlAsync(first);
        var response = await LlamaRequests.FetchAsync(url);
        (await api.DeleteAsync($"{LlamaRequests.FilesPath}/{first}")).Status.Should().Be(204);
        var afterFirstDeletion = await LlamaRequests.FetchAsync(await api.GetDownloadUrlAsync(second));

        (response.Status, response.Text, response.Type?.MediaType).Should().Be((200, "two names, one text", "text/plain"));
        if (store == StoreUnderTest.Minio) url.Authority.Should().Be(MinioServer.Endpoint!.Authority, "the link leads to the server");
        (afterFirstDeletion.Status, afterFirstDeletion.Text).Should().Be((200, "two names, one text"));
        (await fixture.ListObjectsAsync(1)).Should().ContainSingle().Which.Should().Contain("llama/");
        (await api.DeleteAsync($"{LlamaRequests.FilesPath}/{second}")).Status.Should().Be(204);
        (await fixture.ListObjectsAsync(0)).Should().BeEmpty();
        (await LlamaRequests.FetchAsync(url)).Status.Should().Be(404);
    }

    [Theory, OnBothStores]
    public async Task A_dataset_s_bytes_are_on_the_store_and_a_reset_removes_them(StoreUnderTest store)
    {
        await using var fixture = new StoreFixture(store);
        await using var scopix = await fixture.StartAsync();
        var api = scopix.WithKey(LlamaRequests.Key);

        var seeded = await api.PostAsync("/_emulator/seed", new { dataset = "documents" });

        seeded.Status.Should().Be(201, seeded.Text);
        var newest = (await api.GetAsync(LlamaRequests.FilesPath)).Ids()[0];
        (await LlamaRequests.FetchAsync(await api.GetDownloadUrlAsync(newest))).Status.Should().Be(200);
        (await fixture.ListObjectsAsync()).Should().HaveCountGreaterThan(50).And.OnlyContain(key => key.Contains("llama/"));
        await api.PostAsync("/_emulator/reset");
        (await fixture.ListObjectsAsync(0)).Should().BeEmpty();
    }
}

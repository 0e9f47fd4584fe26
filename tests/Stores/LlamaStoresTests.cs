using FluentAssertions;
using Scopix.Emulator.Tests.LlamaCloud;
using Xunit;

namespace Scopix.Emulator.Tests.Stores;

/// <summary>LlamaCloud's files as a client sees them, and what is left on the store.</summary>
public sealed class LlamaStoresTests
{
    [Theory, OnBothStores]
    public async Task A_file_s_bytes_are_fetched_without_a_key_and_go_with_the_last_file_that_has_them(Store store)
    {
        await using var kept = new Kept(store);
        await using var scopix = await kept.StartAsync();
        var api = scopix.As(Llama.Key);
        var (first, second) = (await api.CreatedAsync("Pfahl ü.txt", "two names, one text"), await api.CreatedAsync("copy.txt", "two names, one text"));

        var url = await api.UrlAsync(first);
        var got = await Llama.FetchAsync(url);
        (await api.DeleteAsync($"{Llama.Route}/{first}")).Status.Should().Be(204);
        var still = await Llama.FetchAsync(await api.UrlAsync(second));

        (got.Status, got.Text, got.Type?.MediaType).Should().Be((200, "two names, one text", "text/plain"));
        if (store == Store.Minio) url.Authority.Should().Be(MinioServer.Endpoint!.Authority, "the link leads to the server");
        (still.Status, still.Text).Should().Be((200, "two names, one text"));
        (await kept.StoredAsync(1)).Should().ContainSingle().Which.Should().Contain("llama/");
        (await api.DeleteAsync($"{Llama.Route}/{second}")).Status.Should().Be(204);
        (await kept.StoredAsync(0)).Should().BeEmpty();
        (await Llama.FetchAsync(url)).Status.Should().Be(404);
    }

    [Theory, OnBothStores]
    public async Task A_dataset_s_bytes_are_on_the_store_and_a_reset_removes_them(Store store)
    {
        await using var kept = new Kept(store);
        await using var scopix = await kept.StartAsync();
        var api = scopix.As(Llama.Key);

        var seeded = await api.PostAsync("/_emulator/seed", new { dataset = "documents" });

        seeded.Status.Should().Be(201, seeded.Text);
        var newest = (await api.GetAsync(Llama.Route)).Ids()[0];
        (await Llama.FetchAsync(await api.UrlAsync(newest))).Status.Should().Be(200);
        (await kept.StoredAsync()).Should().HaveCountGreaterThan(50).And.OnlyContain(key => key.Contains("llama/"));
        await api.PostAsync("/_emulator/reset");
        (await kept.StoredAsync(0)).Should().BeEmpty();
    }
}

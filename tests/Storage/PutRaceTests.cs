using System.Net;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Storage;

public sealed class PutRaceTests
{
    private const string Key = "staging/upl_1";

    [Fact]
    public async Task No_part_of_five_hundred_over_eight_connections_is_lost()
    {
        await using var host = await StoreHost.StartAsync();
        var id = await host.Store.BeginMultipartAsync(host.Alice, Key, "", default);
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 8 });

        var responses = await Task.WhenAll(Enumerable.Range(1, 500).Select(
            number => client.PutAsync(host.SignPart(Key, id, number), new StringContent(new string('x', number)))));

        responses.Should().OnlyContain(response => response.StatusCode == HttpStatusCode.OK);
        var parts = (await host.Store.ListPartsAsync(host.Alice, Key, id, default))!;
        parts.Select(part => (part.Number, part.SizeBytes)).Should().Equal(Enumerable.Range(1, 500).Select(n => (n, (long)n)));
        host.ListFiles().Should().HaveCount(501);
    }

    [Fact]
    public async Task Concurrent_PUTs_of_one_key_leave_one_complete_object_and_nothing_else()
    {
        await using var host = await StoreHost.StartAsync();
        for (var round = 0; round < 20; round++)
        {
            var bodies = Enumerable.Range(0, 6).Select(n => new string((char)('a' + n), 150_000 + n)).ToList();

            var responses = await Task.WhenAll(bodies.Select(body => host.UploadAsync(host.SignPut(Key), body)));

            responses.Should().OnlyContain(response => response.StatusCode == HttpStatusCode.OK);
            bodies.Should().Contain(await host.ReadTextAsync(Key));
            host.ListFiles().Should().ContainSingle();
        }
    }

    [Fact]
    public async Task Only_one_of_concurrent_PUTs_with_If_None_Match_succeeds()
    {
        await using var host = await StoreHost.StartAsync();
        for (var round = 0; round < 20; round++)
        {
            var url = host.SignPut($"staging/{round}");

            var responses = await Task.WhenAll(Enumerable.Range(0, 4).Select(n => host.UploadAsync(url, $"{n}", ("If-None-Match", "*"))));

            responses.Count(response => response.IsSuccessStatusCode).Should().Be(1);
            responses.Count(response => response.StatusCode == HttpStatusCode.PreconditionFailed).Should().Be(3);
        }
    }

    [Fact]
    public async Task Readers_of_a_key_that_is_being_overwritten_see_one_complete_version()
    {
        await using var host = await StoreHost.StartAsync();
        var folder = host.Store.GetFolder(host.Alice);
        void Write(int i)
        {
            var file = folder.NewStagingPath();
            File.WriteAllText(file, new string((char)('a' + (i % 26)), 10_000 + i));
            folder.Uploads.Put(Key, file, $"\"{i:x32}\"", _ => { });
        }

        Write(0);
        var writing = Task.Run(() =>
        {
            for (var i = 1; i < 3000; i++) Write(i);
        });
        var bodies = new List<string?>();
        do bodies.Add(await host.ReadTextAsync(Key));
        while (!writing.IsCompleted);
        await writing;

        bodies.Should().OnlyContain(body => body != null && body.Length >= 10_000 && body.Distinct().Count() == 1);
    }

    [Fact]
    public async Task Aborting_while_parts_are_uploaded_leaves_nothing()
    {
        await using var host = await StoreHost.StartAsync();
        for (var round = 0; round < 10; round++)
        {
            var id = await host.Store.BeginMultipartAsync(host.Alice, Key, "", default);
            var uploading = Enumerable.Range(1, 20).Select(n => host.UploadAsync(host.SignPart(Key, id, n), new string('x', 100_000)))
                .ToList();
            await Task.WhenAny(uploading);

            await host.Store.AbortMultipartAsync(host.Alice, Key, id, default);

            var statuses = (await Task.WhenAll(uploading)).Select(response => response.StatusCode);
            statuses.Should().OnlyContain(status => status == HttpStatusCode.OK || status == HttpStatusCode.NotFound);
            host.ListFiles().Should().ContainSingle("of the counter of uploads");
        }

        host.Problems.Should().BeEmpty();
    }

    [Fact]
    public async Task Aborting_while_parts_are_assembled_leaves_all_or_nothing()
    {
        await using var host = await StoreHost.StartAsync();
        for (var round = 0; round < 5; round++)
        {
            var (id, bodies) = await AssemblyTests.UploadAsync(host, (1, 5 << 20), (2, 5 << 20), (3, 5 << 20), (4, 1));
            var parts = (await host.Store.ListPartsAsync(host.Alice, Key, id, default))!;
            var assembling = Task.Run(() => host.Store.CompleteMultipartAsync(host.Alice, Key, id, parts, default));
            await Task.Delay(round * 4);

            await host.Store.AbortMultipartAsync(host.Alice, Key, id, default);

            var done = await assembling.ContinueWith(task => task.Exception is null, TaskScheduler.Default);
            if (!done) assembling.Exception!.InnerException.Should().BeOfType<ArgumentException>();
            (await host.Store.GetSizeAsync(host.Alice, Key, default)).Should()
                .Be(done ? bodies.Values.Sum(body => (long)body.Length) : null);
            host.Store.Delete(host.Alice, Key);
            host.ListFiles().Should().ContainSingle("of the counter of uploads");
        }
    }
}

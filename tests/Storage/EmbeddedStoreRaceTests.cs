using System.Text;
using FluentAssertions;
using Scopix.Storage;
using Xunit;

namespace Scopix.Emulator.Tests.Storage;

public sealed class EmbeddedStoreRaceTests : IDisposable
{
    private static readonly StorageAccount Alice =
        new("a11ce00000000001", "AKIAa11ce00000000001", "secret", () => new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero));

    private readonly EmbeddedStore _store = new();

    [Fact]
    public async Task Concurrent_publishes_of_one_key_all_succeed_and_the_first_one_stays()
    {
        const int rounds = 100, publishers = 3;
        using var together = new Barrier(publishers);
        for (var round = 0; round < rounds; round++)
        {
            var key = $"k{round}";
            var staged = await Task.WhenAll(Enumerable.Range(0, publishers).Select(n => StageAsync($"{n}")));

            var results = await Task.WhenAll(staged.Select(one => Task.Factory.StartNew(
                () =>
                {
                    together.SignalAndWait();
                    _store.PublishAsync(Alice, one, key, default).GetAwaiter().GetResult();
                    return ReadBytes(_store.Find(Alice, key)!.Content).Single();
                },
                default, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

            results.Distinct().Should().ContainSingle();
        }

        ListFiles().Should().HaveCount(rounds);
    }

    [Fact]
    public async Task Readers_of_a_key_that_is_being_published_see_all_bytes_or_none()
    {
        var body = new string('x', 8_000_000);
        for (var round = 0; round < 10; round++)
        {
            var key = $"k{round}";
            using var staged = await StageAsync(body);
            var publishing = Task.Run(() => _store.PublishAsync(Alice, staged, key, default));

            var lengths = new List<long?>();
            do lengths.Add(GetLength(key));
            while (!publishing.IsCompleted);
            await publishing;

            lengths.Should().OnlyContain(length => length == null || length == body.Length);
        }
    }

    [Fact]
    public async Task Emptying_an_account_while_it_publishes_causes_no_error()
    {
        var publishing = Task.Run(async () =>
        {
            for (var i = 0; i < 300; i++) await PutAsync("x", $"a/b{i}/c");
        });

        while (!publishing.IsCompleted) _store.DeleteAll(Alice);
        await publishing;
        _store.DeleteAll(Alice);

        ListFiles().Should().BeEmpty();
    }

    public void Dispose() => _store.Dispose();

    private static byte[] ReadBytes(Stream stream)
    {
        using (stream)
        {
            var copy = new MemoryStream();
            stream.CopyTo(copy);
            return copy.ToArray();
        }
    }

    private Task<StagedObject> StageAsync(string body) =>
        _store.StageAsync(Alice, new MemoryStream(Encoding.UTF8.GetBytes(body)), long.MaxValue, default);

    private async Task PutAsync(string body, string key)
    {
        using var staged = await StageAsync(body);
        await _store.PublishAsync(Alice, staged, key, default);
    }

    private long? GetLength(string key)
    {
        using var found = _store.Find(Alice, key);
        return found?.Length;
    }

    private string[] ListFiles() => Directory.GetFiles(_store.Root!, "*", SearchOption.AllDirectories);
}

using FluentAssertions;
using Scopix.Storage;
using Xunit;

namespace Scopix.Emulator.Tests.Storage;

public sealed class TemporaryFolderTests : IDisposable
{
    private readonly string _parent = Directory.CreateTempSubdirectory("scopix-test-").FullName;

    [Fact]
    public async Task A_temporary_store_makes_its_folder_on_first_use_and_removes_it_at_the_end()
    {
        var account = new StorageAccount("a11ce00000000001", "AKIA", "secret", () => default);
        var store = new EmbeddedStore();
        var unused = (store.Find(account, "k"), store.Root);

        _ = await store.StageAsync(account, new MemoryStream([1]), 1, default);
        var used = store.Root!;
        var existed = Directory.Exists(used);
        store.Dispose();

        unused.Should().Be((null, null));
        existed.Should().BeTrue();
        Directory.Exists(used).Should().BeFalse();
        File.Exists(used + ".lock").Should().BeFalse();
        (await FluentActions.Awaiting(() => store.StageAsync(account, Stream.Null, 1, default)).Should()
            .ThrowAsync<ObjectDisposedException>()).Which.Should().NotBeNull();
    }

    [Fact]
    public void Folders_of_killed_processes_are_removed_and_folders_in_use_are_kept()
    {
        using var inUse = TemporaryFolder.Create(_parent);
        var stale = Directory.CreateDirectory(Path.Combine(_parent, "99999-0")).FullName;
        File.WriteAllText(Path.Combine(stale, "left.over"), "x");
        File.WriteAllText(stale + ".lock", "");

        using var next = TemporaryFolder.Create(_parent);

        Directory.Exists(stale).Should().BeFalse();
        File.Exists(stale + ".lock").Should().BeFalse();
        Directory.Exists(inUse.Path).Should().BeTrue();
        next.Path.Should().NotBe(inUse.Path);
    }

    [Fact]
    public async Task Folders_created_and_removed_concurrently_do_not_affect_each_other()
    {
        var makers = Enumerable.Range(0, 4).Select(_ => Task.Run(() => Enumerable.Range(0, 200).All(_ => SurvivesAnotherStart())));

        var survivors = await Task.WhenAll(makers);

        survivors.Should().AllBeEquivalentTo(true);
        Directory.EnumerateFileSystemEntries(_parent).Should().BeEmpty();
    }

    public void Dispose() => Directory.Delete(_parent, recursive: true);

    private bool SurvivesAnotherStart()
    {
        using var folder = TemporaryFolder.Create(_parent);
        var file = Path.Combine(folder.Path, "file");
        File.WriteAllText(file, "x");
        Thread.Yield();
        return File.Exists(file);
    }
}

using System.Diagnostics;
using FluentAssertions;
using Scopix.Media.Previews;
using Xunit;

namespace Scopix.Emulator.Tests.Images;

/// <summary>What the emulator does with workers that fail: shell scripts, and the worker of the program.</summary>
public sealed class PictureWorkerPoolTests
{
    private const string Greeting = "printf 'pictures1\\n'; ", Answer = "printf '\\001\\004\\000\\000\\000abcd'; ";

    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_worker_that_ends_during_a_picture_is_replaced_and_the_picture_made_again()
    {
        if (OperatingSystem.IsWindows()) return;
        using var folder = new DataDirectory();
        using var pool = CreatePool(Greeting + $"head -c 4 >/dev/null; cd '{folder.Location}'; mkdir once && kill -9 $$; {Answer} cat >&2");

        var (isMade, picture) = await RenderAsync(pool);

        (isMade, picture).Should().Be((true, "abcd"));
        pool.ListProcessIds().Should().ContainSingle();
    }

    [Theory]
    [InlineData("exec sleep 321", 200)]
    [InlineData("printf '\\001\\010\\000\\000\\000abcd'", 20_000)]
    [InlineData("printf '\\007\\000\\000\\000\\000'", 20_000)]
    [InlineData("printf '\\001\\377\\377\\377\\177'", 20_000)]
    [InlineData("kill -9 $$", 20_000)]
    public async Task A_worker_that_hangs_dies_or_prints_garbage_makes_no_picture_and_is_gone(string script, int milliseconds)
    {
        if (OperatingSystem.IsWindows()) return;
        using var folder = new DataDirectory();
        var pids = Path.Combine(folder.Location, "pids");
        using var pool = CreatePool($"echo $$ >> '{pids}'; {Greeting} {script}", TimeSpan.FromMilliseconds(milliseconds));

        var (isMade, _) = await RenderAsync(pool);

        isMade.Should().BeFalse();
        pool.ListProcessIds().Should().BeEmpty();
        foreach (var pid in await File.ReadAllLinesAsync(pids, Cancel)) Directory.Exists("/proc/" + pid).Should().BeFalse();
        pool.IsAvailable.Should().BeTrue();
    }

    [Fact]
    public async Task A_worker_that_cannot_load_its_library_is_not_started_again()
    {
        if (OperatingSystem.IsWindows()) return;
        using var pool = CreatePool("exit 3");

        var (isMade, _) = await RenderAsync(pool);

        (isMade, pool.IsAvailable).Should().Be((false, false));
    }

    [Fact]
    public async Task Workers_are_used_again_and_end_when_they_are_idle()
    {
        var time = new ManualTimer();
        using var pool = new PictureWorkerPool(FindWorker(), Long, Long, time);
        await RenderPhotoAsync(pool);
        var first = pool.ListProcessIds();
        await RenderPhotoAsync(pool);
        var second = pool.ListProcessIds();
        using var process = Process.GetProcessById(first.Single());

        time.Fire();
        await process.WaitForExitAsync(Cancel).WaitAsync(TimeSpan.FromSeconds(20), Cancel);
        await RenderPhotoAsync(pool);

        second.Should().Equal(first);
        pool.ListProcessIds().Should().ContainSingle().Which.Should().NotBe(first.Single());
    }

    [Fact]
    public async Task A_worker_that_was_killed_while_idle_is_replaced()
    {
        using var pool = new PictureWorkerPool(FindWorker(), Long, Long, TimeProvider.System);
        await RenderPhotoAsync(pool);
        using var process = Process.GetProcessById(pool.ListProcessIds().Single());

        process.Kill();
        await process.WaitForExitAsync(Cancel).WaitAsync(TimeSpan.FromSeconds(20), Cancel);

        await RenderPhotoAsync(pool);
    }

    [Fact]
    public async Task A_cancelled_request_ends_its_worker()
    {
        if (OperatingSystem.IsWindows()) return;
        using var pool = CreatePool(Greeting + "exec sleep 321");
        using var cancel = new CancellationTokenSource();

        var rendering = pool.RenderAsync(new PictureRequest("/x", PictureFormat.Png, 64), "image/png", ReadAllAsync, cancel.Token);
        await cancel.CancelAsync();

        await FluentActions.Awaiting(() => rendering).Should().ThrowAsync<OperationCanceledException>();
        pool.ListProcessIds().Should().BeEmpty();
    }

    internal static PictureWorkerCommand FindWorker() =>
        PictureWorkerCommand.Find(Path.Combine(AppContext.BaseDirectory, "pictures"))
            ?? throw new InvalidOperationException("The build has put no worker beside the program.");

    private static PictureWorkerPool CreatePool(string script, TimeSpan? timeLimit = null) =>
        new(new PictureWorkerCommand("bash", ["-c", script]), Long, timeLimit ?? Long, TimeProvider.System);

    private static async Task RenderPhotoAsync(PictureWorkerPool pool)
    {
        var photo = Path.Combine(AppContext.BaseDirectory, "media", "photo.jpg");
        byte[] picture = [];
        var isMade = await pool.RenderAsync(new PictureRequest(photo, PictureFormat.Jpeg, 64), "image/jpeg", async (bytes, cancel) =>
        {
            var copy = new MemoryStream();
            await bytes.CopyToAsync(copy, cancel);
            picture = copy.ToArray();
        }, Cancel);
        isMade.Should().BeTrue();
        TestPictures.Describe(picture).Should().Be("jpeg 64x48");
    }

    private static async Task<(bool IsMade, string Picture)> RenderAsync(PictureWorkerPool pool)
    {
        var picture = "";
        var request = new PictureRequest("/x", PictureFormat.Png, 64);
        var isMade = await pool.RenderAsync(request, "image/png", async (bytes, cancel) =>
        {
            using var reader = new StreamReader(bytes);
            picture = await reader.ReadToEndAsync(cancel);
        }, Cancel);
        return (isMade, picture);
    }

    private static Task ReadAllAsync(Stream bytes, CancellationToken cancel) => bytes.CopyToAsync(Stream.Null, cancel);

    /// <summary>A clock whose timers fire when they are told to.</summary>
    private sealed class ManualTimer : TimeProvider
    {
        private readonly List<(TimerCallback Callback, object? State)> _timers = [];

        public void Fire() => _timers.ForEach(timer => timer.Callback(timer.State));

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _timers.Add((callback, state));
            return System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}

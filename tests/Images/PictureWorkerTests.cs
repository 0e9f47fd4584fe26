using System.Diagnostics;
using System.IO.Compression;
using FluentAssertions;
using Scopix.Media.Previews;
using Xunit;

namespace Scopix.Emulator.Tests.Images;

/// <summary>The worker for pictures, started by itself: what it does with frames that no emulator sends.</summary>
public sealed class PictureWorkerTests
{
    private static readonly byte[] PhotoRequest = Encode(Path.Combine(AppContext.BaseDirectory, "media", "photo.jpg"));

    public static TheoryData<string, string> HostileFrames => new()
    {
        { "no length", "00000000" },
        { "a negative length", "ffffffff" },
        { "a length of 2 GiB", "ffffff7f" },
        { "nothing but a head", "05000000" + "01" + "40000000" },
        { "an unknown form", "06000000" + "09" + "40000000" + "61" },
        { "no side", "06000000" + "01" + "00000000" + "61" },
        { "a side of a million", "06000000" + "01" + "40420f00" + "61" },
        { "a path with a NUL", "07000000" + "01" + "40000000" + "6100" },
        { "a path that is not UTF-8", "07000000" + "01" + "40000000" + "c328" },
        { "half a length", "0600" },
        { "half a request", "ff000000" + "01" + "40000000" + "61" },
    };

    [Theory]
    [MemberData(nameof(HostileFrames))]
    public async Task A_frame_that_is_no_request_ends_the_worker(string what, string frame)
    {
        using var worker = await StartAsync();
        worker.StandardInput.BaseStream.Write(Convert.FromHexString(frame));
        worker.StandardInput.Close();

        await worker.WaitForExitAsync(TestContext.Current.CancellationToken);

        worker.ExitCode.Should().Be(2, what);
    }

    [Fact]
    public async Task It_ends_with_its_input_and_makes_what_was_asked_before()
    {
        using var worker = await StartAsync();
        worker.StandardInput.BaseStream.Write(PhotoRequest);
        worker.StandardInput.Close();

        var picture = await ReadResponseAsync(worker);
        await worker.WaitForExitAsync(TestContext.Current.CancellationToken);

        TestPictures.Describe(picture!).Should().Be("jpeg 64x48");
        worker.ExitCode.Should().Be(0);
    }

    [Theory]
    [InlineData("missing.jpg")]
    [InlineData("notes.txt")]
    [InlineData("report.pdf")]
    [InlineData("hostile/vector.svg")]
    [InlineData("hostile/truncated.jpg")]
    [InlineData("")]
    public async Task Of_other_files_it_makes_no_picture_and_goes_on(string name)
    {
        using var worker = await StartAsync();

        worker.StandardInput.BaseStream.Write(Encode(Path.Combine(AppContext.BaseDirectory, "media", name)));
        worker.StandardInput.BaseStream.Write(PhotoRequest);
        worker.StandardInput.Close();

        (await ReadResponseAsync(worker)).Should().BeNull();
        (await ReadResponseAsync(worker)).Should().NotBeNull();
    }

    [Fact]
    public async Task A_bomb_is_refused_by_its_header_in_little_time_and_memory()
    {
        using var folder = new DataDirectory();
        var bomb = Path.Combine(folder.Location, "bomb.png");
        var png = TestPictures.CreatePng(50_000, 50_000, 0, 1, CompressZeros(50_000 * 6_251));
        await File.WriteAllBytesAsync(bomb, png, TestContext.Current.CancellationToken);
        using var worker = await StartAsync();

        worker.StandardInput.BaseStream.Write(Encode(bomb));
        worker.StandardInput.BaseStream.Flush();

        (await ReadResponseAsync(worker)).Should().BeNull();
        worker.Refresh();
        worker.PeakWorkingSet64.Should().BeLessThan(128 << 20);
        worker.TotalProcessorTime.Should().BeLessThan(TimeSpan.FromSeconds(2)); // to decode it takes eight
        worker.StandardInput.Close();
    }

    private static byte[] CompressZeros(long count)
    {
        var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.Fastest, leaveOpen: true))
            for (var block = new byte[1 << 20]; count > 0; count -= block.Length) zlib.Write(block, 0, (int)Math.Min(count, block.Length));
        return data.ToArray();
    }

    private static byte[] Encode(string path) => PictureFrames.EncodeRequest(new PictureRequest(path, PictureFormat.Jpeg, 64))!;

    private static async Task<Process> StartAsync()
    {
        var command = PictureWorkerPoolTests.FindWorker();
        var worker = Process.Start(new ProcessStartInfo(command.File, command.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var greeting = new byte[PictureFrames.Greeting.Length];
        await worker.StandardOutput.BaseStream.ReadExactlyAsync(greeting, TestContext.Current.CancellationToken);
        greeting.Should().Equal(PictureFrames.Greeting.ToArray());
        return worker;
    }

    private static async Task<byte[]?> ReadResponseAsync(Process worker)
    {
        var head = new byte[PictureFrames.ResponseHeadLength];
        await worker.StandardOutput.BaseStream.ReadExactlyAsync(head, TestContext.Current.CancellationToken);
        if (PictureFrames.ParseResponseHead(head) is not { } length) return null;
        var picture = new byte[length];
        await worker.StandardOutput.BaseStream.ReadExactlyAsync(picture, TestContext.Current.CancellationToken);
        return picture;
    }
}

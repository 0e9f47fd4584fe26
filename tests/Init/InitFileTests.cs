using FluentAssertions;
using Scopix.Emulator.Tests.Pages;
using Scopix.Emulator.Tests.Program;
using Scopix.Emulator.Tests.Snapshots;
using Xunit;

namespace Scopix.Emulator.Tests.Init;

/// <summary><c>--init</c>: a file or a folder at the start.</summary>
public sealed class InitFileTests
{
    [Fact]
    public async Task A_file_uploads_files_beside_it_with_stubs_that_decide_them()
    {
        using var folder = new DataDirectory();
        await WriteAsync(folder, "files/pump.jpg", Samples.Photo());
        await WriteAsync(folder, "scopix.json", """
            {
              "stubs": [{"filename": "pump.jpg", "description": "A red pump", "tags": ["red"]}],
              "files": [{"path": "files/pump.jpg", "title": "Pump"}],
              "faults": [{"stage": "description", "fail": "timeout"}]
            }
            """);

        await using var api = await TestApi.StartAsync(options => options with { Init = Path.Combine(folder.Location, "scopix.json") });

        var list = await api.GetAsync("/api/v2/files");
        list["total_count"].GetInt32().Should().Be(1);
        var file = await api.GetAsync($"/api/v2/files/{list["items"][0].GetProperty("id")}");
        file["title"].GetString().Should().Be("Pump");
        file.Text.Should().Contain("A red pump", "faults are applied after the files");
        (await api.GetAsync("/_emulator/faults"))["items"].GetArrayLength().Should().Be(1);
    }

    [Fact]
    public async Task The_files_of_a_folder_are_applied_together_and_restore_an_exported_snapshot()
    {
        using var folder = new DataDirectory();
        await using (var before = await TestApi.StartAsync())
        {
            await before.UploadAndGetIdAsync("a note"u8.ToArray(), "a.txt");
            (await before.PostAsync("/_emulator/snapshots", new { name = "one" })).EnsureStatus(201);
            await WriteAsync(folder, "saved/one.tar.gz",
                await before.Http.GetByteArrayAsync("/_emulator/snapshots/one/export", TestContext.Current.CancellationToken));
        }
        await WriteAsync(folder, "a.json", """{"files": [{"text": "two", "filename": "b.txt"}]}""");
        await WriteAsync(folder, "b.json", """{"snapshot": {"path": "saved/one.tar.gz"}}""");

        await using var api = await TestApi.StartAsync(options => options with { Init = folder.Location });

        var files = (await api.GetAsync("/api/v2/files"))["items"].EnumerateArray();
        files.Select(file => file.GetProperty("filename").GetString()).Should().BeEquivalentTo("a.txt", "b.txt");
    }

    [Fact]
    public async Task After_a_restart_data_is_kept_and_stubs_and_faults_are_applied_again()
    {
        using var data = new DataDirectory();
        using var folder = new DataDirectory();
        await WriteAsync(folder, "scopix.json", """
            {
              "clock": {"advance": "P1D"},
              "stubs": [{"description": "A stub"}],
              "files": [{"text": "a note", "filename": "a.txt"}]
            }
            """);
        for (var start = 0; start < 2; start++)
        {
            await using var api = await TestApi.StartAsync(options => options with { Data = data.Location, Init = folder.Location });

            (await api.GetAsync("/api/v2/files"))["total_count"].GetInt32().Should().Be(1);
            (await api.GetAsync("/_emulator/stubs"))["items"].GetArrayLength().Should().Be(1);
            (await api.GetAsync("/_emulator/clock"))["shift_seconds"].GetDouble().Should().BeApproximately(86_400, 1);
        }
    }

    [Fact]
    public async Task All_mistakes_are_printed_with_file_line_and_field_and_the_exit_code_is_2()
    {
        using var folder = new DataDirectory();
        await WriteAsync(folder, "a.json", "{\n  \"files\": [\n    {\"path\": \"absent.jpg\"},\n    {\"titel\": \"b\"}\n  ]\n}");
        await WriteAsync(folder, "b.json", "{\n  \"files\": [{\"path\": \"absent.jpg\", \"content_category\": \"cats\"}]\n}");

        var (exit, _, errors) = await EmulatorProcess.RunAsync(["--port", "0", "--init", "."], folder.Location);

        exit.Should().Be(2);
        errors.Should().Contain("a.json:4:6: files[1].titel: is not a known field; did you mean title?")
            .And.Contain("b.json:2:36: files[0].content_category: must be one of general,")
            .And.Contain("b.json:2:14: files[0].path: does not exist: ");
    }

    [Theory]
    [InlineData("absent.json", "absent.json: does not exist")]
    [InlineData("empty", "empty: has no file *.json")]
    public async Task A_path_without_an_init_file_is_an_error(string path, string error)
    {
        using var folder = new DataDirectory();
        Directory.CreateDirectory(Path.Combine(folder.Location, "empty"));

        var (exit, _, errors) = await EmulatorProcess.RunAsync(["--port", "0", "--init", path], folder.Location);

        exit.Should().Be(2);
        errors.Should().Contain(error);
    }

    [Fact]
    public async Task The_program_prints_the_schema()
    {
        var (exit, output, _) = await EmulatorProcess.RunAsync(["init-schema"]);

        exit.Should().Be(0);
        output.Should().Be(await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Path, "contracts", "init.schema.json"),
            TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_example_of_the_page_is_applied_and_fits_the_schema()
    {
        using var folder = new DataDirectory();
        var example = Page.All.Single(page => page.Name == "docs/init.md").Blocks.First(block => block.Language == "json").Text;
        await WriteAsync(folder, "files/pump.jpg", Samples.Photo());
        await WriteAsync(folder, "scopix.json", example);
        var schema = await NJsonSchema.JsonSchema.FromFileAsync(
            Path.Combine(RepositoryRoot.Path, "contracts", "init.schema.json"), TestContext.Current.CancellationToken);

        await using var api = await TestApi.StartAsync(options => options with { Init = folder.Location });

        schema.Validate(example).Should().BeEmpty();
        schema.Validate(example.Replace("\"title\"", "\"titel\"", StringComparison.Ordinal)).Should().NotBeEmpty();
        (await api.GetAsync("/api/v2/files"))["total_count"].GetInt32().Should().Be(2);
        (await api.WithKey("scopix_Starter00123456789abcdef").GetAsync("/api/v2/files"))["total_count"].GetInt32().Should().Be(100);
    }

    private static Task WriteAsync(DataDirectory folder, string name, string text) =>
        WriteAsync(folder, name, System.Text.Encoding.UTF8.GetBytes(text));

    private static async Task WriteAsync(DataDirectory folder, string name, byte[] bytes)
    {
        var path = Path.Combine(folder.Location, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
    }
}

using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Init;

/// <summary><c>--dataset-from</c>: a folder of files with a <c>captions.json</c>.</summary>
public sealed class DatasetFromTests
{
    [Fact]
    public async Task The_files_of_a_folder_are_uploaded_with_their_captions_and_folders()
    {
        using var folder = new DataDirectory();
        Write(folder, "kitchen.jpg", Samples.Photo(1));
        Write(folder, "site/north/pump.jpg", Samples.Photo(2));
        Write(folder, "site/notes.txt", Samples.Note());
        Write(folder, ".hidden/secret.txt", Samples.Note(2));
        Write(folder, "captions.json", """
            {
              "kitchen.jpg": "A kitchen with a red kettle",
              "site/north/pump.jpg": {"title": "Pump 7", "description": "A pump beside a wall", "tags": ["pump", "wall"],
                "visible_text": "P-7", "project": "Harbour", "user_description": "Seen by hand"}
            }
            """u8.ToArray());
        await using var api = await TestApi.StartAsync(options => options with { DatasetFrom = folder.Location });

        var files = (await api.GetAsync("/api/v2/files?sort_by=title"))["items"].EnumerateArray()
            .ToDictionary(file => file.GetProperty("filename").GetString()!);
        var pump = (await api.GetFileAsync(files["pump.jpg"].Text("id")!)).Json;
        var folders = (await api.GetAsync("/api/v2/folders"))["items"].EnumerateArray().Select(one => one.Text("name"));
        var kitchen = (await api.GetFileAsync(files["kitchen.jpg"].Text("id")!)).Json;
        var found = await api.GetAsync("/api/v2/files?search=kettle");

        files.Keys.Should().BeEquivalentTo("kitchen.jpg", "pump.jpg", "notes.txt");
        folders.Should().BeEquivalentTo("site", "north");
        (pump.Text("title"), pump.Text("user_description"), pump.Text("visible_text")).Should().Be(("Pump 7", "Seen by hand", "P-7"));
        pump.GetProperty("tags").Texts().Should().Equal("pump", "wall");
        kitchen.GetProperty("tags").Texts().Should().Equal("kitchen", "kettle");
        kitchen.Text("visible_text").Should().BeNull();
        found["items"][0].Text("upload_description").Should().Be("A kitchen with a red kettle");
        api.Emulator!.LoadedDataset.Should().BeEquivalentTo(new { Files = 3, Folders = 2, Dataset = folder.Location });
    }

    [Fact]
    public async Task A_tenant_that_has_data_keeps_it()
    {
        using var folder = new DataDirectory();
        using var data = new DataDirectory();
        Write(folder, "note.txt", Samples.Note());
        Func<EmulatorOptions, EmulatorOptions> change =
            options => options with { DatasetFrom = folder.Location, Data = data.Location };

        await (await TestApi.StartAsync(change)).DisposeAsync();
        await using var again = await TestApi.StartAsync(change);

        (await again.GetAsync("/api/v2/files"))["total_count"].GetInt32().Should().Be(1);
        again.Emulator!.LoadedDataset.Should().BeNull();
    }

    [Theory]
    [InlineData("""{"missing.jpg": "A pump"}""", "captions.json:1:2: missing.jpg: is not a file of the folder")]
    [InlineData("""{"nte.txt": "A note"}""", "captions.json:1:2: nte.txt: is not a file of the folder; did you mean note.txt?")]
    [InlineData("""{"note.txt": {"visible_text": "P-7"}}""", "note.txt.visible_text: is for images, and the file is of the type document")]
    [InlineData("{\n  \"note.txt\": \"A note\",\n}", "captions.json:3:1: is not valid JSON: a comma stands before the closing bracket")]
    [InlineData("""{"note.txt": 7}""", "captions.json:1:2: note.txt: must be a description, or an object with more")]
    [InlineData("{\n  \"note.txt\": {\"tagz\": []}}", "captions.json:2:3: note.txt.tagz: is not a known field; did you mean tags?")]
    [InlineData("""{"note.txt": {"hash": "ab"}}""", "captions.json:1:2: note.txt.hash: cannot be set: a caption is for its own file")]
    [InlineData("""{"note.txt": {"content_category": "kitchen"}}""", "captions.json:1:2: note.txt.content_category: must be one of")]
    [InlineData("""{"note.txt": "a", "note.txt": "b"}""", "captions.json:1:19: note.txt: is there twice")]
    [InlineData("""{"note.txt": """, "captions.json:1:14: is not valid JSON")]
    [InlineData("[]", "captions.json:1:1: must be a JSON object")]
    public async Task A_wrong_caption_is_named_with_its_place(string captions, string message)
    {
        using var folder = new DataDirectory();
        Write(folder, "note.txt", Samples.Note());
        Write(folder, "captions.json", System.Text.Encoding.UTF8.GetBytes(captions));

        var start = () => TestApi.StartAsync(options => options with { DatasetFrom = folder.Location });

        (await start.Should().ThrowAsync<InitFileException>()).Which.Message.Should().Contain(message);
    }

    [Fact]
    public async Task A_file_that_the_API_refuses_is_named()
    {
        using var folder = new DataDirectory();
        Write(folder, "plan/old.xls", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);

        var start = () => TestApi.StartAsync(options => options with { DatasetFrom = folder.Location });

        (await start.Should().ThrowAsync<InitFileException>()).Which.Message.Should().Contain("plan/old.xls: ");
    }

    [Theory]
    [InlineData(true, "has no files")]
    [InlineData(false, "is not a folder")]
    public async Task A_folder_without_files_is_refused(bool exists, string message)
    {
        using var folder = new DataDirectory();
        var path = exists ? folder.Location : Path.Combine(folder.Location, "missing");
        Directory.CreateDirectory(folder.Location);

        var start = () => TestApi.StartAsync(options => options with { DatasetFrom = path });

        (await start.Should().ThrowAsync<InitFileException>()).Which.Message.Should().Contain(message);
    }

    private static void Write(DataDirectory folder, string path, byte[] bytes)
    {
        var file = Path.Combine(folder.Location, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, bytes);
    }
}

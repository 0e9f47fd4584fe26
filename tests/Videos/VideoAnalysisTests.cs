using System.Buffers.Binary;
using System.Text.Json;
using FluentAssertions;
using Scopix.Emulator.Tests.Http;
using Xunit;

namespace Scopix.Emulator.Tests.Videos;

public sealed class VideoAnalysisTests
{
    [Fact]
    public async Task A_video_shows_the_facts_of_its_container_at_once_as_fields_and_as_an_object()
    {
        await using var api = await TestApi.StartAsync(o => o with { Pipeline = PipelineMode.Manual });

        var video = await api.GetAsync($"/api/v2/files/{await api.UploadAndGetIdAsync(Samples.File("clip.mp4"), "clip.mp4")}");
        var listed = (await api.GetAsync("/api/v2/files"))["items"][0];

        video["video_metadata"].GetRawText().Should().Be("""
            {"duration_seconds":1.0,"resolution":"160x120","width":160,"height":120,"frame_rate":10.0,"video_codec":"h264",
            "audio_codec":"aac","bitrate_kbps":83,"file_size_bytes":10396,"format_name":"mp4"}
            """.OnOneLine());
        foreach (var shown in new[] { video.Json, listed })
            new[] { "duration_seconds", "frame_rate", "video_codec", "resolution" }.Select(name => shown.GetProperty(name).GetRawText())
                .Should().Equal("1.0", "10.0", "\"h264\"", "\"160x120\"");
        (video.Json.Text("video_analysis_status"), video.Json.Text("analysis_status"), listed.Text("video_analysis_status")).Should()
            .Be(("pending", "pending", "pending"));
        video["scene_count"].ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Fact]
    public async Task Analysis_and_then_the_description_are_revealed_on_schedule()
    {
        await using var api = await TestApi.StartAsync(o => o with { Pipeline = PipelineMode.Quick });
        await api.FreezeAsync("2026-01-15T10:30:00Z");
        var id = await api.UploadAndGetIdAsync(Samples.File("clip.webm"), "clip.webm");

        var states = new List<(string?, string?, string)> { await GetStateAsync(api, id) };
        foreach (var step in new[] { 499, 1, 199, 1 })
        {
            await api.AdvanceAsync(TimeSpan.FromMilliseconds(step));
            states.Add(await GetStateAsync(api, id));
        }

        states.Should().Equal(
            ("processing", "queued", "null"), ("processing", "queued", "null"), ("completed", "processing", "1"),
            ("completed", "processing", "1"), ("completed", "completed", "1"));
        var done = await api.GetAsync($"/api/v2/files/{id}");
        done.Json.Text("upload_description").Should().Contain("video");
        done["tags"].EnumerateArray().Should().NotBeEmpty();
        (done["analysis_skipped"].GetBoolean(), done["has_audio_transcript"].GetBoolean()).Should().Be((false, false));
        Guid.TryParse(done.Json.Text("video_analysis_job_id"), out _).Should().BeTrue();
    }

    [Fact]
    public async Task The_scenes_follow_one_another_from_the_beginning_to_the_end()
    {
        await using var api = await TestApi.StartAsync(o => o with { VideoMinutes = 120 });
        var id = await api.UploadAndGetIdAsync(CreateVideo(300), "long.mov");

        var response = await api.GetAsync($"/api/v2/videos/{id}/scenes");

        var scenes = response["scenes"].EnumerateArray().ToArray();
        (response.Json.Text("video_id"), response["count"].GetInt32(), scenes.Length).Should().Be((id, 25, 25));
        scenes[0].GetProperty("start_time").GetDouble().Should().Be(0);
        scenes[^1].GetProperty("end_time").GetDouble().Should().Be(300);
        scenes.Zip(scenes.Skip(1)).Should()
            .OnlyContain(pair => pair.First.GetProperty("end_time").GetDouble() == pair.Second.GetProperty("start_time").GetDouble());
        scenes.Should().OnlyContain(scene => scene.GetProperty("start_time").GetDouble() < scene.GetProperty("end_time").GetDouble());
        scenes.Select(scene => scene.GetProperty("scene_index").GetInt32()).Should().Equal(Enumerable.Range(0, 25));
        scenes.Select(scene => scene.Text("scene_id")).Should().OnlyHaveUniqueItems();
        scenes.Should().OnlyContain(scene => scene.Text("description")!.Length > 10 && scene.GetProperty("tags").GetArrayLength() > 0);
        scenes[^1].Text("time_range_formatted").Should().EndWith("-5:00");
        (await api.GetAsync($"/api/v2/files/{id}"))["scene_count"].GetInt32().Should().Be(25);
    }

    [Fact]
    public async Task Emulators_with_the_same_seed_generate_the_same_scenes_and_another_seed_gives_others()
    {
        var scenesBySeed = new List<string>();
        foreach (var seed in new[] { 42, 42, 43 })
        {
            await using var api = await TestApi.StartAsync(o => o with { Seed = seed });
            var id = await api.UploadAndGetIdAsync(CreateVideo(100), "kitchen.mov");
            scenesBySeed.Add(string.Join('|',
                (await api.GetAsync($"/api/v2/videos/{id}/scenes"))["scenes"].EnumerateArray().Select(scene => scene.Text("description"))));
        }

        scenesBySeed[0].Should().Be(scenesBySeed[1]).And.NotBe(scenesBySeed[2]);
    }

    [Fact]
    public async Task Scenes_exist_only_for_videos_and_only_after_their_analysis()
    {
        await using var api = await TestApi.StartAsync(o => o with { Pipeline = PipelineMode.Manual });
        var video = await api.UploadAndGetIdAsync(Samples.File("clip.mp4"), "clip.mp4");
        var photo = await api.UploadAndGetIdAsync(Samples.Photo(), "photo.jpg");

        var before = await api.GetAsync($"/api/v2/videos/{video}/scenes");

        before.Text.Should().Be($$"""{"video_id":"{{video}}","count":0,"scenes":[]}""");
        (await api.GetAsync($"/api/v2/videos/{photo}/scenes")).ShouldFail(400, "HTTP_400", null);
        (await api.GetAsync($"/api/v2/videos/{Guid.Empty}/scenes")).ShouldFail(404, "HTTP_404", null);
        (await api.GetAsync("/api/v2/videos/clip/scenes")).ShouldFail(422, "VALIDATION_ERROR", "video_id");
        (await api.WithKey(TestApi.CreateKey(1)).GetAsync($"/api/v2/videos/{video}/scenes")).Status.Should().Be(404);
    }

    [Theory]
    [InlineData(600, false)]
    [InlineData(601, true)]
    public async Task A_video_is_analysed_up_to_ten_minutes(int seconds, bool skipped)
    {
        await using var api = await TestApi.StartAsync();

        var video = await api.GetAsync($"/api/v2/files/{await api.UploadAndGetIdAsync(CreateVideo(seconds), "long.mov")}");

        video["analysis_skipped"].GetBoolean().Should().Be(skipped);
        video.Json.Text("analysis_skip_reason").Should().Be(skipped ? "Video exceeds 10 minutes: 601 seconds" : null);
        (video.Json.Text("video_analysis_status"), video.Json.Text("description_status")).Should()
            .Be(skipped ? ("skipped", "skipped") : ("completed", "completed"));
        video["credits_required_for_analysis"].ValueKind.Should().Be(JsonValueKind.Null);
        video["video_analysis_job_id"].ValueKind.Should().Be(skipped ? JsonValueKind.Null : JsonValueKind.String);
    }

    [Fact]
    public async Task Without_auto_describe_nothing_is_analysed()
    {
        await using var api = await TestApi.StartAsync();

        var video = await api
            .GetAsync($"/api/v2/files/{await api.UploadAndGetIdAsync(Samples.File("clip.mp4"), "clip.mp4", "auto_describe=false")}");

        (video["analysis_skipped"].GetBoolean(), video.Json.Text("analysis_skip_reason"), video.Json.Text("primary_status"))
            .Should().Be((true, "auto_describe is false", "completed"));
    }

    [Fact]
    public async Task A_broken_video_and_a_fault_fail_the_analysis_and_leave_the_description_out()
    {
        await using var api = await TestApi.StartAsync();
        await api.PostAsync("/_emulator/faults", new { stage = "video_analysis", fail = "vlm_error" });

        var faulty = (await api.GetAsync($"/api/v2/files/{await api.UploadAndGetIdAsync(Samples.File("clip.mov"), "clip.mov")}")).Json;
        var broken =
            (await api.GetAsync($"/api/v2/files/{await api.UploadAndGetIdAsync(Samples.File("clip.mp4")[..5000], "cut.mp4")}")).Json;
        var status = await api.GetAsync($"/api/v2/files/uploads-status/{broken.Text("id")}");

        foreach (var video in new[] { faulty, broken })
            (video.Text("video_analysis_status"), video.Text("description_status"), video.Text("primary_status"),
                video.GetProperty("analysis_skipped").GetBoolean())
                .Should().Be(("failed", "skipped", "failed", false));
        status.Json.Text("error_message").Should().StartWith("The video cannot be processed: ");
    }

    [Fact]
    public async Task A_stub_decides_the_scenes_of_a_video_and_of_nothing_else()
    {
        await using var api = await TestApi.StartAsync();
        var scenes = new object[]
        {
            new { start_time = 0, end_time = 1.5, description = "A crane lifts a beam.", tags = new[] { "crane" }, visible_text = "MAX 4 T",
                confidence_score = 0.5 },
            new { start_time = 3661, end_time = 3662, description = "It is gone." },
        };
        await api.PostAsync("/_emulator/stubs", new { filename = "*.mp4", scenes });

        var id = await api.UploadAndGetIdAsync(Samples.File("clip.mp4"), "crane.mp4");
        var response = await api.GetAsync($"/api/v2/videos/{id}/scenes");
        var other = await api.UploadAndGetIdAsync(Samples.File("clip.mov"), "crane.mov");

        (await api.GetAsync($"/api/v2/files/{id}"))["scene_count"].GetInt32().Should().Be(2);
        response["scenes"].EnumerateArray()
            .Select(scene =>
                $"{scene.Text("time_range_formatted")} {scene.Text("description")} {scene.GetProperty("tags").GetRawText()} "
                + $"{scene.Text("visible_text")} {scene.GetProperty("confidence_score").GetRawText()}")
            .Should().Equal("0:00-0:01 A crane lifts a beam. [\"crane\"] MAX 4 T 0.5", "1:01:01-1:01:02 It is gone. []  null");
        (await api.GetAsync($"/api/v2/videos/{other}/scenes"))["scenes"][0].Text("description").Should().NotBe("A crane lifts a beam.");
    }

    [Theory]
    [InlineData("""[{"start_time":1,"end_time":1,"description":"x"}]""")]
    [InlineData("""[{"start_time":-1,"end_time":1,"description":"x"}]""")]
    [InlineData("""[{"start_time":0,"end_time":86401,"description":"x"}]""")]
    [InlineData("""[{"start_time":0,"end_time":2,"description":"x"},{"start_time":1,"end_time":3,"description":"x"}]""")]
    [InlineData("""[{"start_time":0,"end_time":2,"description":""}]""")]
    [InlineData("""[{"start_time":0,"end_time":2,"description":"x","tags":[""]}]""", "tags")]
    [InlineData("""[{"start_time":0,"end_time":2,"description":"x","confidence_score":2}]""")]
    [InlineData("""[null]""")]
    [InlineData("""[{"start_time":0,"end_time":2,"description":"x","colour":"red"}]""")]
    [InlineData("""[{"start_time":0,"description":"x"}]""", "end_time")]
    public async Task Invalid_scenes_are_refused(string scenes, string field = "scenes")
    {
        await using var api = await TestApi.StartInMemoryAsync();

        (await api.SendTextAsync(HttpMethod.Post, "/_emulator/stubs", $$"""{"scenes":{{scenes}}}""")).ShouldFail(422, "VALIDATION_ERROR",
            field);
    }

    /// <summary>A MOV whose headers state the duration, at one frame a second.</summary>
    internal static byte[] CreateVideo(int seconds)
    {
        var clip = Samples.File("clip.mov");
        foreach (var box in new[] { "mvhd", "mdhd" })
        {
            var body = clip.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(box)) + 4;
            var scale = BinaryPrimitives.ReadUInt32BigEndian(clip.AsSpan(body + 12));
            BinaryPrimitives.WriteUInt32BigEndian(clip.AsSpan(body + 16), (uint)(scale * seconds));
        }
        return clip;
    }

    private static async Task<(string?, string?, string)> GetStateAsync(TestApi api, string id)
    {
        var video = await api.GetAsync($"/api/v2/files/{id}");
        return (video.Json.Text("video_analysis_status"), video.Json.Text("description_status"), video["scene_count"].GetRawText());
    }
}

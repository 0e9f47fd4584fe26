namespace Scopix.Contracts;

/// <summary>Videos: metadata of their containers, their analysis, and videos.scenes.</summary>
public sealed class VideosContract(Target target)
{
    private const string Types = "Video types reference (scopix.ai)";
    private const string Section = "seed 001, File Listing & Retrieval";

    private readonly ApiClient _api = target.Api;

    [Fact]
    public async Task A_video_is_probed_and_its_analysis_ends()
    {
        var sample = Samples.ReadMedia("clip.mp4", "video/mp4");
        var id = await _api.UploadAndGetIdAsync(sample);

        var listed = await _api.WaitUntilProcessedAsync(id);
        var details = await _api.GetAsync($"/files/{id}");

        var processing = await _api.GetAsync($"/files/{id}/processing-status");
        ExpectSchema("video-processing-status", processing);
        ExpectEveryProperty("video-processing-status", processing.Json);
        Documented("seed 001, Document Operations").ExpectEqual(id, processing.Json.GetText("video_id"), "video_id");
        Assumed("the list and the details agree")
            .ExpectEqual(details.Json.GetText("resolution"), listed.GetText("resolution"), "resolution in the list");
        ExpectSchema("video-file-details", details);
        var video = details.Json;
        Documented(Section).ExpectEqual("h264", video.GetText("video_codec"), "video_codec");
        Documented(Section).ExpectEqual("160x120", video.GetText("resolution"), "resolution");
        Documented(Section).Expect(Math.Abs(video.GetNumber("duration_seconds") - 1) < 0.1, "duration_seconds is about 1");
        Documented(Section).ExpectEqual(10.0, video.GetNumber("frame_rate"), "frame_rate");
        Public(Types).ExpectEqual("aac", video.GetText("video_metadata.audio_codec"), "video_metadata.audio_codec");
        Public(Types).ExpectEqual(sample.Bytes.Length, video.GetNumber("video_metadata.file_size_bytes"), "video_metadata.file_size_bytes");
        Public(Types).ExpectEqual("160x120", video.GetText("video_metadata.resolution"), "video_metadata.resolution");
        Assumed("two names of one status")
            .ExpectEqual(video.GetText("analysis_status"), video.GetText("video_analysis_status"), "analysis_status");
        Assumed("the list and the details agree")
            .ExpectEqual(listed.GetText("video_analysis_status"), video.GetText("video_analysis_status"), "video_analysis_status");
        Documented("seed 000, VideoFileDetails")
            .ExpectEqual(video.GetFlag("analysis_skipped"), !video.IsNull("analysis_skip_reason"),
                "the reason is set only when the analysis is skipped");
        Assumed("skipped is a status too")
            .ExpectEqual(video.GetText("analysis_status") == "skipped", video.GetFlag("analysis_skipped"), "analysis_skipped");
        Assumed("scenes are counted once there are some")
            .ExpectEqual(video.GetText("analysis_status") == "completed", !video.IsNull("scene_count"), "scene_count");
    }

    [Fact]
    public async Task The_scenes_of_a_video_are_numbered_and_in_order()
    {
        var id = await _api.UploadAndGetIdAsync(Samples.ReadMedia("clip.webm", "video/webm"));
        var done = await _api.WaitUntilProcessedAsync(id);

        var response = await _api.GetAsync($"/videos/{id}/scenes");

        const string source = "Videos API of March 2026, List Scenes";
        Public(source).ExpectStatus(200, response);
        ExpectSchema("video-scenes", response);
        var scenes = response.Json.GetArray("scenes").ToArray();
        Public(source).ExpectEqual(scenes.Length, response.Json.GetNumber("count"), "count");
        Public(source).ExpectEqual(id, response.Json.GetText("video_id"), "video_id");
        Public(source)
            .ExpectSequence<int>(Enumerable.Range(0, scenes.Length), scenes.Select(scene => (int)scene.GetNumber("scene_index")),
                "scene_index");
        Public(source)
            .Expect(scenes.All(scene => scene.GetNumber("start_time") < scene.GetNumber("end_time")), "a scene ends after it starts");
        if (!done.IsNull("scene_count"))
            Assumed("the same scenes").ExpectEqual(done.GetNumber("scene_count"), scenes.Length, "scene_count");
    }

    [Fact]
    public async Task A_picture_has_no_scenes()
    {
        var id = await _api.UploadAndGetIdAsync(Samples.CreatePng());

        var response = await _api.GetAsync($"/videos/{id}/scenes");

        Assumed("as media-specific paths of /files answer").ExpectRefusal(response, 400, null, "HTTP_400");
    }

    [Fact]
    public async Task The_scenes_of_an_unknown_video_are_404()
    {
        var response = await _api.GetAsync($"/videos/{Samples.UnknownId}/scenes");

        Public("Error Codes Reference").ExpectRefusal(response, 404, null, "HTTP_404");
    }
}

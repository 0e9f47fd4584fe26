namespace Scopix.Contracts;

/// <summary>Videos: what their containers say, their analysis, and videos.scenes.</summary>
public sealed class VideosContract(Target target)
{
    private const string Types = "Video types reference (scopix.ai)";
    private const string Section = "seed 001, File Listing & Retrieval";

    private readonly Api _api = target.Api;

    [Fact]
    public async Task A_video_is_probed_and_its_analysis_ends()
    {
        var sample = Samples.Media("clip.mp4", "video/mp4");
        var id = await _api.UploadedAsync(sample);

        var listed = await _api.DoneAsync(id);
        var details = await _api.GetAsync($"/files/{id}");

        var processing = await _api.GetAsync($"/files/{id}/processing-status");
        Fits("video-processing-status", processing);
        NamesEveryProperty("video-processing-status", processing.Json);
        Documented("seed 001, Document Operations").Equal(id, processing.Json.Text("video_id"), "video_id");
        Assumed("the list and the details agree").Equal(details.Json.Text("resolution"), listed.Text("resolution"), "resolution in the list");
        Fits("video-file-details", details);
        var video = details.Json;
        Documented(Section).Equal("h264", video.Text("video_codec"), "video_codec");
        Documented(Section).Equal("160x120", video.Text("resolution"), "resolution");
        Documented(Section).That(Math.Abs(video.Number("duration_seconds") - 1) < 0.1, "duration_seconds is about 1");
        Documented(Section).Equal(10.0, video.Number("frame_rate"), "frame_rate");
        Public(Types).Equal("aac", video.Text("video_metadata.audio_codec"), "video_metadata.audio_codec");
        Public(Types).Equal(sample.Bytes.Length, video.Number("video_metadata.file_size_bytes"), "video_metadata.file_size_bytes");
        Public(Types).Equal("160x120", video.Text("video_metadata.resolution"), "video_metadata.resolution");
        Assumed("two names of one status").Equal(video.Text("analysis_status"), video.Text("video_analysis_status"), "analysis_status");
        Assumed("the list and the details agree").Equal(listed.Text("video_analysis_status"), video.Text("video_analysis_status"), "video_analysis_status");
        Documented("seed 000, VideoFileDetails").Equal(video.Flag("analysis_skipped"), !video.IsNull("analysis_skip_reason"), "a reason only when it is skipped");
        Assumed("skipped is a status too").Equal(video.Text("analysis_status") == "skipped", video.Flag("analysis_skipped"), "analysis_skipped");
        Assumed("scenes are counted once there are some").Equal(video.Text("analysis_status") == "completed", !video.IsNull("scene_count"), "scene_count");
    }

    [Fact]
    public async Task The_scenes_of_a_video_are_numbered_and_in_order()
    {
        var id = await _api.UploadedAsync(Samples.Media("clip.webm", "video/webm"));
        var done = await _api.DoneAsync(id);

        var answer = await _api.GetAsync($"/videos/{id}/scenes");

        const string source = "Videos API of March 2026, List Scenes";
        Public(source).Answers(200, answer);
        Fits("video-scenes", answer);
        var scenes = answer.Json.List("scenes").ToArray();
        Public(source).Equal(scenes.Length, answer.Json.Number("count"), "count");
        Public(source).Equal(id, answer.Json.Text("video_id"), "video_id");
        Public(source).Sequence<int>(Enumerable.Range(0, scenes.Length), scenes.Select(scene => (int)scene.Number("scene_index")), "scene_index");
        Public(source).That(scenes.All(scene => scene.Number("start_time") < scene.Number("end_time")), "a scene ends after it starts");
        if (!done.IsNull("scene_count")) Assumed("the same scenes").Equal(done.Number("scene_count"), scenes.Length, "scene_count");
    }

    [Fact]
    public async Task A_picture_has_no_scenes()
    {
        var id = await _api.UploadedAsync(Samples.Png());

        var answer = await _api.GetAsync($"/videos/{id}/scenes");

        Assumed("as media-specific paths of /files answer").Refuses(answer, 400, null, "HTTP_400");
    }

    [Fact]
    public async Task A_video_that_is_not_there_has_no_scenes()
    {
        var answer = await _api.GetAsync("/videos/00000000-0000-4000-8000-000000000000/scenes");

        Public("Error Codes Reference").Refuses(answer, 404, null, "HTTP_404");
    }
}

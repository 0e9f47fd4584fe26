using System.Globalization;
using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Api.Scopix.Images;
using Scopix.Emulator.Engine;
using Scopix.Emulator.Http;
using Scopix.Fixtures;
using Scopix.Storage;

namespace Scopix.Emulator.Api.Scopix.Videos;

/// <summary>The scenes of a video (public: the older reference, Videos API, List Scenes; the current path is not documented).</summary>
internal sealed class VideosApi(IObjectStore store, EmbeddedStore local)
{
    /// <summary>The route table.</summary>
    public void Map(
        IEndpointRouteBuilder api) => api.MapOperation("videos.scenes", "GET", "/videos/{video_id}/scenes", Scenes, Evidence.Public);

    private ApiResponse Scenes(RequestContext context)
    {
        var id = context.GetRouteUuid("video_id");

        var file = context.Tenant.Read(transaction => FileStore.Get(transaction, id, "video"));

        var picture = new FileUrls(store, local, context).GetPictureUrl(file, Variant.Small);
        SceneResource[] scenes = [.. (file.RevealedScenes ?? []).Select((scene, index) => SceneResource.From(file, scene, index, picture))];
        return ApiResponse.Ok(new VideoScenesResponse(id, scenes.Length, scenes), ScopixJsonContext.Shared.VideoScenesResponse);
    }
}

/// <summary>The scenes of a video; none until its analysis is completed.</summary>
internal sealed record VideoScenesResponse(string VideoId, int Count, SceneResource[] Scenes);

/// <summary>A scene: times in seconds from the beginning; the thumbnail is the video's own.</summary>
internal sealed record SceneResource(
    string SceneId, int SceneIndex, double StartTime, double EndTime, string TimeRangeFormatted, string Description,
    IReadOnlyList<string> Tags,
    string? VisibleText, double? ConfidenceScore, string EmbeddingStatus, Uri? ThumbnailUrl, DateTimeOffset? CreatedAt)
{
    /// <summary>A scene of a video whose analysis is completed.</summary>
    public static SceneResource From(FileRecord file, VideoScene scene, int index, Uri? picture) => new(
        CreateId(file.Id, index), index, scene.StartTime, scene.EndTime, $"{FormatTime(scene.StartTime)}-{FormatTime(scene.EndTime)}",
        scene.Description, scene.Tags ?? [],
        scene.VisibleText, scene.ConfidenceScore, "completed", picture, file.FindStage(Engine.Pipeline.VideoAnalysis)!.EndedAt);

    /// <summary>Minutes and seconds as the example writes them: <c>0:45</c>; hours only when there are any.</summary>
    private static string FormatTime(double seconds)
    {
        var time = TimeSpan.FromSeconds(Math.Floor(seconds));
        return time.TotalHours < 1 ? time.ToString(@"m\:ss", CultureInfo.InvariantCulture) : $"{(int)time.TotalHours}:{time:mm\\:ss}";
    }

    /// <summary>The scene's UUID: the video's, its last 12 digits replaced by a digest of the two.</summary>
    private static string CreateId(
        string video, int index) => video[..24] + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(
        System.Text.Encoding.ASCII.GetBytes($"{video}/{index}")))[..12];
}

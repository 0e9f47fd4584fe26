using System.Security.Cryptography;
using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Fixtures;

namespace Scopix.Emulator.Api.Scopix.Videos;

/// <summary>The scenes of a video (public: the older reference, Videos API, List Scenes; the current path is not documented).</summary>
internal sealed class VideosApi(IObjectStore store, EmbeddedStore local)
{
    public void Map(IEndpointRouteBuilder api) =>
        api.MapOperation("videos.scenes", "GET", "/videos/{video_id}/scenes", Scenes, Evidence.Public);

    private ApiResponse Scenes(RequestContext context)
    {
        var id = context.GetRouteUuid("video_id");

        var file = context.Tenant.Read(transaction => FileStore.Get(transaction, id, "video"));

        var picture = new FileUrls(store, local, context).GetPictureUrl(file, Variant.Small);
        SceneResource[] scenes = [.. (file.RevealedScenes ?? []).Select((scene, index) => SceneResource.From(file, scene, index, picture))];
        return ApiResponse.Ok(new VideoScenesResponse(id, scenes.Length, scenes), ScopixJsonContext.Shared.VideoScenesResponse);
    }
}

internal sealed record VideoScenesResponse(string VideoId, int Count, SceneResource[] Scenes);

/// <summary>Times are in seconds from the beginning; the thumbnail is that of the video.</summary>
internal sealed record SceneResource(
    string SceneId, int SceneIndex, double StartTime, double EndTime, string TimeRangeFormatted, string Description,
    IReadOnlyList<string> Tags, string? VisibleText, double? ConfidenceScore, string EmbeddingStatus,
    Uri? ThumbnailUrl, DateTimeOffset? CreatedAt)
{
    public static SceneResource From(FileRecord file, VideoScene scene, int index, Uri? picture) => new(
        CreateId(file.Id, index), index, scene.StartTime, scene.EndTime, $"{FormatTime(scene.StartTime)}-{FormatTime(scene.EndTime)}",
        scene.Description, scene.Tags ?? [], scene.VisibleText, scene.ConfidenceScore, "completed", picture,
        file.FindStage(StageCatalog.VideoAnalysis)!.EndedAt);

    /// <summary>Minutes and seconds as the example writes them: <c>0:45</c>; hours are added when there are any.</summary>
    private static string FormatTime(double seconds)
    {
        var time = TimeSpan.FromSeconds(Math.Floor(seconds));
        return time.TotalHours < 1 ? time.ToString(@"m\:ss", CultureInfo.InvariantCulture) : $"{(int)time.TotalHours}:{time:mm\\:ss}";
    }

    /// <summary>The video's UUID, with its last 12 digits replaced by a digest of the UUID and the index.</summary>
    private static string CreateId(string video, int index) =>
        video[..24] + Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes($"{video}/{index}")))[..12];
}

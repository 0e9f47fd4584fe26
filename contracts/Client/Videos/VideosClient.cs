namespace Scopix.Client;

/// <summary>Videos (public: the older generation's path; the current one is not documented).</summary>
public sealed class VideosClient
{
    private readonly HttpSender _transport;

    internal VideosClient(HttpSender transport) => _transport = transport;

    /// <summary>A video's scenes, in order.</summary>
    public Task<VideoScenes> GetScenesAsync(string videoId, CancellationToken cancel = default) =>
        _transport.GetAsync(
            "videos.scenes", $"/api/v2/videos/{RequestPath.EscapeSegment(videoId)}/scenes", ClientJson.Default.VideoScenes, cancel);
}

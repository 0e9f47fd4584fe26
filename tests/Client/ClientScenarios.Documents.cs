using FluentAssertions;
using Scopix.Client;

namespace Scopix.Emulator.Tests.Client;

/// <summary>Documents, analysis, videos and links.</summary>
internal static partial class ClientScenarios
{
    public static async Task RunDocumentsAsync(ScopixClient client, TestApi api)
    {
        var id = (await client.Files
            .UploadAsync(Samples.File("report.pdf"), "report.pdf", new UploadOptions { WaitForDescription = true })).ImageId;

        var text = await client.Documents.GetTextAsync(id);
        (text.DocumentId, text.Filename, text.PageCount >= 1).Should().Be((id, "report.pdf", true));
        text.Text.Should().Be(((DocumentFileDetails)await client.Files.GetAsync(id)).ExtractedText);
        var chunks = await client.Documents.GetChunksAsync(id, includeEmbeddings: true);
        (chunks.TotalChunks, chunks.StatusCounts!.Completed).Should().Be((chunks.Chunks.Count, chunks.Chunks.Count));
        chunks.Chunks[0].Embedding.Should().NotBeEmpty();
        chunks.Chunks[0].Metadata.TokenCount.Should().BePositive();
        (await client.Documents.GetChunksAsync(id)).StatusCounts.Should().BeNull();

        var digitization = await client.Documents.GetDigitizationAsync(id);
        (digitization.Status, digitization.CompletedPages).Should().Be((ProcessingState.Completed, digitization.TotalPages));
        var page = await client.Documents.GetDigitizedPageAsync(id, 1);
        page.Elements.Should().HaveCount(page.ElementCount).And
            .OnlyContain(element => element.BoundingBox.W > 0 && element.BoundingBox.W <= 1);
        var status = await client.Documents.GetDigitizationStatusAsync(id);
        status.PageStatuses["1"].Should().Be(ProcessingState.Completed);

        var word = chunks.Chunks[0].Content.Split(' ', '\n').First(part => part.Length > 5 && part.All(char.IsLetter));
        var found = await client.Documents.SearchAsync(word, limit: 3, similarityThreshold: 0.01, documentIds: [id]);
        found.Query.Should().Be(word);
        found.Items.Should().NotBeEmpty().And.OnlyContain(hit => hit.DocumentId == id && hit.SimilarityScore > 0);
        await client.Documents.Invoking(documents => documents.SearchAsync("")).Should().ThrowAsync<ValidationException>();
    }

    public static async Task RunAnalysisAsync(ScopixClient client, TestApi api)
    {
        var note = UploadSource.FromBytes(Samples.Note(1), "note.txt");

        var analysis = await client.Documents.AnalyzeAsync(note, new AnalyzeOptions { TimeoutSeconds = 5 });
        (analysis.Status, analysis.ExtractedText!.Contains("The pump was repaired.", StringComparison.Ordinal), analysis.JobId).Should()
            .Be((ResultStatus.Completed, true, null));
        var again = await client.Documents.AnalyzeAsync(note, new AnalyzeOptions { SkipDuplicates = true });
        (again.Status, again.ExistingFileId).Should().Be((ResultStatus.Skipped, analysis.DocumentId));

        var job = await client.Documents.StartAnalysisAsync(UploadSource.FromBytes(Samples.Note(2), "other.txt"));
        job.PollUrl.Should().Be("/api/v2/job/" + job.JobId);
        var done = await client.Jobs.WaitAsync(job.JobId);
        (done.Status, done.Filename, done.JobId).Should().Be((ResultStatus.Completed, "other.txt", job.JobId));
    }

    public static async Task RunVideosAsync(ScopixClient client, TestApi api)
    {
        var id = (await client.Files.UploadAsync(Samples.File("clip.mp4"), "clip.mp4")).ImageId;
        (await client.Files.ListAsync()).Items.Single().Should().BeOfType<VideoFileSummary>().Which.DurationSeconds.Should().BePositive();

        var video = (VideoFileDetails)await client.Files.GetAsync(id);
        var scenes = await client.Videos.GetScenesAsync(id);

        (video.VideoMetadata!.Width, video.VideoMetadata.DurationSeconds, video.AnalysisSkipped).Should()
            .Be((video.Dimensions!.Width, video.DurationSeconds, false));
        (scenes.VideoId, scenes.Count).Should().Be((id, scenes.Scenes.Count));
        scenes.Count.Should().Be(video.SceneCount).And.BePositive();
        scenes.Scenes[0].Should()
            .Match<VideoScene>(scene => scene.SceneIndex == 0 && scene.StartTime == 0 && scene.EndTime > 0 && scene.Description.Length > 0);
    }

    public static async Task RunLinksAsync(ScopixClient client, TestApi api)
    {
        var link = await client.Links
            .CreateAsync(new CreateLinkRequest { Url = "https://example.com/pumps", Title = "Pumps", Tags = ["web"] });
        (link.SourceUrl, link.Domain, link.Title, link.IsDuplicate).Should()
            .Be(("https://example.com/pumps", "example.com", "Pumps", false));
        (await client.Links.CreateAsync(new CreateLinkRequest { Url = "https://example.com/pumps" })).IsDuplicate.Should().BeTrue();

        (await client.Links.Invoking(links => links.RecrawlAsync(link.Id)).Should().ThrowAsync<RateLimitException>()).Which.RetryAfter
            .Should().BePositive();
        await api.AdvanceAsync(TimeSpan.FromHours(1));
        (await client.Links.RecrawlAsync(link.Id)).Should()
            .Match<RecrawlLinkResult>(crawl => crawl.LinkId == link.Id && crawl.Status == "queued");

        var details = (LinkFileDetails)await client.Files.GetAsync(link.Id);
        (details.SourceUrl, details.CrawlStatus, details.OgMetadata is not null).Should()
            .Be(("https://example.com/pumps", DescriptionStatus.Completed, true));
        (await client.Files.ListAsync(new FileQuery { Tags = ["web"] })).Items.Single().Should().BeOfType<LinkFileSummary>().Which.Domain
            .Should().Be("example.com");
    }
}

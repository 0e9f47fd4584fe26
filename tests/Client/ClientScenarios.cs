using System.Text;
using System.Text.Json;
using FluentAssertions;
using Scopix.Client;

namespace Scopix.Emulator.Tests.Client;

/// <summary>Files, images and exports.</summary>
internal static partial class ClientScenarios
{
    public static async Task RunFilesAsync(ScopixClient client, TestApi api)
    {
        var a = (await client.Files
            .UploadAsync(Samples.Photo(1), "a.jpg", new UploadOptions { Title = "Alpha", Tags = ["x", "y"] })).ImageId;
        var b = (await client.Files.UploadAsync(Samples.Note(1), "b.txt", new UploadOptions { Tags = ["x"] })).ImageId;

        var list = await client.Files
            .ListAsync(new FileQuery
            {
                Tags = ["x"],
                MediaTypes = [MediaType.Image, MediaType.Document],
                SortBy = FileSort.Title,
                SortOrder = SortOrder.Asc,
                Ids = [a, b]
            });
        (list.TotalCount, list.Limit, list.Offset, list.HasMore).Should().Be((2, 20, 0, false));
        list.Items[0].Should().BeOfType<ImageFileSummary>().Which.Dimensions!.Width.Should().BePositive();
        list.Items[1].Should().BeOfType<DocumentFileSummary>().Which.DocumentType.Should().Be("txt");
        (await client.Files
            .ListAsync(new FileQuery
            {
                Search = "Alpha",
                SearchMode = SearchMode.Metadata,
                DateFrom = DateTimeOffset.UnixEpoch,
                HasDescription = true
            })).Items.Select(file => file.Id).Should().Equal(a);
        (await client.Files.ListAsync(new FileQuery { MediaTypes = [MediaType.Video] })).Items.Should().BeEmpty();

        var image = (ImageFileDetails)await client.Files.GetAsync(a[..8], formatted: true);
        (image.Id, image.Title, image.Format, image.DescriptionStatus).Should().Be((a, "Alpha", "jpeg", DescriptionStatus.Completed));
        image.FormattedDocument.Should().Contain(image.UploadDescription);
        image.FullDescriptions.Should().ContainSingle().Which.Description.Should().Be(image.UploadDescription);

        var changed = await client.Files.UpdateAsync(a, title: "Beta", userDescription: "Mine");
        (changed.Title, changed.UserDescription).Should().Be(("Beta", "Mine"));
        changed.Tags.Should().Contain(["x", "y"]);
        changed = await client.Files.UpdateAsync(a, tags: new[] { "z" });
        (changed.Title, changed.UserDescription, string.Join(',', changed.Tags)).Should().Be(("Beta", "Mine", "z"));
        changed = await client.Files.UpdateAsync(a, userDescription: null);
        (changed.UserDescription, changed.UploadDescription).Should().Be((null, image.UploadDescription));

        (await client.Files.CheckDuplicatesAsync([image.Hash!, new string('0', 64)])).Should().BeEquivalentTo(
            new DuplicateCheck { Duplicates = [image.Hash!], Unique = [new string('0', 64)] });
        var quota = await client.Files.CheckQuotaAsync(3);
        (quota.CanProceed, quota.Requested, quota.MonthlyLimit).Should().Be((true, 3, -1));
        (await client.Files.GetProcessingStatusAsync(a)).Should()
            .Match<ProcessingStatus>(
                status => status.ImageId == a && status.VariantStatus == DescriptionStatus.Completed && status.DocumentId == null);
        (await client.Files.DownloadAsync(a)).Should().Equal(Samples.Photo(1));

        var deleted = await client.Files.DeleteAsync(a);
        (deleted.Id, deleted.Message).Should().Be((a, "File deleted successfully"));
        var batch = await client.Files.BatchDeleteAsync([a, b]);
        (batch.Summary.Total, batch.Summary.Deleted, batch.Summary.Failed).Should().Be((2, 1, 1));
        (batch.Deleted.Single().Id, batch.Failed.Single().Id).Should().Be((b, a));
        (await api.ListFilesAsync())["total_count"].GetInt32().Should().Be(0);
    }

    public static async Task RunImagesAsync(ScopixClient client, TestApi api)
    {
        // The second image is found by its text: colours are compared only where smaller pictures can be made.
        await api.PostAsync("/_emulator/stubs", new { description = "A kitchen with an oak floor.", tags = new[] { "kitchen" } });
        var a = (await client.Files
            .UploadAsync(Samples.Photo(1), "a.jpg", new UploadOptions { ContentCategory = ContentCategory.RealEstate })).ImageId;
        var b = (await client.Files.UploadAsync(Samples.Photo(2), "b.jpg")).ImageId;

        var url = await client.Files.GetVariantUrlAsync(a, VariantType.Original);
        using var original = new MemoryStream();
        await client.Files.DownloadFromUrlAsync(url, original);
        original.ToArray().Should().Equal(Samples.Photo(1));
        (url.Query.Contains("X-Amz-Expires=3600", StringComparison.Ordinal),
            (await client.Files.GetDownloadUrlAsync(a)).Query.Contains("X-Amz-Expires=300", StringComparison.Ordinal)).Should()
            .Be((true, true));
        await client.Files.Invoking(files => files.GetVariantUrlAsync(a, VariantType.FromValue("huge"))).Should()
            .ThrowAsync<ScopixException>();

        var triggered = await client.Files.TriggerVariantsAsync(a);
        (triggered.Success, triggered.ImageId).Should().Be((true, a));
        triggered.TaskId.Should().NotBeEmpty();

        var similar = await client.Files.FindSimilarAsync(a, 5);
        (similar.ReferenceImageId, similar.TotalCount).Should().Be((a, 1));
        similar.Items.Single().Should()
            .Match<SimilarImage>(image => image.ImageId == b && image.RelevanceScore > 0 && image.RelevanceScore <= 1);

        var review = await client.Files.ReviewExtractionAsync(
            a, ExtractionDomain.RealEstate, new Dictionary<string, ReviewDecision> { ["selling_points.0"] = ReviewDecision.Rejected },
            new Dictionary<string, JsonElement> { ["flooring"] = JsonDocument.Parse("\"oak\"").RootElement });
        (review.ImageId, review.DomainName).Should().Be((a, ExtractionDomain.RealEstate));
        review.Corrections.ItemReviews["selling_points.0"].Should().Be(ReviewDecision.Rejected);
        review.Corrections.FieldEdits["flooring"].GetString().Should().Be("oak");
        ((ImageFileDetails)await client.Files.GetAsync(a)).ExtractionCorrections!.Value.GetProperty("real_estate")
            .GetProperty("field_edits").Text("flooring").Should().Be("oak");
    }

    public static async Task RunExportsAsync(ScopixClient client, TestApi api)
    {
        await client.Files.UploadAsync(Samples.Photo(1), "a.jpg", new UploadOptions { Title = "Alpha" });
        var columns = await client.Files.GetExportColumnsAsync();
        columns.Groups["basic"].Select(column => column.FieldKey).Should().Contain(["filename", "title"]);

        var export = await client.Files
            .ExportAsync(new ExportRequest { Format = ExportFormat.Csv, Columns = [new("filename"), new("title", "Name")] });

        (export.RecordCount, export.Format, export.SpreadsheetUrl).Should().Be((1, ExportFormat.Csv, null));
        using var csv = new MemoryStream();
        await client.Files.DownloadFromUrlAsync(new Uri(export.DownloadUrl!), csv);
        Encoding.UTF8.GetString(csv.ToArray()).TrimStart('\uFEFF').ReplaceLineEndings("\n").Should().Be("Filename,Name\na.jpg,Alpha\n");
    }

    public static async Task RunDataAsync(ScopixClient client, TestApi api)
    {
        var id = (await client.Files.UploadAsync(Samples.Photo(1), "a.jpg")).ImageId;
        await client.Files.UploadAsync(Samples.Photo(2), "b.jpg");

        var page = await client.Data
            .ListDescriptionsAsync(new DescriptionQuery { Limit = 1, StartDate = DateTimeOffset.UnixEpoch, SourceTypes = ["single"] });
        (page.TotalCount, page.HasMore, page.Statistics.TotalCount, page.FiltersApplied.DateRangeApplied).Should().Be((2, true, 2, true));
        page.Statistics.SourceDistribution!["single"].Should().Be(2);
        var all = await client.Data.ListAllDescriptionsAsync(new DescriptionQuery { Limit = 1 }).ToListAsync();
        all.Select(item => item.ImageId).Should().HaveCount(2).And.Contain(id);
        all.Single(item => item.ImageId == id).Description.Should().Be((await client.Files.GetAsync(id)).UploadDescription);

        var export = await client.Data
            .ExportAsync(
                new DataExportRequest
                {
                    Format = DataExportFormat.Json,
                    Fields = ["id", "description"],
                    StartDate = DateTimeOffset.UnixEpoch
                });
        var done = await client.Data.WaitForExportAsync(export.ExportId);
        (done.Status, done.RecordCount, done.Format, (await client.Data.GetExportAsync(export.ExportId)).ExportId).Should()
            .Be((ProcessingState.Completed, 2, DataExportFormat.Json, export.ExportId));
        using var json = new MemoryStream();
        await client.Files.DownloadFromUrlAsync(new Uri(done.DownloadUrl!), json);
        Encoding.UTF8.GetString(json.ToArray()).Should().Contain(all[0].Description![..20]);
    }
}

using System.Security.Cryptography;
using FluentAssertions;
using Scopix.Client;

namespace Scopix.Emulator.Tests.Client;

/// <summary>Uploads, sessions, direct uploads, folders and projects.</summary>
internal static partial class ClientScenarios
{
    public static async Task RunUploadsAsync(ScopixClient client, TestApi api)
    {
        var upload = await client.Uploads.StreamAsync(UploadSource.FromBytes(Samples.Photo(1), "a.jpg"));
        (upload.UploadMethod, upload.Status, upload.Skipped, upload.MediaType).Should()
            .Be(("STREAMING", ResultStatus.Completed, false, MediaType.Image));

        var status = await client.Uploads.GetStatusAsync(upload.FileId!);
        (status.FileId, status.UnifiedStatus, status.IsTerminal, status.ComponentStatuses.DescriptionStatus).Should()
            .Be((upload.FileId!, UnifiedStatus.Completed, true, DescriptionStatus.Completed));

        var logged =
            await client.Uploads.LogEventAsync(new UploadEvent { EventType = "upload_retry", Message = "Part 5 failed", FileIndex = 5 });
        logged.Status.Should().Be("logged");
    }

    public static async Task RunSessionsAsync(ScopixClient client, TestApi api)
    {
        await api.PostAsync("/_emulator/faults", new { stage = "description", hold = true });
        var batch = await client.Uploads
            .StreamBatchAsync([UploadSource.FromBytes(Samples.Photo(1), "a.jpg"), UploadSource.FromBytes(Samples.Photo(2), "b.jpg")]);
        (batch.TotalFiles, batch.AcceptedFiles, batch.RejectedFiles, batch.ImmediateResults!.Count).Should().Be((2, 2, 0, 2));

        var list = await client.Sessions.ListAsync(uploadMethod: "streaming", limit: 5);
        list.Items.Single().SessionId.Should().Be(batch.SessionId);
        (await client.Sessions.ListAllAsync().CountAsync()).Should().Be(1);
        (await client.Sessions.GetStatusAsync(batch.SessionId)).Should()
            .Match<SessionStatus>(session => session.TotalFiles == 2 && session.WebsocketChannel == batch.WebsocketChannel);
        (await client.Sessions.GetSummaryAsync(batch.SessionId)).Counts.Total.Should().Be(2);
        (await client.Sessions.ListStuckUploadsAsync(stuckMinutes: 1)).StuckCount.Should().Be(0);
        await api.AdvanceAsync(TimeSpan.FromHours(1));
        (await client.Sessions.ListStuckUploadsAsync(stuckMinutes: 1)).Images.Should().ContainSingle().Which.SessionId.Should()
            .Be(batch.SessionId);

        var cancelled = await client.Sessions.CancelAsync(batch.SessionId);
        (cancelled.Status, cancelled.CompletedFiles + cancelled.PendingFiles + cancelled.SkippedFiles + cancelled.FailedFiles).Should()
            .Be((SessionState.Cancelled, 2));
        await client.Sessions.Invoking(sessions => sessions.CancelAsync(batch.SessionId)).Should().ThrowAsync<ValidationException>();
        (await client.Sessions.WaitAsync(batch.SessionId)).Status.IsTerminal.Should().BeTrue();
        var results = await client.Sessions.ListAllResultsAsync(batch.SessionId).ToListAsync();
        results.Should().OnlyContain(result => result.Filename == "a.jpg" || result.Filename == "b.jpg");
        var messages = await client.Sessions.WatchAsync(batch.SessionId).ToListAsync();
        (messages[^1].Type, messages[^1].Channel, messages[^1].Session.Status).Should()
            .Be(("completed", batch.WebsocketChannel, SessionState.Cancelled));
    }

    public static async Task RunDirectUploadsAsync(ScopixClient client, TestApi api)
    {
        var bytes = UploadTests.CreateMovie(6 * 1024 * 1024);
        var request = new DirectUploadRequest
        {
            Filename = "long.mp4",
            ContentType = "video/mp4",
            SizeBytes = bytes.Length,
            ClaimedFileHash = Convert.ToHexStringLower(SHA256.HashData(bytes)),
            UploadMode = UploadMode.Multipart,
            PartSizeBytes = 5 * 1024 * 1024,
            Tags = ["x"],
        };
        var intent = await client.DirectUploads.CreateAsync(request, "my-key");
        (await client.DirectUploads.CreateAsync(request, "my-key")).UploadId.Should().Be(intent.UploadId);
        (intent.TotalParts, intent.PartUrls.Count, intent.Headers.Count).Should().Be((2, 2, 0));

        using var storage = new HttpClient();
        var fresh = await client.DirectUploads.RetryPartAsync(intent.UploadId, 2);
        fresh.PartNumber.Should().Be(2);
        using var first = await storage.PutAsync(intent.PartUrls[0].Url, new ByteArrayContent(bytes[..(5 * 1024 * 1024)]));
        var confirmed = await client.DirectUploads.ConfirmPartAsync(intent.UploadId, 1, first.Headers.ETag!.Tag, 5 * 1024 * 1024);
        (confirmed.PartsConfirmed, confirmed.TotalParts, confirmed.ProgressPercent).Should().Be((1, 2, 50));
        await client.DirectUploads.Invoking(uploads => uploads.CompleteAsync(intent.UploadId)).Should().ThrowAsync<ValidationException>();
        using var second = await storage.PutAsync(fresh.Url, new ByteArrayContent(bytes[(5 * 1024 * 1024)..]));
        await client.DirectUploads.ConfirmPartAsync(intent.UploadId, 2, second.Headers.ETag!.Tag, bytes.Length - 5 * 1024 * 1024);
        (await client.DirectUploads.GetAsync(intent.UploadId)).Should()
            .Match<DirectUploadState>(state => state.Status == DirectUploadStatus.Uploaded && state.PartsConfirmed == 2);
        var completed = await client.DirectUploads.CompleteAsync(intent.UploadId);
        (completed.SizeBytes, completed.Deduplicated, completed.MediaType).Should().Be((bytes.Length, false, MediaType.Video));

        var other = await client.DirectUploads.CreateAsync(request with { UploadMode = UploadMode.SingleShot, PartSizeBytes = null });
        (other.Method, other.Headers["Content-Type"], other.MaxSizeBytes).Should().Be(("PUT", "video/mp4", bytes.Length));
        var aborted = await client.DirectUploads.AbortAsync(other.UploadId, "Changed my mind");
        (aborted.Aborted, aborted.Reason).Should().Be((true, "Changed my mind"));
        (await api.DownloadAsync(completed.FileId)).ShouldEqualBytes(bytes);
    }

    public static async Task RunFoldersAsync(ScopixClient client, TestApi api)
    {
        var quay = await client.Folders.CreateAsync("Quay");
        var pumps = await client.Folders.CreateAsync("Pumps", quay.Id);
        var file = (await client.Files.UploadAsync(Samples.Photo(1), "a.jpg", new UploadOptions { FolderId = quay.Id })).ImageId;
        (pumps.ParentId, pumps.Depth).Should().Be((quay.Id, quay.Depth + 1));
        (await client.Folders.ListAsync()).Items.Select(folder => folder.Name).Should().Contain("Quay");
        (await client.Folders.GetBreadcrumbsAsync(pumps.Id)).Breadcrumbs.Select(crumb => crumb.Name).Should().Equal("Quay", "Pumps");

        (await client.Folders.MoveFilesAsync([file], pumps.Id)).Should()
            .Match<MoveFilesResult>(moved => moved.Moved == 1 && moved.TotalRequested == 1);
        var contents = await client.Folders.GetAsync(pumps.Id, limit: 10);
        (contents.TotalFiles, contents.HasMoreFiles, contents.Files.Single().Id).Should().Be((1, false, file));
        contents.Files.Single().Should().BeOfType<ImageFileSummary>();
        (await client.Folders.RenameAsync(pumps.Id, "Valves")).Name.Should().Be("Valves");
        (await client.Folders.MoveAsync(pumps.Id, null)).ParentId.Should().BeNull();
        (await client.Folders.MoveFilesAsync([file], null)).Moved.Should().Be(1);
        await client.Folders.Invoking(folders => folders.CreateAsync("Valves")).Should().ThrowAsync<ConflictException>();
        (await client.Folders.DeleteAsync(quay.Id, FolderDeletion.DeleteAll)).Should()
            .Match<DeleteFolderResult>(gone => gone.Id == quay.Id && gone.Mode == FolderDeletion.DeleteAll && gone.FilesAffected == 0);
    }

    public static async Task RunProjectsAsync(ScopixClient client, TestApi api)
    {
        var project =
            await client.Projects.CreateAsync(new CreateProjectRequest { Name = "North", Description = "All of it", Color = "#112233" });
        (project.Name, project.Description, project.ProjectType).Should().Be(("North", "All of it", "general"));
        (await client.Projects.ListAsync(limit: 5)).Items.Select(item => item.Id).Should().Contain(project.Id);
        (await client.Projects.UpdateAsync(project.Id, name: "South")).Should()
            .Match<Project>(changed => changed.Name == "South" && changed.Description == "All of it" && changed.Color == "#112233");
        (await client.Projects.GetAsync(project.Id)).Name.Should().Be("South");
        (await client.Projects.Invoking(projects => projects.CreateAsync(new CreateProjectRequest { Name = "South" })).Should()
            .ThrowAsync<ConflictException>()).Which.Code.Should().Be("PROJECT_NAME_EXISTS");
        (await client.Projects.DeleteAsync(project.Id)).Id.Should().Be(project.Id);
        await client.Projects.Invoking(projects => projects.GetAsync(project.Id)).Should().ThrowAsync<NotFoundException>();
    }
}

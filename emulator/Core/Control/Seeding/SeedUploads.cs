using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Api.Scopix.Uploads;
using Scopix.Fixtures.Datasets;
using Scopix.Media;

namespace Scopix.Emulator.Control.Seeding;

/// <summary>The files of a dataset as uploads, with and without bytes.</summary>
internal static class SeedUploads
{
    public static IReadOnlyList<SeedFile> GetFilesWithBytes(SeedStep step) => step switch
    {
        SeedFile { CreateContent: not null } file => [file],
        SeedSession session => [.. session.Entries.Select(entry => entry.File).OfType<SeedFile>()
            .Where(file => file.CreateContent is not null)],
        _ => [],
    };

    public static UploadRequest CreateUploadRequest(SeedFile file) => new(
        file.Title, [.. file.Tags], file.AutoDescribe, false, "default", file.FolderId, file.ProjectId, file.ContentCategory, null,
        file.Compliance is { } check ? new ComplianceRequest(check.Type, check.Standard, check.ImageType) : null);

    public static Stage[] ApplyStageProblems(Stage[] stages, IReadOnlyList<SeedStageProblem> problems) =>
        [.. stages.Select(
            stage => problems.FirstOrDefault(problem => problem.Stage == stage.Name) is { } problem
                ? ApplyStageProblems(stage, problem) : stage)];

    /// <summary>The record of a file without bytes; stages that need them are skipped.</summary>
    public static FileRecord CreateRecordWithoutBytes(SeedFile file, string tenant)
    {
        var known = file.Metadata!;
        var facts = new MediaFacts(file.MediaType, known.ContentType, known.Extension, known.Format, null, known.Width, known.Height);
        return new FileRecord
        {
            Id = file.Id,
            MediaType = file.MediaType,
            Hash = known.Hash,
            ObjectKey = $"{file.MediaType}s/{tenant}/{known.Hash}.{known.Extension}", // the object does not exist
            ContentType = known.ContentType,
            SizeBytes = known.SizeBytes,
            Filename = file.Filename,
            Title = file.Title,
            Tags = [.. file.Tags],
            TagsSet = file.Tags.Count > 0,
            FolderId = file.FolderId,
            ProjectId = file.ProjectId,
            ContentCategory = file.ContentCategory,
            UploadMethod = file.UploadMethod,
            CreatedAt = file.At,
            ContentCreatedAt = known.CapturedAt,
            UpdatedAt = file.At,
            Width = known.Width,
            Height = known.Height,
            Format = known.Format,
            Video = file.MediaType == "video" ? new VideoRecord(MovieFacts.Unknown) : null,
            Outcome = known.Outcome with { Source = OutcomeSources.Dataset },
            Stages = StageCatalog.CreateStages(facts, file.AutoDescribe, PipelineMode.Realistic, file.At),
        };
    }

    private static Stage ApplyStageProblems(Stage stage, SeedStageProblem problem)
    {
        if (problem.IsHeld) return stage with { ReleasedAt = null };
        return problem.ErrorType is { } type
            ? stage with { Failure = StageFailures.Create(stage.Name, type) } : stage with { Stalled = true };
    }
}

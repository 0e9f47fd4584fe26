using Scopix.Emulator.Files;
using Scopix.Emulator.Media;
using Scopix.Emulator.Processing;
using Scopix.Emulator.Uploads;
using Scopix.Emulator.Videos;
using Scopix.Fixtures.Datasets;

namespace Scopix.Emulator.Seeding;

/// <summary>A dataset's files as uploads, with bytes and without.</summary>
internal static class SeedBytes
{
    /// <summary>Those of a step's files that have bytes, in order.</summary>
    public static IReadOnlyList<SeedFile> Of(SeedStep step) => step switch
    {
        SeedFile { Make: not null } file => [file],
        SeedSession session => [.. session.Entries.Select(entry => entry.File).OfType<SeedFile>().Where(file => file.Make is not null)],
        _ => [],
    };

    /// <summary>What a client sends with it.</summary>
    public static UploadRequest Request(SeedFile file) => new(
        file.Title, [.. file.Tags], file.AutoDescribe, false, "default", file.FolderId, file.ProjectId, file.ContentCategory, null,
        file.Compliance is { } check ? new ComplianceRequest(check.Type, check.Standard, check.ImageType) : null);

    /// <summary>Stages with what goes wrong in them.</summary>
    public static Stage[] Troubled(Stage[] stages, IReadOnlyList<SeedTrouble> troubles) =>
        [.. stages.Select(stage => troubles.FirstOrDefault(trouble => trouble.Stage == stage.Name) is { } trouble ? Troubled(stage, trouble) : stage)];

    /// <summary>The record of a file that has no bytes: what needs them is skipped.</summary>
    public static FileRecord Bare(SeedFile file, string tenant)
    {
        var known = file.Metadata!;
        var facts = new MediaFacts(file.MediaType, known.ContentType, known.Extension, known.Format, null, known.Width, known.Height);
        return new FileRecord
        {
            Id = file.Id,
            MediaType = file.MediaType,
            Hash = known.Hash,
            ObjectKey = $"{file.MediaType}s/{tenant}/{known.Hash}.{known.Extension}", // no object is there
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
            Outcome = known.Outcome,
            Stages = Pipeline.Plan(facts, file.AutoDescribe, PipelineMode.Realistic, file.At),
        };
    }

    private static Stage Troubled(Stage stage, SeedTrouble trouble)
    {
        if (trouble.Held) return stage with { ReleasedAt = null };
        return trouble.Fails is { } type ? stage with { Failure = StageFailures.Of(type) } : stage with { Stalled = true };
    }
}

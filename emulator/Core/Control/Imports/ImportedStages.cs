using Scopix.Media;

namespace Scopix.Emulator.Control.Imports;

/// <summary>
/// The stages of an imported file, as its statuses at the source say. A stage that had not ended there is held, since its result is not
/// known. The source shows the times of an image's stages, and of others when the first began and the last ended.
/// </summary>
internal sealed class ImportedStages(ImportedFile file)
{
    private readonly ImportedDetails _details = file.Details;

    public Stage[] Create()
    {
        var facts = new MediaFacts(_details.MediaType, "", "");
        var stages = StageCatalog.CreateStages(facts, describe: true, PipelineMode.Quick, _details.CreatedAt);
        for (var i = 0; i < stages.Length; i++)
            stages[i] = Create(stages[i], stages[i].After is { } name ? Array.Find(stages, stage => stage.Name == name) : null);
        return stages;
    }

    private Stage Create(Stage planned, Stage? before)
    {
        var status = before?.Status == ComponentStatus.Failed ? ComponentStatus.Skipped : GetStatus(planned.Name);
        var (started, ended) = GetTimes(planned.Name);
        var hasRun = status is ComponentStatus.Processing or ComponentStatus.Completed or ComponentStatus.Failed;
        return planned with
        {
            Status = status,
            ReleasedAt = ComponentStatus.IsTerminal(status) ? _details.CreatedAt : null,
            StartedAt = hasRun ? started : null,
            EndedAt = status switch
            {
                ComponentStatus.Completed or ComponentStatus.Failed => ended,
                ComponentStatus.Skipped => before?.Status == ComponentStatus.Failed
                    ? before.EndedAt : file.Processing?.CompletedAt ?? _details.CreatedAt,
                _ => null,
            },
            Failure = status == ComponentStatus.Failed ? CreateFailure(planned.Name) : null,
        };
    }

    private string GetStatus(string stage) => stage switch
    {
        StageCatalog.Description => Normalize(_details.DescriptionStatus
            ?? (_details.UploadDescription is null ? ComponentStatus.Skipped : ComponentStatus.Completed)),
        StageCatalog.Variants => Normalize(_details.VariantStatus),
        StageCatalog.TextExtraction => Normalize(_details.TextExtractionStatus),
        StageCatalog.Digitization => Normalize(_details.DigitizationStatus),
        StageCatalog.VideoAnalysis => Normalize(_details.VideoAnalysisStatus ?? _details.AnalysisStatus),
        StageCatalog.Crawl => Normalize(_details.CrawlStatus),
        _ => GetEmbeddingStatus(),
    };

    /// <summary>No answer has a status of the embedding: the count of chunks is shown when it is completed.</summary>
    private string GetEmbeddingStatus()
    {
        var extraction = Normalize(_details.TextExtractionStatus);
        if (extraction != ComponentStatus.Completed)
            return ComponentStatus.IsTerminal(extraction) ? ComponentStatus.Skipped : ComponentStatus.Pending;
        return _details.ChunkCount is not null
            ? ComponentStatus.Completed : Normalize(file.Chunks?.Chunks?.FirstOrDefault()?.Metadata?.EmbeddingStatus);
    }

    /// <summary>A missing status is that of the whole file; an unknown word means that the stage was skipped.</summary>
    private string Normalize(string? status) => status switch
    {
        null => _details.PrimaryStatus is "pending" or "processing" ? ComponentStatus.Pending : ComponentStatus.Completed,
        ComponentStatus.Pending or ComponentStatus.Queued or ComponentStatus.Processing or ComponentStatus.Completed
            or ComponentStatus.Failed => status,
        _ => ComponentStatus.Skipped,
    };

    private (DateTimeOffset Started, DateTimeOffset Ended) GetTimes(string stage)
    {
        var history = _details.ProcessingHistory?.LastOrDefault(
            entry => entry?.OperationType == (stage == StageCatalog.Description ? "describe" : "generate_variants"));
        var said = stage == StageCatalog.Description ? _details.FullDescriptions?.FirstOrDefault() : null;
        var ended = history?.CompletedAt
            ?? (stage == StageCatalog.Description ? _details.DescriptionGeneratedAt : null)
            ?? (stage == StageCatalog.Crawl ? _details.CrawledAt : null)
            ?? (stage == StageCatalog.VideoAnalysis ? file.Scenes?.Scenes?.FirstOrDefault()?.CreatedAt : null)
            ?? said?.CreatedAt ?? file.Processing?.CompletedAt ?? _details.UpdatedAt ?? _details.CreatedAt;
        var started = history?.CreatedAt
            ?? (said?.ProcessingTimeMs is >= 0 and < 1e12 and var taken ? ended.AddMilliseconds(-taken) : default(DateTimeOffset?))
            ?? file.Processing?.ProcessingStartedAt ?? _details.CreatedAt;
        return (started < ended ? started : ended, ended);
    }

    private StageFailure CreateFailure(string stage)
    {
        var message = stage switch
        {
            StageCatalog.Description => _details.DescriptionError,
            StageCatalog.Crawl => _details.CrawlError,
            StageCatalog.Variants => _details.ProcessingHistory?.LastOrDefault(entry => entry?.OperationType == "generate_variants")
                ?.ErrorMessage,
            _ => null,
        } ?? file.Processing?.ErrorMessage;
        var type = stage == StageCatalog.Description ? _details.DescriptionErrorType : null;
        return StageFailures.Create(stage, type is not null && StageFailures.Types.Contains(type) ? type : "unknown", message);
    }
}

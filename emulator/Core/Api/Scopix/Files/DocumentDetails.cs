using Scopix.Emulator.Engine;

namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>A document in full (seed 000, DocumentFileDetails; seed 001 adds <c>extracted_text</c>).</summary>
internal sealed class DocumentDetails : FileDetails
{
    internal DocumentDetails(FileRecord file, FileUrls urls, string? text) : base(file, urls) =>
        (DocumentUrl, ExtractedText) = (urls.GetOriginalUrl(file), text);

    /// <summary>pdf, docx, txt or md.</summary>
    public string? DocumentType => File.DocumentType;

    /// <summary>Pages; null until they are counted.</summary>
    public int? PageCount => File.RevealedPageCount;

    /// <summary>Component status.</summary>
    public string? TextExtractionStatus => FileStatuses.FindStageStatus(File, Pipeline.TextExtraction);

    /// <summary>Component status.</summary>
    public string? DigitizationStatus => FileStatuses.FindStageStatus(File, Pipeline.Digitization);

    /// <summary>Chunks; null until they have their vectors.</summary>
    public int? ChunkCount => File.RevealedChunkCount;

    /// <summary>The original, presigned, one hour.</summary>
    public Uri DocumentUrl { get; }

    /// <summary>The text, once extraction is completed.</summary>
    public string? ExtractedText { get; }
}

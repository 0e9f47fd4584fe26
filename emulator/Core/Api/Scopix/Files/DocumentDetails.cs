namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>The details of a document (seed 000, DocumentFileDetails; seed 001 adds <c>extracted_text</c>).</summary>
internal sealed class DocumentDetails : FileDetails
{
    internal DocumentDetails(FileRecord file, FileUrls urls, string? text) : base(file, urls) =>
        (DocumentUrl, ExtractedText) = (urls.GetOriginalUrl(file), text);

    /// <summary>pdf, docx, txt or md.</summary>
    public string? DocumentType => File.DocumentType;

    /// <summary>Null until the pages are counted.</summary>
    public int? PageCount => File.RevealedPageCount;

    public string? TextExtractionStatus => FileStatuses.FindStageStatus(File, StageCatalog.TextExtraction);
    public string? DigitizationStatus => FileStatuses.FindStageStatus(File, StageCatalog.Digitization);

    /// <summary>Null until the chunks have their vectors.</summary>
    public int? ChunkCount => File.RevealedChunkCount;

    /// <summary>Presigned for one hour.</summary>
    public Uri DocumentUrl { get; }

    /// <summary>Null until the extraction is completed.</summary>
    public string? ExtractedText { get; }
}

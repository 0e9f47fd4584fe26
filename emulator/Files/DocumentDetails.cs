using Scopix.Emulator.Processing;

namespace Scopix.Emulator.Files;

/// <summary>A document in full (seed 000, DocumentFileDetails; seed 001 adds <c>extracted_text</c>).</summary>
public sealed class DocumentDetails : FileDetails
{
    internal DocumentDetails(FileRecord file, FileLinks links, string? text) : base(file, links) =>
        (DocumentUrl, ExtractedText) = (links.Original(file), text);

    /// <summary>pdf, docx, txt or md.</summary>
    public string? DocumentType => File.DocumentType;

    /// <summary>Pages; null until they are counted.</summary>
    public int? PageCount => File.PagesShown;

    /// <summary>Component status.</summary>
    public string? TextExtractionStatus => Statuses.Of(File, Pipeline.TextExtraction);

    /// <summary>Component status.</summary>
    public string? DigitizationStatus => Statuses.Of(File, Pipeline.Digitization);

    /// <summary>Chunks; null until they have their vectors.</summary>
    public int? ChunkCount => File.ChunksShown;

    /// <summary>The original, presigned, one hour.</summary>
    public Uri DocumentUrl { get; }

    /// <summary>The text, once extraction is completed.</summary>
    public string? ExtractedText { get; }
}

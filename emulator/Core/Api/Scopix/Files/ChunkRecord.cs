namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>A part of a document's text, as it is stored and searched.</summary>
/// <param name="Index">From 0, in reading order.</param>
/// <param name="Content">At most about 300 tokens.</param>
/// <param name="Pages">Page numbers from 1, ascending.</param>
/// <param name="Headings">The headings above the chunk, the outermost first; empty before the first heading.</param>
/// <param name="Tokens">The number of words and punctuation marks (how the service counts is unknown: assumed).</param>
/// <param name="Type"><c>paragraph</c>, <c>list</c>, <c>table</c> or <c>code</c> (all but the first assumed).</param>
internal sealed record ChunkRecord(int Index, string Content, int[] Pages, string[] Headings, int Tokens, string Type)
{
    /// <summary>An opaque id in the documented form, unique in the tenant: the file's first 8 characters and a number from 1.</summary>
    public string GetId(string fileId) => $"chunk_{fileId[..8]}_{Index + 1:000}";
}

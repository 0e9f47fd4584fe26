namespace Scopix.Media.Word;

/// <summary>DOCX (ECMA-376), streamed from its ZIP. A note follows the paragraph that refers to it.</summary>
internal static class WordTextReader
{
    /// <exception cref="UnreadableDocumentException">The document is broken, without text, or too large.</exception>
    public static DocumentText Read(FileBytes bytes, ReadingBudget budget)
    {
        var package = new WordPackage(bytes, budget);
        var main = package.MainPart ?? throw UnreadableDocumentException.CreateBroken("The document is broken: it has no body.");
        var styles = new WordStyles();
        if (package.FindRelatedPart(main, "styles") is { } part) package.ReadPart(part, styles.Read);
        var references = new WordReferences(package, styles, budget);
        references.Read(main);

        var pages = new WordPageBuilder();
        package.ReadPart(main, new WordBodyReader(styles, references, pages).Read);
        if (pages.Limiter.CharacterCount == 0) throw new UnreadableDocumentException(UnreadableReason.NoText, "The document has no text.");
        return new DocumentText(pages.Finish(), pages.Limiter.CharacterCount, pages.Limiter.IsTruncated);
    }
}

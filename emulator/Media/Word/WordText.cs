namespace Scopix.Emulator.Media.Word;

/// <summary>DOCX (ECMA-376): streamed out of its ZIP. A note stands behind the paragraph that refers to it.</summary>
internal static class WordText
{
    /// <exception cref="UnreadableDocumentException">Broken, without text, or too large.</exception>
    public static DocumentText Read(FileBytes bytes, ReadingBudget budget)
    {
        var package = new WordPackage(bytes, budget);
        var main = package.Main ?? throw UnreadableDocumentException.Broken("The document is broken: it has no body.");
        var styles = package.Related(main, "styles") is { } part ? package.Read(part, WordStyles.Read) : null;
        var references = new WordReferences(package, styles ?? WordStyles.Read(null), budget);
        references.Read(main);

        var pages = new WordPages();
        package.Read(main, reader =>
        {
            new WordBody(styles ?? WordStyles.Read(null), references, pages).Read(reader);
            return true;
        });
        if (pages.Room.Characters == 0) throw new UnreadableDocumentException(UnreadableReason.NoText, "The document has no text.");
        return new DocumentText(pages.Finish(), pages.Room.Characters, pages.Room.Truncated);
    }
}

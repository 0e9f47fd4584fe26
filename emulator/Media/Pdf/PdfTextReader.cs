namespace Scopix.Media.Pdf;

internal static class PdfTextReader
{
    /// <exception cref="UnreadableDocumentException">The PDF is broken, encrypted, without text, or too large.</exception>
    public static DocumentText Read(FileBytes bytes, ReadingBudget budget)
    {
        var file = PdfFile.Open(bytes.Slice(PdfInspector.FindOffset(bytes)), budget);
        var pages = CountPages(file);
        try
        {
            return file.DecryptionError is null ? Read(file, budget.CancellationToken) : throw file.DecryptionError;
        }
        catch (UnreadableDocumentException unreadable)
        {
            throw unreadable.WithPageCount(pages);
        }
    }

    private static DocumentText Read(PdfFile file, CancellationToken cancel)
    {
        var fonts = new PdfFontCache(file);
        var blocks = new PdfBlockBuilder();
        var limiter = new TextLimiter();
        foreach (var page in new PdfPageTree(file).ReadPages())
        {
            cancel.ThrowIfCancellationRequested();
            if (!limiter.CanAddPage(blocks.PageCount) || limiter.IsTruncated) break;
            blocks.AddPage(page, ReadLines(file, fonts, page), limiter);
        }
        if (blocks.PageCount == 0) throw UnreadableDocumentException.CreateBroken("The PDF is broken: it has no pages.");
        if (limiter.CharacterCount == 0)
            throw new UnreadableDocumentException(UnreadableReason.NoText, "The PDF has no text: its pages are scanned or drawn.");
        return new DocumentText(blocks.ToPages(), limiter.CharacterCount, limiter.IsTruncated);
    }

    /// <summary>Null when the page tree cannot be read. In an encrypted file parts of it may be hidden, so the number of pages found
    /// must equal the stated one.</summary>
    private static int? CountPages(PdfFile file)
    {
        var found = new PdfPageTree(file).ReadPages().Take(DocumentReader.MaxPages).Count();
        if (found == 0) return null;
        var stated = file.Resolve(file.Resolve(file.Root["Pages"]).Dictionary["Count"]).ToInt();
        return file.DecryptionError is null || stated == found || (stated > found && found == DocumentReader.MaxPages) ? found : null;
    }

    private static List<PdfLine> ReadLines(PdfFile file, PdfFontCache fonts, PdfPage page)
    {
        var text = new PdfTextCollector(file.Budget, page.Width, page.Height);
        var interpreter = new PdfContentInterpreter(file, fonts, text);
        interpreter.Run(ReadContent(file, page.Dictionary), page.Resources, page.DisplayMatrix);
        PdfAnnotations.RunAppearances(file, page, interpreter);
        return PdfLineBuilder.Build(text.Segments, file.Budget);
    }

    /// <summary>A page's streams are one stream, with a line end between them.</summary>
    private static byte[] ReadContent(PdfFile file, PdfDictionary page)
    {
        var contents = file.Resolve(page["Contents"]);
        if (contents.Stream is { } single) return PdfFilters.Decode(file, single);
        using var all = new MemoryStream();
        foreach (var part in contents.Array)
        {
            file.Budget.Spend(100);
            if (file.Resolve(part).Stream is not { } stream) continue;
            all.Write(PdfFilters.Decode(file, stream));
            all.WriteByte((byte)'\n');
            if (all.Length > PdfBudget.MaxStreamLength)
                throw UnreadableDocumentException.CreateTooLarge("A page of the PDF holds over 64 MB.");
        }
        return all.ToArray();
    }
}

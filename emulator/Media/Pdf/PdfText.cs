namespace Scopix.Emulator.Media.Pdf;

/// <summary>The text of a PDF, page by page.</summary>
internal static class PdfText
{
    /// <exception cref="UnreadableDocumentException">Broken, encrypted, without text, or too large.</exception>
    public static DocumentText Read(FileBytes bytes, ReadingBudget budget)
    {
        var file = PdfFile.Open(bytes.From(PdfSignature.Offset(bytes)), budget);
        var pages = PdfPageCount.Of(file);
        try
        {
            return file.Locked is null ? Read(file, budget.Cancel) : throw file.Locked;
        }
        catch (UnreadableDocumentException unreadable)
        {
            throw unreadable.WithPages(pages);
        }
    }

    private static DocumentText Read(PdfFile file, CancellationToken cancel)
    {
        var fonts = new PdfFonts(file);
        var blocks = new PdfBlocks();
        var room = new TextRoom();
        foreach (var page in new PdfPages(file).Read())
        {
            cancel.ThrowIfCancellationRequested();
            if (!room.HasPages(blocks.Pages) || room.IsFull) break;
            blocks.Add(page, Lines(file, fonts, page), room);
        }

        if (blocks.Pages == 0) throw UnreadableDocumentException.Broken("The PDF is broken: it has no pages.");
        if (room.Characters == 0)
            throw new UnreadableDocumentException(UnreadableReason.NoText, "The PDF has no text: its pages are scanned or drawn.");
        return new DocumentText(blocks.Finish(), room.Characters, room.Truncated);
    }

    private static List<PdfLine> Lines(PdfFile file, PdfFonts fonts, PdfPage page)
    {
        var text = new PdfPageText(file.Budget, page.Width, page.Height);
        var content = new PdfContent(file, fonts, text);
        content.Run(Content(file, page.Dictionary), page.Resources, page.ToDisplay);
        PdfAnnotations.Show(file, page, content);
        return PdfLines.Read(text.Segments, file.Budget);
    }

    /// <summary>A page's streams as the one that they are, a line end between them.</summary>
    private static byte[] Content(PdfFile file, PdfDictionary page)
    {
        var contents = file.Get(page["Contents"]);
        if (contents.Stream is { } single) return PdfFilters.Unpack(file, single);
        using var all = new MemoryStream();
        foreach (var part in contents.Array)
        {
            file.Budget.Spend(100);
            if (file.Get(part).Stream is not { } stream) continue;
            all.Write(PdfFilters.Unpack(file, stream));
            all.WriteByte((byte)'\n');
            if (all.Length > PdfBudget.MaxStream) throw UnreadableDocumentException.TooLarge("A page of the PDF holds over 64 MB.");
        }

        return all.ToArray();
    }
}

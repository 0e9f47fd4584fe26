using System.Globalization;
using System.Text;

namespace Scopix.Emulator.Tests.Media.Pdf;

/// <summary>Small PDFs: the test gives the objects, this class adds the cross-reference table.</summary>
internal static class PdfSample
{
    public const string Helvetica = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";

    /// <summary>One page of 600 by 800 points with this content and this font as F.</summary>
    public static byte[] Page(string content, string font = Helvetica, string page = "", params string[] entries) =>
        File(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            $"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>{page}>>",
            Stream("", content), font, .. entries]);

    public static string Stream(string entries, string content) => $"<</Length {content.Length} {entries}>>\nstream\n{content}\nendstream";

    /// <summary>Objects 1, 2, 3 … and a classic table; the first is the catalogue. Characters stand for bytes.</summary>
    public static byte[] File(IReadOnlyList<string> objects, string trailer = "")
    {
        var file = new StringBuilder("%PDF-1.7\n");
        var table = new StringBuilder("0000000000 65535 f \n");
        for (var i = 0; i < objects.Count; i++)
        {
            table.Append(CultureInfo.InvariantCulture, $"{file.Length:D10} 00000 n \n");
            file.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var start = file.Length;
        file.Append(CultureInfo.InvariantCulture,
            $"xref\n0 {objects.Count + 1}\n{table}trailer\n<</Root 1 0 R/Size {objects.Count + 1}{trailer}>>\nstartxref\n{start}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(file.ToString());
    }

    public static byte[] Bytes(
        string name) => System.IO.File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Media", "Pdf", "samples", name));
}

using System.IO.Compression;
using Scopix.Media;

namespace Scopix.Emulator.Tests.Media.Word;

/// <summary>Small DOCX files.</summary>
internal static class DocxSample
{
    public const string Types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

    public const string Namespaces =
        "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' "
        + "xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math' "
        + "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' "
            + "xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships' "
        + "xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main' "
            + "xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape' "
        + "xmlns:v='urn:schemas-microsoft-com:vml' xmlns:odd='urn:odd'";

    /// <summary>A document with this body and these footnotes.</summary>
    public static byte[] Create(string body, string footnotes = "") => CreateZip(
        ("[Content_Types].xml", ContentTypes("/word/document.xml")),
        ("_rels/.rels", Relation("officeDocument", "word/document.xml")),
        ("word/document.xml", Document(body)),
        ("word/footnotes.xml", $"<w:footnotes {Namespaces}>{footnotes}</w:footnotes>"));

    public static string Document(string body) => $"<w:document {Namespaces}><w:body>{body}</w:body></w:document>";

    public static string ContentTypes(
        string part, string type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml") =>
        "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Default Extension='xml' "
        + "ContentType='application/xml'/>"
        + $"<Override PartName='{part}' ContentType='{type}'/></Types>";

    public static string Relation(string type, string target, string attributes = "") =>
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
        + $"<Relationship Id='rId1' Type='{(type.Contains(':') ? type : Types + type)}' Target='{target}' {attributes}/></Relationships>";

    public static byte[] CreateZip(params (string Name, string Text)[] parts)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, text) in parts)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Fastest).Open());
                writer.Write(text);
            }

        return bytes.ToArray();
    }

    /// <summary>The texts of a document's blocks, between bars.</summary>
    public static string Read(byte[] docx) =>
        string.Join('|',
            DocumentReader.Read(new MemoryStream(docx), "docx").Pages.SelectMany(page => page.Blocks).Select(block => block.Text));
}

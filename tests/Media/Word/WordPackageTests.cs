using FluentAssertions;
using Scopix.Media;
using Xunit;
using static Scopix.Emulator.Tests.Media.Word.DocxSample;

namespace Scopix.Emulator.Tests.Media.Word;

/// <summary>Which part of a ZIP is the document (ECMA-376, part 2, 6.5 and 9.3).</summary>
public sealed class WordPackageTests
{
    private const string Body = "<w:p><w:r><w:t>hello</w:t></w:r></w:p>";

    [Theory]
    [InlineData("word/document2.xml", "word/document2.xml")]
    [InlineData("document.xml", "document.xml")]
    [InlineData("word/document22.xml", "/word/document22.xml")]
    [InlineData("Word/Document.XML", "word/document.xml")]
    [InlineData("word/my document.xml", "word/my%20document.xml")]
    [InlineData("word/dökument.xml", "word/d%C3%B6kument.xml")]
    [InlineData("a/b/c.xml", "./a/x/../b/c.xml")]
    [InlineData("word\\document.xml", "word/document.xml")]
    public void The_main_part_is_the_one_that_the_relationships_name(string part, string target)
    {
        var docx = CreateZip(("[Content_Types].xml", ContentTypes("/" + target.TrimStart('/'))),
            ("_rels/.rels", Relation("officeDocument", target)), (part, Document(Body)));

        DetectType(docx).Should().Be("docx");
        Read(docx).Should().Be("hello");
    }

    [Fact]
    public void Strict_documents_with_their_other_namespaces_are_read()
    {
        var strict = Document(Body + "<w:p><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></w:p>")
            .Replace("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main",
                StringComparison.Ordinal)
            .Replace("http://schemas.openxmlformats.org/officeDocument/2006/math", "http://purl.oclc.org/ooxml/officeDocument/math",
                StringComparison.Ordinal);
        var docx = CreateZip(
            ("[Content_Types].xml", ContentTypes("/word/document7.xml")),
            ("_rels/.rels", Relation("http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument", "word/document7.xml")),
            ("word/document7.xml", strict));

        DetectType(docx).Should().Be("docx");
        Read(docx).Should().Be("hello|x");
    }

    [Fact]
    public void Without_relationships_the_content_types_name_the_main_part()
    {
        var docx = CreateZip(("[Content_Types].xml", ContentTypes("/odd/place.xml")), ("odd/place.xml", Document(Body)));

        DetectType(docx).Should().Be("docx");
        Read(docx).Should().Be("hello");
    }

    [Fact]
    public void Without_a_content_type_the_root_element_of_the_part_decides()
    {
        var docx = CreateZip(("[Content_Types].xml", "<Types/>"), ("_rels/.rels", Relation("officeDocument", "odd/place.xml")),
            ("odd/place.xml", Document(Body)));

        DetectType(docx).Should().Be("docx");
    }

    [Fact]
    public void Notes_and_styles_are_the_parts_that_the_main_part_names()
    {
        var docx = CreateZip(
            ("[Content_Types].xml", ContentTypes("/word/document2.xml")),
            ("_rels/.rels", Relation("officeDocument", "word/document2.xml")),
            ("word/document2.xml", Document("<w:p><w:r><w:t>claim</w:t><w:footnoteReference w:id='1'/></w:r></w:p>")),
            ("word/_rels/document2.xml.rels", Relation("footnotes", "/notes/some.xml")),
            ("notes/some.xml", $"<w:footnotes {Namespaces}><w:footnote w:id='1'>{Body}</w:footnote></w:footnotes>"));

        Read(docx).Should().Be("claim|hello");
    }

    [Theory]
    [InlineData("application/vnd.ms-word.document.macroEnabled.main+xml", "a Word document with macros (DOCM)")]
    [InlineData("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "an Excel workbook (XLSX)")]
    [InlineData("application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml", "a PowerPoint presentation (PPTX)")]
    public void Other_packages_are_refused_by_name_wherever_their_main_part_is(string type, string name)
    {
        var package = CreateZip(("[Content_Types].xml", ContentTypes("/main.xml", type)),
            ("_rels/.rels", Relation("officeDocument", "main.xml")),
            ("main.xml", "<a/>"));

        var inspect = () => DetectType(package);

        inspect.Should().Throw<RefusedMediaException>().WithMessage($"The file is {name}, which is not accepted.");
    }

    [Theory]
    [InlineData("main.xml", "<a/>", "")]
    [InlineData("gone.xml", "<a/>", "")]
    [InlineData("main.xml", "<a/>", "TargetMode='External'")]
    public void A_package_whose_main_part_is_not_a_document_is_an_archive(string target, string main, string attributes)
    {
        var package =
            CreateZip(("[Content_Types].xml", "<Types/>"), ("_rels/.rels", Relation("officeDocument", target, attributes)),
                ("main.xml", main));

        var inspect = () => DetectType(package);

        inspect.Should().Throw<RefusedMediaException>().WithMessage("*a ZIP archive*");
    }

    private static string? DetectType(byte[] package) => MediaInspector.Inspect(new MemoryStream(package), "a.docx").DocumentType;
}

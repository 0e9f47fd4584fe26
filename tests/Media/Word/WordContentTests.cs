using FluentAssertions;
using Xunit;
using static Scopix.Emulator.Tests.Media.Word.DocxSample;

namespace Scopix.Emulator.Tests.Media.Word;

/// <summary>Which text is read from the elements that a part may contain (ECMA-376, part 1, 17).</summary>
public sealed class WordContentTests
{
    private const string Field = "<w:r><w:fldChar w:fldCharType='";
    private const string Choice = "<w:r><mc:AlternateContent><mc:Choice Requires='";

    [Theory]
    [InlineData("<w:r><w:t>Area is </w:t></w:r><m:oMath><m:r><m:t>πr²</m:t></m:r></m:oMath><w:r><w:t> units</w:t></w:r>",
        "Area is πr² units")]
    [InlineData("<m:oMathPara><m:oMath><m:r><m:t>E=mc²</m:t></m:r></m:oMath></m:oMathPara>", "E=mc²")]
    [InlineData("<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath>", "a/b")]
    [InlineData("<m:oMath><m:d><m:dPr><m:begChr m:val='['/></m:dPr><m:e><m:r><m:t>x</m:t></m:r></m:e></m:d></m:oMath>", "[x)")]
    [InlineData("<m:oMath><m:rad><m:deg/><m:e><m:r><m:t>2</m:t></m:r></m:e></m:rad></m:oMath>", "√ 2")]
    [InlineData("<m:oMath><m:r><w:rPr><w:del/></w:rPr><m:t>y</m:t></m:r><m:r><m:t>x</m:t></m:r></m:oMath>", "x")]
    public void Equations_are_text(string paragraph, string text) => ReadParagraph(paragraph).Should().Be(text);

    [Theory]
    [InlineData(Field + "begin'/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>" + Field + "separate'/></w:r><w:r><w:t>7</w:t></w:r>"
        + Field + "end'/></w:r>", "7")]
    [InlineData("<w:fldSimple w:instr='AUTHOR'><w:r><w:t>Ann</w:t></w:r></w:fldSimple>", "Ann")]
    [InlineData(
        Field + "begin'/></w:r><w:r><w:instrText>IF </w:instrText></w:r>" + Field + "begin'/></w:r>" + Field
            + "separate'/></w:r><w:r><w:t>inner</w:t></w:r>" + Field
        + "end'/></w:r>" + Field + "separate'/></w:r><w:r><w:t>outer</w:t></w:r>" + Field + "end'/></w:r>", "outer")]
    [InlineData(Field + "begin'/></w:r><w:r><w:t>left open</w:t></w:r>", "left open")]
    [InlineData(Field
        + "begin'><w:ffData><w:ddList><w:result w:val='1'/><w:listEntry w:val='no'/><w:listEntry "
            + "w:val='yes'/></w:ddList></w:ffData></w:fldChar></w:r>" + Field + "end'/></w:r>", "yes")]
    [InlineData(Field + "begin'><w:ffData><w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>" + Field
        + "end'/></w:r>", "☒")]
    public void A_field_gives_its_result(string paragraph, string text) => ReadParagraph(paragraph).Should().Be(text);

    [Theory]
    [InlineData("<w:r><w:sym w:font='Symbol' w:char='F061'/><w:sym w:font='Wingdings' w:char='F0FC'/><w:sym w:font='Symbol' "
        + "w:char='F0B7'/></w:r>", "α✓•")]
    [InlineData("<w:r><w:rPr><w:rFonts w:ascii='Symbol'/></w:rPr><w:t>&#xF0B0;C</w:t></w:r>", "°C")]
    [InlineData("<w:r><w:sym w:font='Arial' w:char='00B5'/></w:r>", "µ")]
    [InlineData("<w:r><w:sym w:font='Webdings' w:char='F0FF'/><w:t>a</w:t></w:r>", "a")]
    [InlineData("<w:r><w:ruby><w:rt><w:r><w:t>かんじ</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢字</w:t></w:r></w:rubyBase></w:ruby></w:r>",
        "漢字(かんじ)")]
    [InlineData("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t><w:tab/>"
        + "<w:t>d</w:t><w:ptab/><w:t>e</w:t><w:cr/><w:t>f</w:t></w:r>", "a-bc\td\te\nf")]
    public void Symbols_phonetic_readings_and_hyphens_give_their_displayed_text(
        string paragraph, string text) => ReadParagraph(paragraph).Should().Be(text);

    [Theory]
    [InlineData("<w:smartTag><w:r><w:t>a</w:t></w:r></w:smartTag><w:customXml><w:r><w:t>b</w:t></w:r></w:customXml>", "ab")]
    [InlineData("<w:sdt><w:sdtPr><w:alias w:val='no'/></w:sdtPr><w:sdtContent><w:r><w:t>a</w:t></w:r></w:sdtContent></w:sdt>", "a")]
    [InlineData("<w:hyperlink><w:r><w:t>a</w:t></w:r></w:hyperlink><w:bdo><w:r><w:t>b</w:t></w:r></w:bdo>", "ab")]
    [InlineData("<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>shown</w:t></w:r>",
        "shown")]
    [InlineData("<w:moveFrom><w:r><w:t>old</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>new</w:t></w:r></w:moveTo>", "new")]
    [InlineData("<w:r><w:commentReference w:id='1'/><w:t>a</w:t></w:r>", "a")]
    public void Elements_around_a_run_do_not_matter_unless_they_hide_it(
        string paragraph, string text) => ReadParagraph(paragraph).Should().Be(text);

    [Theory]
    [InlineData(Choice + "wps'><w:t>new</w:t></mc:Choice><mc:Fallback><w:t>old</w:t></mc:Fallback></mc:AlternateContent></w:r>", "new")]
    [InlineData(Choice + "odd'><w:t>unknown</w:t></mc:Choice><mc:Fallback><w:t>old</w:t></mc:Fallback></mc:AlternateContent></w:r>", "old")]
    [InlineData(Choice + "wps'><w:t>1</w:t></mc:Choice><mc:Choice Requires='wps'><w:t>2</w:t></mc:Choice></mc:AlternateContent></w:r>",
        "1")]
    [InlineData("<w:r><mc:AlternateContent><mc:Fallback><w:t>old</w:t></mc:Fallback></mc:AlternateContent></w:r>", "old")]
    [InlineData(
        Choice
            + "wps'><w:drawing>"
            + "<wps:txbx><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice>"
        + "<mc:Fallback><w:pict><v:textbox>"
        + "<w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback>"
        + "</mc:AlternateContent><w:t>around</w:t></w:r>", "boxed|around")]
    [InlineData("<w:r><w:drawing><a:p><a:r><a:t>drawn</a:t></a:r></a:p></w:drawing><w:t>around</w:t></w:r>", "drawn|around")]
    public void Only_one_of_several_alternatives_is_read(string paragraph, string text) => ReadParagraph(paragraph).Should().Be(text);

    [Theory]
    [InlineData("<w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:ins><w:r><w:t>new</w:t></w:r></w:ins>", "new")]
    [InlineData(Field + "begin'/></w:r><w:r><w:instrText>REF</w:instrText></w:r>" + Field + "separate'/></w:r><w:r><w:t>3</w:t></w:r>"
        + Field + "end'/></w:r>", "3")]
    [InlineData(Choice + "wps'><w:t>new</w:t></mc:Choice><mc:Fallback><w:t>old</w:t></mc:Fallback></mc:AlternateContent></w:r>", "new")]
    [InlineData("<w:moveFrom><w:r><w:t>old</w:t></w:r></w:moveFrom><w:r><w:t>new</w:t></w:r></w:p><w:p><w:r><w:t>more</w:t></w:r>",
        "new\nmore")]
    public void A_note_is_read_like_the_body(string paragraph, string text)
    {
        var docx = Create(
            "<w:p><w:r><w:t>See</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r></w:p>",
            "<w:footnote w:id='1' w:type='separator'><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote "
            + $"w:id='2'><w:p>{paragraph}</w:p></w:footnote>");

        Read(docx).Should().Be("See|" + text);
    }

    [Theory]
    [InlineData("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>one </w:t></w:r></w:p><w:p><w:r><w:t>two</w:t></w:r></w:p>",
        "one two")]
    [InlineData("<w:p><w:pPr><w:framePr w:dropCap='drop'/></w:pPr><w:r><w:t>O</w:t></w:r></w:p><w:p><w:r><w:t>nce</w:t></w:r></w:p>",
        "Once")]
    [InlineData("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>last</w:t></w:r></w:p>", "last")]
    [InlineData(
        "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>gone</w:t></w:r></w:p></w:tc></w:tr>"
        + "<w:tr><w:tc><w:p><w:r><w:t>kept</w:t></w:r></w:p></w:tc>"
        + "<w:tc><w:tcPr><w:cellDel/></w:tcPr><w:p><w:r><w:t>gone</w:t></w:r></w:p></w:tc></w:tr></w:tbl>", "kept")]
    public void Deleted_marks_rows_and_cells_are_left_out(string body, string text) => Read(Create(body)).Should().Be(text);

    [Fact]
    public void An_embedded_HTML_part_gives_its_text()
    {
        var docx = CreateZip(
            ("[Content_Types].xml",
                ContentTypes("/word/document.xml")
                    .Replace("<Override", "<Default Extension='htm' ContentType='text/html'/><Override", StringComparison.Ordinal)),
            ("_rels/.rels", Relation("officeDocument", "word/document.xml")),
            ("word/_rels/document.xml.rels", Relation("aFChunk", "part.htm")),
            ("word/document.xml", Document("<w:altChunk r:id='rId1'/>")),
            ("word/part.htm", "<html><style>p{}</style><body><h1>Head</h1><p>a &amp; b</p></body></html>"));

        Read(docx).Should().Be("Head|a & b");
    }

    private static string ReadParagraph(
        string paragraph) =>
            Read(Create($"<w:p>{paragraph}</w:p><w:p><w:r><w:t>end</w:t></w:r></w:p>")).Split("|end")[0].Replace("end", "",
                StringComparison.Ordinal);
}

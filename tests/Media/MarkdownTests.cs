using System.Diagnostics;
using System.Text;
using FluentAssertions;
using Scopix.Media;
using Xunit;

namespace Scopix.Emulator.Tests.Media;

public sealed class MarkdownTests
{
    [Theory]
    [InlineData("line one<br>line two", "line one\nline two")]
    [InlineData("one<br/>two<BR >three<br />\nfour", "one\ntwo\nthree\nfour")]
    [InlineData("x <span class=\"a>b\">y</span> z", "x y z")]
    [InlineData("H<sub>2</sub>O &amp; m<sup>2</sup> &#228; &#xE4; &nope;", "H2O & m2 ä ä &nope;")]
    [InlineData("a <!-- not this --> b", "a b")]
    [InlineData("a <script>not('this')</script> b <style>nor {this}</style> c", "a b c")]
    [InlineData("a < b, c > d, <notatag", "a < b, c > d, <notatag")]
    [InlineData("&lt;b&gt; stays", "<b> stays")]
    [InlineData("a  \nb\\\nc\nd", "a\nb\nc d")]
    [InlineData("*a* **b** ***c*** _d_ a_b_c 2 * 3", "a b c d a_b_c 2 * 3")]
    [InlineData("**a *b* c** and *a **b** c*", "a b c and a b c")]
    [InlineData("see [1 for details](", "see [1 for details](")]
    [InlineData("[a](b \"t\") ![alt *x*](y) [z](<a b>)", "a alt x z")]
    [InlineData("[r] [r][] [x][R] [n][q]\n\n[r]: http://x", "r r x [n][q]")]
    [InlineData("``a`b`` <http://c.d/e> <f@g.hi>", "a`b http://c.d/e f@g.hi")]
    [InlineData("\\*not\\* \\[so\\] \\a", "*not* [so] \\a")]
    [InlineData("- item<br>more", "item\nmore")]
    [InlineData("# Head<br>line", "Head line")]
    public void The_text_of_a_paragraph_is_its_rendered_text(string markdown, string text)
    {
        Read(markdown).Pages[0].Blocks.Single().Text.Should().Be(text);
    }

    [Theory]
    [InlineData("|h|i|\n|-|-|\n|alpha<br>omega|x\\|y|", "h\ti\nalpha omega\tx|y")]
    [InlineData("a|b\n-|-\n`c\\|d`|", "a\tb\nc|d")]
    [InlineData("<table><tr><th>A</th><th>B</th></tr>\n<tr><td>1<br>2</td><td>3 &amp; <b>4</b></td></tr></table>", "A\tB\n1 2\t3 & 4")]
    public void A_table_has_its_cells_whether_it_is_Markdown_or_HTML(string markdown, string text)
    {
        var table = Read(markdown).Pages[0].Blocks.Single();

        (table.Kind, table.Text).Should().Be((BlockKind.Table, text));
        table.Cells!.Count.Should().Be(2);
    }

    [Theory]
    [InlineData("<div>\nHello <b>there</b>\n</div>", "Paragraph Hello there")]
    [InlineData("<details>\n<summary>Sum</summary>\n\n**in** text\n\n</details>", "Paragraph Sum;Paragraph in text")]
    [InlineData("<ul>\n<li>one</li><li>two <b>x</b></li></ul>", "ListItem one;ListItem two x")]
    [InlineData("<h2>Head</h2>\n<p>one</p><p>two<br>three</p>", "Heading Head;Paragraph one;Paragraph two\nthree")]
    [InlineData("<!-- hidden\n\nstill hidden -->\n\nshown", "Paragraph shown")]
    [InlineData("<div>a</div>\n\n<script>\nx\n\ny\n</script>\n\nshown", "Paragraph a;Paragraph shown")]
    [InlineData("text\n\n<style>\np { color: red }\n</style>", "Paragraph text")]
    [InlineData("<pre>\n a  b\n</pre>", "Code  a  b")]
    [InlineData("<p align=center>\n  <img src=x alt=y>\n  text &mdash; here\n</p>", "Paragraph text — here")]
    [InlineData("</td></tr></table>\n<p>a</p><ul><li>b<ul><li><p>c</p></li></ul></li></ul>", "Paragraph a;ListItem b;ListItem c")]
    [InlineData("<dl><dt>Term</dt><dd>Meaning</dd></dl>", "Paragraph Term;Paragraph Meaning")]
    public void An_HTML_block_gives_its_text(string markdown, string blocks)
    {
        var read = Read(markdown).Pages[0].Blocks.Select(block => $"{block.Kind} {block.Text}");

        string.Join(';', read).Should().Be(blocks);
    }

    /// <summary>Twice the text takes twice the steps; what took quadratic time before takes no more steps than its length allows.</summary>
    [Theory]
    [InlineData("[a](")]
    [InlineData("![[](")]
    [InlineData("![a](")]
    [InlineData("[a](((")]
    [InlineData("*[a](b")]
    [InlineData("[a]: x [")]
    [InlineData("<?")]
    [InlineData("<!A")]
    [InlineData("<![CDATA[")]
    [InlineData("<a b='")]
    [InlineData("<script></b>")]
    [InlineData("x <!-- a -")]
    [InlineData("**a **a")]
    [InlineData("a**b*c_d__ ")]
    [InlineData("` `` ")]
    [InlineData("[a]: b\n")]
    [InlineData("[a]:\n")]
    [InlineData("> ")]
    [InlineData("a|\n")]
    public void Unclosed_marks_take_a_linear_number_of_steps(string mark)
    {
        var (once, twice) = (CountSteps(mark, 10_000), CountSteps(mark, 20_000));

        twice.Should().BeLessThan((once * 5 / 2) + 10_000).And.BeLessThan((20_000 * mark.Length * 40) + 100_000);
    }

    [Fact]
    public void A_hundred_thousand_open_links_are_read_quickly()
    {
        var stopwatch = Stopwatch.StartNew();

        var text = Read(string.Concat(Enumerable.Repeat("[a](", 100_000)) + "\n\nEnd");

        text.ToPlainText().Should().EndWith("End");
        stopwatch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(20), "it took over forty, and a busy machine takes some");
    }

    [Fact]
    public void A_table_of_many_columns_and_empty_rows_is_not_padded()
    {
        var markdown = string.Concat(Enumerable.Repeat("a|", 1_000)) + "\n" + string.Concat(Enumerable.Repeat("-|", 1_000)) + "\n"
            + string.Concat(Enumerable.Repeat("|\n", 50_000));

        var blocks = Read(markdown).Pages[0].Blocks;

        blocks.Single().Cells!.Sum(row => row.Count).Should().Be(1_000);
    }

    private static long CountSteps(string mark, int times)
    {
        var bytes = Encoding.UTF8.GetBytes("x\n\n" + string.Concat(Enumerable.Repeat(mark, times)));
        var budget = new ReadingBudget(100_000_000);
        MarkdownReader.Read(new MemoryStream(bytes), null, budget);
        return ReadingBudget.MaxSteps - budget.StepsLeft;
    }

    private static DocumentText Read(string markdown) => DocumentReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(markdown)), "md");
}

using System.Globalization;
using System.Security;
using System.Text;

namespace Scopix.Emulator.Tests.Recording;

/// <summary>
/// Draws a session as an SVG that CSS animates: no script, no foreign font, dark on every page. Lines appear, commands are typed, and the
/// text scrolls. A reader that knows no animations shows the beginning.
/// </summary>
internal static class TerminalSvg
{
    private const int Columns = 100;
    private const int Rows = 21;
    private const double CharWidth = 7.8;
    private const int LineHeight = 18;
    private const int Left = 14;
    private const int Top = 44;

    /// <summary>The text of the picture.</summary>
    public static string Draw(IEnumerable<TerminalLine> session)
    {
        var lines = Schedule(session);
        var total = lines[^1].End + 3;
        var (css, body) = (new StringBuilder(), new StringBuilder());
        for (var row = 0; row < lines.Count; row++) DrawLine(lines[row], row, total, css, body);
        AnimateScrolling(lines, total, css);
        return FormattableString.Invariant($$$"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 808 {{{Top + Rows * LineHeight}}}" role="img">
            <title>A session with the Scopix emulator in a terminal</title>
            <style>
            text{font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;white-space:pre;fill:#c9d1d9}
            .command{fill:#7ee787}.comment{fill:#a5b0bd}
            {{{css}}}@media(prefers-reduced-motion:reduce){*{animation:none!important}}
            </style>
            <rect x="1" y="1" width="806" height="{{{Top + Rows * LineHeight - 2}}}" rx="9" fill="#0d1117" stroke="#57606a"/>
            <g fill="#57606a"><circle cx="20" cy="17" r="5"/><circle cx="38" cy="17" r="5"/><circle cx="56" cy="17" r="5"/></g>
            <clipPath id="screen"><rect x="0" y="32" width="808" height="{{{Rows * LineHeight + 4}}}"/></clipPath>
            <g clip-path="url(#screen)"><g id="scroll">
            {{{body}}}</g></g>
            </svg>

            """);
    }

    /// <summary>Lines as the terminal wraps them, with the seconds in which each appears or is typed.</summary>
    private static List<TimedLine> Schedule(IEnumerable<TerminalLine> session)
    {
        var (lines, now) = (new List<TimedLine>(), 0.3);
        foreach (var line in session)
        {
            var isTyped = line.Kind != "output";
            if (isTyped && lines.Count > 0) now += 0.7;
            foreach (var part in (isTyped ? "$ " + line.Text : line.Text).Chunk(Columns).Select(part => new string(part)))
            {
                var start = now;
                if (isTyped) now += part.Length / 120.0;
                lines.Add(new TimedLine(line.Kind, part, start, now));
            }
            if (isTyped) now += 0.2;
        }
        return lines;
    }

    private static void DrawLine(TimedLine line, int row, double total, StringBuilder css, StringBuilder body)
    {
        if (line.Text.Length == 0) return;
        string At(double seconds) => (seconds / total * 100).ToString("0.##", CultureInfo.InvariantCulture) + "%";
        css.Append(line.Kind == "output"
            ? $"@keyframes l{row}{{0%{{opacity:0}}{At(line.Start)}{{opacity:1}}}}"
            : $"@keyframes l{row}{{0%,{At(line.Start)}{{clip-path:inset(0 100% 0 0);animation-timing-function:steps({line.Text.Length})}}"
                + $"{At(line.End)},100%{{clip-path:inset(0)}}}}");
        css.Append(CultureInfo.InvariantCulture, $"#l{row}{{animation:l{row} {total:0.0}s step-end infinite}}\n");
        body.Append(CultureInfo.InvariantCulture,
            $"<text id=\"l{row}\" class=\"{line.Kind}\" x=\"{Left}\" y=\"{Top + row * LineHeight}\" ")
            .Append(CultureInfo.InvariantCulture, $"textLength=\"{line.Text.Length * CharWidth:0.#}\">")
            .Append(SecurityElement.Escape(line.Text)).Append("</text>\n");
    }

    private static void AnimateScrolling(List<TimedLine> lines, double total, StringBuilder css)
    {
        css.Append("@keyframes scroll{0%{transform:none}");
        for (var row = Rows; row < lines.Count; row++)
            css.Append(CultureInfo.InvariantCulture,
                $"{lines[row].Start / total * 100:0.##}%{{transform:translateY({(Rows - 1 - row) * LineHeight}px)}}");
        css.Append(CultureInfo.InvariantCulture, $"100%{{transform:translateY({(Rows - lines.Count) * LineHeight}px)}}}}")
            .Append(CultureInfo.InvariantCulture, $"#scroll{{animation:scroll {total:0.0}s step-end infinite}}\n");
    }

    private sealed record TimedLine(string Kind, string Text, double Start, double End);
}

namespace Scopix.Emulator.Api.Scopix.Exports;

/// <summary>
/// CSV of RFC 4180: UTF-8 without a byte order mark, CRLF. A text that a spreadsheet would read as a formula is prefixed with an
/// apostrophe (assumed; OWASP, CSV Injection).
/// </summary>
internal sealed class CsvTableWriter : ITableWriter
{
    private readonly StreamWriter _csv;

    public CsvTableWriter(Stream target, ExportCell[] header)
    {
        _csv = new StreamWriter(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\r\n" };
        WriteRow(header);
    }

    public void WriteRow(ExportCell[] row)
    {
        for (var i = 0; i < row.Length; i++)
        {
            if (i > 0) _csv.Write(',');
            WriteField(FormulaGuard.EscapeFormula(row[i].Text));
        }
        _csv.WriteLine();
    }

    public void Dispose() => _csv.Dispose();

    private void WriteField(string text)
    {
        if (!NeedsQuotes(text))
        {
            _csv.Write(text);
            return;
        }
        _csv.Write('"');
        _csv.Write(text.Replace("\"", "\"\"", StringComparison.Ordinal));
        _csv.Write('"');
    }

    /// <summary>Spaces at the ends are quoted too, because some readers trim fields.</summary>
    private static bool NeedsQuotes(string text) =>
        text.AsSpan().ContainsAny("\",\r\n") || text.StartsWith(' ') || text.EndsWith(' ');
}

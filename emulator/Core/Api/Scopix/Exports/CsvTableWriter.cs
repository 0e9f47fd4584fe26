using CsvHelper;
using CsvHelper.Configuration;

namespace Scopix.Emulator.Api.Scopix.Exports;

/// <summary>
/// CSV of RFC 4180: UTF-8 without a byte order mark, CRLF. A text that a spreadsheet would read as a formula is prefixed with an
/// apostrophe (assumed; OWASP, CSV Injection).
/// </summary>
internal sealed class CsvTableWriter : ITableWriter
{
    private static readonly CsvConfiguration Configuration = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\r\n",

        // CsvHelper quotes a text with CRLF, but not one with CR or LF alone.
        ShouldQuote = args => ConfigurationFunctions.ShouldQuote(args) || args.Field.AsSpan().ContainsAny('\r', '\n'),
    };

    private readonly CsvWriter _csv;

    public CsvTableWriter(Stream target, ExportCell[] header)
    {
        _csv = new CsvWriter(new StreamWriter(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true),
            Configuration);
        WriteRow(header);
    }

    public void WriteRow(ExportCell[] row)
    {
        foreach (var cell in row) _csv.WriteField(FormulaGuard.EscapeFormula(cell.Text));
        _csv.NextRecord();
    }

    public void Dispose() => _csv.Dispose();
}

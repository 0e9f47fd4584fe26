using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Scopix.Emulator.Api.Scopix.Exports;

/// <summary>
/// RFC 4180: UTF-8 without a mark, CRLF. A text that a spreadsheet would take for a formula gets an apostrophe before it
/// (assumed; OWASP, CSV Injection).
/// </summary>
internal sealed class CsvTableWriter : ITableWriter
{
    private static readonly CsvConfiguration Configuration = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\r\n",

        // CsvHelper itself looks for the whole line end alone.
        ShouldQuote = args => ConfigurationFunctions.ShouldQuote(args) || args.Field.AsSpan().ContainsAny('\r', '\n'),
    };

    private readonly CsvWriter _csv;

    /// <summary>Begins a table with its header.</summary>
    public CsvTableWriter(Stream target, ExportCell[] header)
    {
        _csv = new CsvWriter(new StreamWriter(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true),
            Configuration);
        WriteRow(header);
    }

    /// <inheritdoc/>
    public void WriteRow(ExportCell[] row)
    {
        foreach (var cell in row) _csv.WriteField(FormulaGuard.EscapeFormula(cell.Text));
        _csv.NextRecord();
    }

    /// <inheritdoc/>
    public void Dispose() => _csv.Dispose();
}

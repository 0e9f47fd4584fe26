namespace Scopix.Emulator.Api.Scopix.Exports;

/// <summary>Writes a table in a file format. The constructor writes the header, <c>Dispose</c> the end.</summary>
internal interface ITableWriter : IDisposable
{
    /// <summary>The row has as many cells as the header.</summary>
    void WriteRow(ExportCell[] row);
}

/// <summary>The value of a cell; a sheet stores it as a number when <paramref name="IsNumber"/> is true.</summary>
internal readonly record struct ExportCell(string Text, bool IsNumber = false)
{
    public static ExportCell From(string? text) => new(text ?? "");

    public static ExportCell From(long number) => new(number.ToString(CultureInfo.InvariantCulture), IsNumber: true);
}

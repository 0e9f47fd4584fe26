using System.Globalization;

namespace Scopix.Emulator.Api.Scopix.Exports;

/// <summary>A table that is being written in some file format; its header was written when it was opened, and disposing ends it.</summary>
internal interface ITableWriter : IDisposable
{
    /// <summary>Writes a row, with as many cells as the header has.</summary>
    void WriteRow(ExportCell[] row);
}

/// <summary>What stands in a cell.</summary>
/// <param name="Text">As it is read.</param>
/// <param name="IsNumber">True when a sheet may count with it.</param>
internal readonly record struct ExportCell(string Text, bool IsNumber = false)
{
    /// <summary>A text, empty for null.</summary>
    public static ExportCell From(string? text) => new(text ?? "");

    /// <summary>A whole number.</summary>
    public static ExportCell From(long number) => new(number.ToString(CultureInfo.InvariantCulture), IsNumber: true);
}

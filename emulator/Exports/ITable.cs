using System.Globalization;

namespace Scopix.Emulator.Exports;

/// <summary>A table that is being written in some file format; its header was written when it was opened, and disposing ends it.</summary>
public interface ITable : IDisposable
{
    /// <summary>Writes a row, with as many cells as the header has.</summary>
    void Add(Cell[] row);
}

/// <summary>What stands in a cell.</summary>
/// <param name="Text">As it is read.</param>
/// <param name="IsNumber">True when a sheet may count with it.</param>
public readonly record struct Cell(string Text, bool IsNumber = false)
{
    /// <summary>A text, empty for null.</summary>
    public static Cell Of(string? text) => new(text ?? "");

    /// <summary>A whole number.</summary>
    public static Cell Of(long number) => new(number.ToString(CultureInfo.InvariantCulture), IsNumber: true);
}

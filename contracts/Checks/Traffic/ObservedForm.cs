namespace Scopix.Contracts.Checks.Traffic;

/// <summary>The outline of a form that a client sent.</summary>
/// <param name="Parts">The parts in their order.</param>
/// <param name="IsWhole">Whether the form was read to its end.</param>
public sealed record ObservedForm(IReadOnlyList<FormPart> Parts, bool IsWhole);

/// <summary>A part of a form.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Filename">Its file name; null when it is no file.</param>
/// <param name="Text">Its content; null for a file, and for a text that was too long to be kept or is not UTF-8.</param>
public sealed record FormPart(string Name, string? Filename, string? Text)
{
    /// <summary>Whether it has a file name.</summary>
    public bool IsFile => Filename is not null;
}

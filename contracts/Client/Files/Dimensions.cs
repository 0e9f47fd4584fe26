namespace Scopix.Client;

/// <summary>Width and height in pixels; null until they are extracted.</summary>
public sealed record Dimensions : ScopixRecord
{
    public int? Width { get; init; }

    public int? Height { get; init; }
}

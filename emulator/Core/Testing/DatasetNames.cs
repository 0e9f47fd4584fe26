// The datasets. Written from the contracts by make types; do not edit.
namespace Scopix.Emulator;

/// <summary>The datasets.</summary>
public static class DatasetNames
{
    /// <summary><c>demo</c></summary>
    public const string Demo = "demo";
    /// <summary><c>inspection</c></summary>
    public const string Inspection = "inspection";
    /// <summary><c>real-estate</c></summary>
    public const string RealEstate = "real-estate";
    /// <summary><c>documents</c></summary>
    public const string Documents = "documents";
    /// <summary><c>empty</c></summary>
    public const string Empty = "empty";
    /// <summary><c>edge</c></summary>
    public const string Edge = "edge";
    /// <summary><c>scale</c></summary>
    public const string Scale = "scale";
}

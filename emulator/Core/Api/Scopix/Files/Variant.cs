using Scopix.Media.Previews;

namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>
/// A kind of smaller picture (seed 001, Image Operations; seed 000 names <c>medium_512</c> and the annotated ones too).
/// </summary>
/// <param name="Categories">The content categories that have this variant; null for all.</param>
internal sealed record Variant(string Name, int MaxSide, string[]? Categories = null)
{
    public const string OriginalName = "original";

    public const string FolderName = "variants";

    /// <summary>What <c>thumbnail_url</c> shows (which one is assumed).</summary>
    public static readonly Variant Small = new("small_256", 256);

    /// <summary>What <c>medium_url</c> shows (which one is assumed).</summary>
    public static readonly Variant Medium = new("medium_750", 750);

    /// <summary>What <c>full_url</c> shows: the example's path says <c>large</c>.</summary>
    public static readonly Variant Large = new("large_1024", 1024);

    /// <summary>
    /// All variants but the original. What the annotated ones show is not documented: here they show the large picture, for the
    /// categories of such drawings (assumed).
    /// </summary>
    public static readonly Variant[] All =
    [
        new("tiny_64", 64), Small, new("medium_512", 512), Medium, Large,
        new("legend_annotated", 1024, ["ce_plan", "blueprint", "map"]),
        new("architectural_design_annotated", 1024, ["architectural_design"]),
    ];

    public static readonly string[] Names = [OriginalName, .. All.Select(variant => variant.Name)];

    public bool AppliesTo(FileRecord file) => Categories is null || Categories.Contains(file.ContentCategory);

    public static string GetFolder(string tenant, string hash) => $"{FolderName}/{tenant}/{hash}";

    /// <summary>The object key of the picture: <c>variants/{tenant}/{sha256}/{variant}.jpg</c>.</summary>
    public string GetKey(string tenant, FileRecord file) =>
        $"{GetFolder(tenant, file.Hash)}/{Name}.{PreviewRenderer.GetExtension(file.ContentType)}";

    /// <summary>The variant and the content's hash in a key; null when the key belongs to no picture of the tenant.</summary>
    public static (Variant Variant, string Hash)? ParseKey(string tenant, string key)
    {
        if (key.Split('/') is not [FolderName, var owner, { Length: 64 } hash, var name] || owner != tenant) return null;
        return Array.Find(All, variant => variant.Name == Path.GetFileNameWithoutExtension(name)) is { } variant ? (variant, hash) : null;
    }
}

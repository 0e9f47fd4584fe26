using System.Text.Json.Serialization;

namespace Scopix.Client;

/// <summary>A picture of an image (seed 000, Get Image Variants); the number is the longer side in pixels.</summary>
[JsonConverter(typeof(OpenEnumConverter<VariantType>))]
public readonly record struct VariantType(string Value) : IOpenEnumeration<VariantType>
{
    public static VariantType Original => new("original");

    public static VariantType Tiny64 => new("tiny_64");

    public static VariantType Small256 => new("small_256");

    public static VariantType Medium512 => new("medium_512");

    public static VariantType Medium750 => new("medium_750");

    public static VariantType Large1024 => new("large_1024");

    public static VariantType LegendAnnotated => new("legend_annotated");

    public static VariantType ArchitecturalDesignAnnotated => new("architectural_design_annotated");

    /// <inheritdoc/>
    public static VariantType FromValue(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>The fields that the search of a list covers.</summary>
[JsonConverter(typeof(OpenEnumConverter<SearchMode>))]
public readonly record struct SearchMode(string Value) : IOpenEnumeration<SearchMode>
{
    public static SearchMode All => new("all");

    public static SearchMode Metadata => new("metadata");

    public static SearchMode VisibleText => new("visible_text");

    /// <inheritdoc/>
    public static SearchMode FromValue(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>The sort field of a list of files.</summary>
[JsonConverter(typeof(OpenEnumConverter<FileSort>))]
public readonly record struct FileSort(string Value) : IOpenEnumeration<FileSort>
{
    public static FileSort ContentCreatedAt => new("content_created_at");

    public static FileSort CreatedAt => new("created_at");

    public static FileSort Title => new("title");

    public static FileSort SizeBytes => new("size_bytes");

    /// <inheritdoc/>
    public static FileSort FromValue(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>The sort direction.</summary>
[JsonConverter(typeof(OpenEnumConverter<SortOrder>))]
public readonly record struct SortOrder(string Value) : IOpenEnumeration<SortOrder>
{
    public static SortOrder Desc => new("desc");

    public static SortOrder Asc => new("asc");

    /// <inheritdoc/>
    public static SortOrder FromValue(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>Where the bytes are stored (public: Enums).</summary>
[JsonConverter(typeof(OpenEnumConverter<StorageTarget>))]
public readonly record struct StorageTarget(string Value) : IOpenEnumeration<StorageTarget>
{
    public static StorageTarget Default => new("default");

    public static StorageTarget Custom => new("custom");

    /// <inheritdoc/>
    public static StorageTarget FromValue(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

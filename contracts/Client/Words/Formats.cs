using System.Text.Json.Serialization;

namespace Scopix.Client;

/// <summary>The format of a file export.</summary>
[JsonConverter(typeof(OpenEnumConverter<ExportFormat>))]
public readonly record struct ExportFormat(string Value) : IOpenEnumeration<ExportFormat>
{
    public static ExportFormat Csv => new("csv");

    public static ExportFormat Xlsx => new("xlsx");

    public static ExportFormat Docx => new("docx");

    public static ExportFormat GoogleSheets => new("google_sheets");

    /// <inheritdoc/>
    public static ExportFormat FromValue(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>The format of an export of the history.</summary>
[JsonConverter(typeof(OpenEnumConverter<DataExportFormat>))]
public readonly record struct DataExportFormat(string Value) : IOpenEnumeration<DataExportFormat>
{
    public static DataExportFormat Csv => new("csv");

    public static DataExportFormat Json => new("json");

    public static DataExportFormat Jsonl => new("jsonl");

    /// <inheritdoc/>
    public static DataExportFormat FromValue(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>The kind of a compliance check.</summary>
[JsonConverter(typeof(OpenEnumConverter<ComplianceType>))]
public readonly record struct ComplianceType(string Value) : IOpenEnumeration<ComplianceType>
{
    public static ComplianceType Mls => new("mls");

    public static ComplianceType Marketplace => new("marketplace");

    /// <inheritdoc/>
    public static ComplianceType FromValue(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>The role of an image in a listing.</summary>
[JsonConverter(typeof(OpenEnumConverter<ComplianceImageType>))]
public readonly record struct ComplianceImageType(string Value) : IOpenEnumeration<ComplianceImageType>
{
    public static ComplianceImageType Main => new("main");

    public static ComplianceImageType Secondary => new("secondary");

    /// <inheritdoc/>
    public static ComplianceImageType FromValue(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>What happens to the contents of a deleted folder.</summary>
[JsonConverter(typeof(OpenEnumConverter<FolderDeletion>))]
public readonly record struct FolderDeletion(string Value) : IOpenEnumeration<FolderDeletion>
{
    public static FolderDeletion MoveToParent => new("move_to_parent");

    public static FolderDeletion DeleteAll => new("delete_all");

    /// <inheritdoc/>
    public static FolderDeletion FromValue(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

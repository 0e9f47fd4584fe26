namespace Scopix.Emulator.Control.Imports;

/// <summary>The JSON of an archive.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(TimestampJsonConverter)])]
[JsonSerializable(typeof(ImportHeader))]
[JsonSerializable(typeof(ImportedProject[]))]
[JsonSerializable(typeof(ImportedFolder[]))]
[JsonSerializable(typeof(ImportedFile))]
[JsonSerializable(typeof(ImportedLlamaFile))]
internal sealed partial class ImportJsonContext : JsonSerializerContext;

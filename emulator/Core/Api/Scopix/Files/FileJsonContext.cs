using System.Text.Encodings.Web;

namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>The JSON of a stored file. Nulls are left out, which saves a quarter of the size; JSON with nulls is read too.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    Converters = [typeof(TimestampJsonConverter), typeof(FractionJsonConverter)])]
[JsonSerializable(typeof(FileRecord))]
internal sealed partial class FileJsonContext : JsonSerializerContext
{
    /// <summary>Writes text as UTF-8, not as escapes.</summary>
    public static FileJsonContext Instance => UnescapedContext.Value;

    /// <summary>Created on first use, when <see cref="Default"/> exists.</summary>
    private static class UnescapedContext
    {
        internal static readonly FileJsonContext Value =
            new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }
}

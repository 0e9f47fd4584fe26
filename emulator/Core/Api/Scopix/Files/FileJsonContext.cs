using System.Text.Encodings.Web;
using Scopix.Emulator.Engine;
using Scopix.Emulator.Http;

namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>The JSON of a file as it is kept: as it is sent, but nulls are left out, a quarter of all. It reads both.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    Converters = [typeof(TimestampJsonConverter), typeof(FractionJsonConverter)])]
[JsonSerializable(typeof(FileRecord))]
internal sealed partial class FileJsonContext : JsonSerializerContext
{
    /// <summary>The one instance: text is written as UTF-8, not as escapes.</summary>
    public static FileJsonContext Instance => UnescapedContext.Value;

    /// <summary>Made on first use, when <see cref="Default"/> is there.</summary>
    private static class UnescapedContext
    {
        internal static readonly FileJsonContext Value =
            new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }
}

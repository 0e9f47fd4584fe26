using System.Text.Encodings.Web;

namespace Scopix.Emulator.Http;

/// <summary>The JSON of error bodies.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(TimestampJsonConverter), typeof(FractionJsonConverter)])]
[JsonSerializable(typeof(ErrorEnvelope))]
[JsonSerializable(typeof(FastapiError))]
[JsonSerializable(typeof(FastapiIssue[]))]
internal sealed partial class HttpJsonContext : JsonSerializerContext
{
    /// <summary>Writes text as UTF-8, without escapes.</summary>
    public static HttpJsonContext Shared =>
        field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

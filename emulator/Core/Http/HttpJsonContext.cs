using System.Text.Encodings.Web;
using Scopix.Emulator.Engine;

namespace Scopix.Emulator.Http;

/// <summary>The JSON of error bodies: source-generated, snake_case, null where the documents show null.</summary>
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
    /// <summary>The one instance. Text is written as UTF-8, not as escapes.</summary>
    public static HttpJsonContext Shared =>
        field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

using System.Text.Encodings.Web;
using Scopix.Emulator.Engine;

namespace Scopix.Emulator;

/// <summary>The JSON of what the .NET test kit sends: source-generated, snake_case, null where the documents show null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(TimestampJsonConverter), typeof(FractionJsonConverter)])]
[JsonSerializable(typeof(ExpectedRequest))]
internal sealed partial class TestingJsonContext : JsonSerializerContext
{
    /// <summary>The one instance. Text is written as UTF-8, not as escapes.</summary>
    public static TestingJsonContext Shared =>
        field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

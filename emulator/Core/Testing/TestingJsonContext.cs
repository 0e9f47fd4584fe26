using System.Text.Encodings.Web;
using Scopix.Emulator.Engine;

namespace Scopix.Emulator;

/// <summary>The JSON that the .NET test kit sends.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(TimestampJsonConverter), typeof(FractionJsonConverter)])]
[JsonSerializable(typeof(ExpectedRequest))]
internal sealed partial class TestingJsonContext : JsonSerializerContext
{
    /// <summary>Writes text as UTF-8, without escapes.</summary>
    public static TestingJsonContext Shared =>
        field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

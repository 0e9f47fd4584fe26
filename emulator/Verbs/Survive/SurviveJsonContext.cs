using System.Text.Encodings.Web;

namespace Scopix.Emulator.Tool.Survive;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(SurviveReport))]
[JsonSerializable(typeof(ExperimentResult))]
[JsonSerializable(typeof(RunIdentity))]
internal sealed partial class SurviveJsonContext : JsonSerializerContext
{
    public static SurviveJsonContext Shared =>
        field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

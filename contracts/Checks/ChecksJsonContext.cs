using System.Text.Encodings.Web;

namespace Scopix.Contracts.Checks;

/// <summary>Reads and writes recordings.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(Recording))]
internal sealed partial class RecordingJsonContext : JsonSerializerContext
{
    public static RecordingJsonContext Readable =>
        field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

/// <summary>Reads <c>assumptions.json</c> strictly.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(List<AssumptionDecision>))]
internal sealed partial class AssumptionsJsonContext : JsonSerializerContext;

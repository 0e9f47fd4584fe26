using System.Text.Encodings.Web;
using Scopix.Emulator.Engine;

namespace Scopix.Emulator.Proxy;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DriftResponse))]
[JsonSerializable(typeof(DifferencesResponse))]
[JsonSerializable(typeof(ProxyHealthResponse))]
[JsonSerializable(typeof(ProxyErrorResponse))]
internal sealed partial class ProxyJsonContext : JsonSerializerContext
{
    public static ProxyJsonContext Shared { get; } =
        new(new(JsonSerializerDefaults.General)
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new TimestampJsonConverter() },
        });
}

using System.Text;
using System.Text.Json;

namespace Scopix.Durability;

/// <summary>A response that was read completely.</summary>
internal sealed record EmulatorResponse(int Status, byte[] Bytes)
{
    public string Text => Encoding.UTF8.GetString(Bytes);

    public JsonElement Json => JsonDocument.Parse(Bytes).RootElement;

    public string this[string field] => Json.GetProperty(field).GetString()!;
}

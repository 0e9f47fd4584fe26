using System.Collections.ObjectModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Scopix.Client;

/// <summary>
/// The base of records that the service sends: it keeps fields that this client does not know, and its text form is safe to log.
/// </summary>
public abstract record ScopixRecord
{
    /// <summary>The received fields that have no property here, by their names on the wire.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, JsonElement> AdditionalProperties =>
        ExtensionData ?? (IReadOnlyDictionary<string, JsonElement>)ReadOnlyDictionary<string, JsonElement>.Empty;

    [JsonInclude]
    [JsonExtensionData]
    internal Dictionary<string, JsonElement>? ExtensionData { get; set; }

    /// <summary>The record as JSON, without the queries of URLs, which contain signatures.</summary>
    public sealed override string ToString() =>
        SecretRedaction.RemoveQueryStrings(JsonSerializer.Serialize(this, ClientJson.Default.GetTypeInfo(GetType())!));
}

using System.Collections.ObjectModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Scopix.Client;

/// <summary>What the service sends: fields that this client does not know yet are kept, and a text form that can be logged.</summary>
public abstract record ScopixRecord
{
    /// <summary>The fields that came and have no property here, by their names on the wire.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, JsonElement> AdditionalProperties =>
        ExtensionData ?? (IReadOnlyDictionary<string, JsonElement>)ReadOnlyDictionary<string, JsonElement>.Empty;

    [JsonInclude]
    [JsonExtensionData]
    internal Dictionary<string, JsonElement>? ExtensionData { get; set; }

    /// <summary>The record as JSON; the queries of URLs, where signatures are, are left out.</summary>
    public sealed override string ToString() =>
        SecretRedaction.RemoveQueryStrings(JsonSerializer.Serialize(this, ClientJson.Default.GetTypeInfo(GetType())!));
}

using System.Text.RegularExpressions;

namespace Scopix.Contracts.Checks.Comparing;

/// <summary>Replaces the reference's ids, cursors and times in a request by those of the candidate.</summary>
/// <param name="map">What is known of the account.</param>
public sealed partial class RequestTranslator(ValueMap map)
{
    /// <summary>
    /// Whether a translated text had an id without a counterpart: that of a resource that only the reference has, or of none.
    /// </summary>
    public bool HasUnknownId { get; private set; }

    /// <summary>Whether a request may name a resource of the candidate that no earlier request has created.</summary>
    public bool HasForeignId { get; private set; }

    /// <summary>The body is sent as it is. It may name any resource.</summary>
    public void LeaveBody() => HasForeignId = true;

    /// <summary>The path and the query of a request, as they were sent.</summary>
    public string TranslateTarget(string target) => TargetToken().Replace(target, token =>
    {
        var text = Uri.UnescapeDataString(token.Value.Replace('+', ' '));
        var translated = TranslateText(text);
        return translated == text ? token.Value : Uri.EscapeDataString(translated);
    });

    /// <summary>A value of a query, of a form or of JSON.</summary>
    public string TranslateText(string text)
    {
        if (map.Find(text) is { } whole) return Use(whole);
        return Id().Replace(text, id =>
        {
            if (map.Find(id.Value) is { } candidate) return Use(candidate);
            HasUnknownId = HasForeignId = true;
            return id.Value;
        });
    }

    private string Use(string candidate)
    {
        if (!map.IsCreated(candidate) && Id().IsMatch(candidate)) HasForeignId = true;
        return candidate;
    }

    /// <summary>A body of JSON; the same bytes if nothing of it is translated, or if it is no JSON.</summary>
    public ReadOnlyMemory<byte> TranslateJson(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty) return body;
        try
        {
            var root = JsonNode.Parse(body.Span, documentOptions: new() { MaxDepth = 64 });
            return Translate(root, out var translated) ? Encoding.UTF8.GetBytes(translated!.ToJsonString()) : body;
        }
        catch (Exception error) when (error is JsonException or ArgumentException or InvalidOperationException)
        {
            LeaveBody(); // no JSON, a name that appears twice, or a text that is no Unicode
            return body;
        }
    }

    private bool Translate(JsonNode? node, out JsonNode? translated)
    {
        translated = node;
        switch (node)
        {
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                var text = value.GetValue<string>();
                if (TranslateText(text) is var replacement && replacement == text) return false;
                translated = JsonValue.Create(replacement);
                return true;
            case JsonObject fields:
                return ReplaceAny(fields.ToList().Select(field =>
                    (field.Value, new Action<JsonNode?>(other => fields[field.Key] = other))));
            case JsonArray items:
                return ReplaceAny(items.ToList().Index().Select(item =>
                    (item.Item, new Action<JsonNode?>(other => items[item.Index] = other))));
            default:
                return false;
        }
    }

    private bool ReplaceAny(IEnumerable<(JsonNode? Node, Action<JsonNode?> Replace)> nodes)
    {
        var isReplaced = false;
        foreach (var (node, replace) in nodes)
        {
            if (!Translate(node, out var translated)) continue;
            if (!ReferenceEquals(node, translated)) replace(translated);
            isReplaced = true;
        }
        return isReplaced;
    }

    [GeneratedRegex("[^/?&=,;#]+")]
    private static partial Regex TargetToken();

    [GeneratedRegex("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}")]
    private static partial Regex Id();
}

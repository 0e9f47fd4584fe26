using System.Text.Encodings.Web;
using Microsoft.AspNetCore.WebUtilities;

namespace Scopix.Emulator.Api.LlamaCloud;

/// <summary>
/// An order of files and its page tokens. A token contains the values of the last file of its page, so that files that are added or
/// deleted between two pages neither hide nor repeat others.
/// </summary>
internal sealed class LlamaFileOrder
{
    /// <summary>The most characters of <c>order_by</c> (a limit of ours).</summary>
    public const int MaxLength = 500;

    private static readonly Dictionary<string, (string Sql, Func<LlamaFileRecord, object> Value)> KnownFields = new()
    {
        ["id"] = ("id", file => file.Id),
        ["name"] = ("name", file => file.Name),
        ["created_at"] = ("created_at", file => Database.ToMicroseconds(file.CreatedAt)),
        ["last_modified_at"] = ("created_at", file => Database.ToMicroseconds(file.CreatedAt)),
        ["external_file_id"] = ("COALESCE(external_file_id, '')", file => file.ExternalFileId ?? ""),
        ["file_type"] = ("COALESCE(file_type, '')", file => file.FileType ?? ""),
        ["purpose"] = ("purpose", file => file.Purpose),
    };

    private readonly (string Name, bool Descending)[] _fields;

    private LlamaFileOrder((string Name, bool Descending)[] fields) => _fields = fields;

    /// <summary>The ORDER BY clause. Equal files are sorted by upload, in the direction of the first field.</summary>
    public string OrderBySql => string.Join(", ", Keys.Select(key => key.Sql + (key.Descending ? " DESC" : "")));

    /// <summary>
    /// Reads <c>order_by</c> in both documented forms (public: the reference's text changed): a list of fields, each optionally followed
    /// by <c>asc</c> or <c>desc</c>; or, if <paramref name="allowBareField"/>, one field, where <c>created_at</c> means the newest first.
    /// The default is the newest first (assumed).
    /// </summary>
    /// <exception cref="ApiError">A field is unknown: 422 (assumed).</exception>
    public static LlamaFileOrder Parse(string? text, string place, bool allowBareField)
    {
        if (string.IsNullOrWhiteSpace(text)) return new LlamaFileOrder([("created_at", true)]);
        if (allowBareField && text.Trim() == "created_at") return new LlamaFileOrder([("created_at", true)]);
        var fields = text.Split(',').Select(field => ParseField(field, place)).DistinctBy(field => field.Name).ToArray();
        return new LlamaFileOrder(fields);
    }

    public string CreatePageToken(LlamaFileRecord last)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartArray();
            json.WriteStringValue(OrderBySql);
            foreach (var key in Keys)
            {
                if (key.Value(last) is long number) json.WriteNumberValue(number);
                else json.WriteStringValue((string)key.Value(last));
            }
            json.WriteEndArray();
        }
        return WebEncoders.Base64UrlEncode(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    /// <summary>Adds the condition that selects the files after a token.</summary>
    /// <exception cref="ApiError">The token is invalid, or belongs to another order: 400 (assumed).</exception>
    public void AddPageCondition(string token, SqlConditions conditions)
    {
        var keys = Keys.ToArray();
        var values = ReadToken(token, keys.Length);
        var condition = "";
        for (var n = keys.Length - 1; n >= 0; n--)
        {
            var after = $"{keys[n].Sql} {(keys[n].Descending ? "<" : ">")} {{{n}}}";
            condition = condition.Length == 0 ? after : $"{after} OR ({keys[n].Sql} = {{{n}}} AND ({condition}))";
        }
        conditions.Add($"{keys[0].Sql} {(keys[0].Descending ? "<=" : ">=")} {{0}} AND ({condition})", values);
    }

    private IEnumerable<(string Sql, bool Descending, Func<LlamaFileRecord, object> Value)> Keys => _fields
        .Select(order => (KnownFields[order.Name].Sql, order.Descending, KnownFields[order.Name].Value))
        .Append(("seq", _fields[0].Descending, file => file.Seq));

    private object?[] ReadToken(string token, int count)
    {
        try
        {
            using var json = JsonDocument.Parse(WebEncoders.Base64UrlDecode(token));
            var items = json.RootElement.EnumerateArray().ToArray();
            if (items.Length == count + 1 && items[0].GetString() == OrderBySql) return [.. items.Skip(1).Select(ToValue)];
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException or DecoderFallbackException)
        {
            // refused below, like a token of another order
        }
        throw ApiError.BadRequest("Invalid page token");
    }

    private static object? ToValue(JsonElement json) => json.ValueKind == JsonValueKind.Number ? json.GetInt64() : json.GetString();

    private static bool EqualsIgnoreCase(string text, string word) => text.Equals(word, StringComparison.OrdinalIgnoreCase);

    private static (string Name, bool Descending) ParseField(string text, string place) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) switch
        {
            [var name] when KnownFields.ContainsKey(name) => (name, false),
            [var name, var direction] when KnownFields.ContainsKey(name) && EqualsIgnoreCase(direction, "asc") => (name, false),
            [var name, var direction] when KnownFields.ContainsKey(name) && EqualsIgnoreCase(direction, "desc") => (name, true),
            _ => throw ApiError.Invalid("order_by",
                $"must be fields separated by commas, each with an optional asc or desc: {string.Join(", ", KnownFields.Keys)}", place),
        };
}

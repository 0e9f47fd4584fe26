using System.Globalization;
using System.Text;

namespace Scopix.Client;

/// <summary>Builds a path below <c>/api/v2</c> with its query; parameters that are null are left out.</summary>
internal sealed class RequestPath(string path)
{
    private readonly StringBuilder _text = new("/api/v2" + path);
    private char _separator = '?';

    /// <summary>Escapes an id as a segment of a path.</summary>
    /// <exception cref="ArgumentException">The id is empty, or it is <c>.</c> or <c>..</c>.</exception>
    public static string EscapeSegment(string id)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        if (id is "." or "..") throw new ArgumentException("An id must not be . or .. .", nameof(id));
        return Uri.EscapeDataString(id);
    }

    public static string FormatTime(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    public RequestPath Add(string name, string? value)
    {
        if (value is null) return this;
        _text.Append(_separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
        _separator = '&';
        return this;
    }

    public RequestPath Add(string name, bool? value) => Add(name, value is null ? null : value.Value ? "true" : "false");

    public RequestPath Add(string name, int? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    public RequestPath Add(string name, double? value) => Add(name, value?.ToString("R", CultureInfo.InvariantCulture));

    public RequestPath Add(string name, DateTimeOffset? value) => Add(name, value is { } time ? FormatTime(time) : null);

    public RequestPath Add(string name, IEnumerable<string>? values)
    {
        foreach (var value in values ?? []) Add(name, value);
        return this;
    }

    public override string ToString() => _text.ToString();
}

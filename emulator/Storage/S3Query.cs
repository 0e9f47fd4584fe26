using System.Text;

namespace Scopix.Storage;

/// <summary>A query as S3 reads it: all pairs, case-sensitive names, and an empty value for a name without <c>=</c>.</summary>
internal sealed class S3Query
{
    private readonly List<(string Name, string RawValue, string CanonicalName, string CanonicalValue)> _pairs = [];

    public S3Query(string raw)
    {
        foreach (var part in raw.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var (name, value) = equals < 0 ? (part, "") : (part[..equals], part[(equals + 1)..]);
            _pairs.Add((UriEncoding.Decode(name, path: false), value, UriEncoding.Canonicalize(name, path: false),
                UriEncoding.Canonicalize(value, path: false)));
        }
    }

    public bool Has(string name) => _pairs.Exists(pair => pair.Name == name);

    public string? FindFirst(string name, StringComparison comparison = StringComparison.Ordinal)
    {
        foreach (var pair in _pairs)
            if (pair.Name.Equals(name, comparison))
                return UriEncoding.Decode(pair.RawValue, path: false);
        return null;
    }

    /// <summary>Decoded; null when absent or given several times.</summary>
    public string? FindSingle(string name) => _pairs.Count(pair => pair.Name == name) == 1 ? FindFirst(name) : null;

    /// <summary>The canonical query without the signature, sorted by escaped name, then by escaped value.</summary>
    public string ToCanonical()
    {
        var signed = new List<(string Name, string Value)>(_pairs.Count);
        foreach (var pair in _pairs)
            if (pair.Name != SigV4.SignatureParameter)
                signed.Add((pair.CanonicalName, pair.CanonicalValue));
        return ToCanonical(signed);
    }

    /// <summary>Sorts pairs that are already escaped.</summary>
    public static string ToCanonical(List<(string Name, string Value)> escaped)
    {
        escaped.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name) is not 0 and var order
            ? order
            : string.CompareOrdinal(a.Value, b.Value));
        var canonical = new StringBuilder(384);
        foreach (var (name, value) in escaped)
            canonical.Append(canonical.Length == 0 ? "" : "&").Append(name).Append('=').Append(value);
        return canonical.ToString();
    }
}

using System.Collections.ObjectModel;

namespace Scopix.Media.Pdf;

internal enum PdfKind : byte
{
    Null,
    Boolean,
    Number,
    Name,
    String,
    Array,
    Dictionary,
    Stream,
    Reference,

    /// <summary>An operator or a bracket.</summary>
    Keyword,

    End,
}

/// <summary>An object or a token. Numbers and references are in <see cref="Number"/>, everything else in <see cref="Content"/> (names and
/// keywords as strings, strings as bytes).</summary>
internal readonly record struct PdfValue(PdfKind Kind, double Number = 0, object? Content = null)
{
    public static readonly PdfValue Null = new(PdfKind.Null);
    private static readonly ReadOnlyCollection<PdfValue> Empty = new([]);

    public bool IsNumber => Kind == PdfKind.Number;
    public string? Name => Kind == PdfKind.Name ? (string)Content! : null;
    public string? Keyword => Kind == PdfKind.Keyword ? (string)Content! : null;
    public byte[]? Bytes => Kind == PdfKind.String ? (byte[])Content! : null;
    public PdfStream? Stream => Kind == PdfKind.Stream ? (PdfStream)Content! : null;

    /// <summary>A dictionary, also that of a stream; empty for other kinds.</summary>
    public PdfDictionary Dictionary => Content as PdfDictionary ?? Stream?.Dictionary ?? PdfDictionary.Empty;

    public IReadOnlyList<PdfValue> Array => Kind == PdfKind.Array ? (List<PdfValue>)Content! : Empty;
    public int ReferencedNumber => Kind == PdfKind.Reference ? (int)Number : -1;

    public int ToInt(int otherwise = 0) => IsNumber ? (int)Math.Clamp(Number, int.MinValue, int.MaxValue) : otherwise;

    public double ToDouble(double otherwise = 0) => IsNumber ? Number : otherwise;

    /// <summary>A byte offset or length in a file; −1 when it cannot be one.</summary>
    public long AsOffset => IsNumber && Number is >= 0 and < 1e15 ? (long)Number : -1;

    public bool IsKeyword(string keyword) => Kind == PdfKind.Keyword && (string)Content! == keyword;
}

/// <summary>A dictionary whose values may be references. The first of equal keys wins.</summary>
internal sealed class PdfDictionary
{
    public static readonly PdfDictionary Empty = new();
    private readonly Dictionary<string, PdfValue> _values = [];

    public PdfValue this[string key] => _values.GetValueOrDefault(key);

    public IEnumerable<KeyValuePair<string, PdfValue>> Values => _values;
    public int Count => _values.Count;

    public void Add(string key, PdfValue value) => _values.TryAdd(key, value);
}

/// <summary>A stream's dictionary and the offset of its bytes in the file, which are read on demand. The object's number and generation
/// are part of its key.</summary>
internal sealed record PdfStream(PdfDictionary Dictionary, long Offset, int Number, int Generation);

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

    /// <summary>An operator, or a bracket that stands for itself.</summary>
    Keyword,

    /// <summary>Nothing is left to read.</summary>
    End,
}

/// <summary>
/// One object or token: numbers and references in <see cref="Number"/>, everything else in <see cref="Content"/> (a name or
/// keyword as string, a string as bytes).
/// </summary>
internal readonly record struct PdfValue(PdfKind Kind, double Number = 0, object? Content = null)
{
    public static readonly PdfValue Null = new(PdfKind.Null);
    private static readonly ReadOnlyCollection<PdfValue> Empty = new([]);

    public bool IsNumber => Kind == PdfKind.Number;

    public string? Name => Kind == PdfKind.Name ? (string)Content! : null;

    public string? Keyword => Kind == PdfKind.Keyword ? (string)Content! : null;

    public byte[]? Bytes => Kind == PdfKind.String ? (byte[])Content! : null;

    public PdfStream? Stream => Kind == PdfKind.Stream ? (PdfStream)Content! : null;

    /// <summary>A dictionary, a stream's too; an empty one for everything else.</summary>
    public PdfDictionary Dictionary => Content as PdfDictionary ?? Stream?.Dictionary ?? PdfDictionary.Empty;

    /// <summary>An array's elements; none for everything else.</summary>
    public IReadOnlyList<PdfValue> Array => Kind == PdfKind.Array ? (List<PdfValue>)Content! : Empty;

    /// <summary>The number of the object that a reference points to.</summary>
    public int ReferencedNumber => Kind == PdfKind.Reference ? (int)Number : -1;

    /// <summary>A whole number clamped to what an int holds; a default for everything that is not a number.</summary>
    public int ToInt(int otherwise = 0) => IsNumber ? (int)Math.Clamp(Number, int.MinValue, int.MaxValue) : otherwise;

    public double ToDouble(double otherwise = 0) => IsNumber ? Number : otherwise;

    /// <summary>A byte offset or length in a file; −1 for everything that cannot be one.</summary>
    public long AsOffset => IsNumber && Number is >= 0 and < 1e15 ? (long)Number : -1;

    public bool IsKeyword(string keyword) => Kind == PdfKind.Keyword && (string)Content! == keyword;
}

/// <summary>A dictionary as written: its values may be references. The first of equal keys wins.</summary>
internal sealed class PdfDictionary
{
    public static readonly PdfDictionary Empty = new();
    private readonly Dictionary<string, PdfValue> _values = [];

    public PdfValue this[string key] => _values.GetValueOrDefault(key);

    public IEnumerable<KeyValuePair<string, PdfValue>> Values => _values;

    public int Count => _values.Count;

    public void Add(string key, PdfValue value) => _values.TryAdd(key, value);
}

/// <summary>A stream's dictionary and where its bytes begin; they are read when asked for.</summary>
/// <param name="Dictionary">As written.</param>
/// <param name="Offset">Of the first byte, in the file.</param>
/// <param name="Number">The object's number.</param>
/// <param name="Generation">The object's generation, for its key.</param>
internal sealed record PdfStream(PdfDictionary Dictionary, long Offset, int Number, int Generation);

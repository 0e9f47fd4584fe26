using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Scopix.Client;

/// <summary>A value that may be left out, which is something else than null: absent leaves a field as it is, null empties it.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public readonly record struct Optional<T>
{
    private readonly T _value;

    /// <summary>A value that is there, even if it is null.</summary>
    public Optional(T value) => (_value, IsSet) = (value, true);

    /// <summary>False when it was left out.</summary>
    public bool IsSet { get; }

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">It was left out.</exception>
    public T Value => IsSet ? _value : throw new InvalidOperationException("There is no value.");

    /// <summary>A value that is there.</summary>
    public static implicit operator Optional<T>(T value) => new(value);
}

/// <summary>Writes an optional value; properties that have it are left out by <c>WhenWritingDefault</c>.</summary>
internal sealed class OptionalConverter<T> : JsonConverter<Optional<T>>
{
    public override Optional<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(JsonSerializer.Deserialize(ref reader, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)))!);

    public override void Write(Utf8JsonWriter writer, Optional<T> value, JsonSerializerOptions options)
    {
        if (value.Value is null) writer.WriteNullValue();
        else JsonSerializer.Serialize(writer, value.Value, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)));
    }
}

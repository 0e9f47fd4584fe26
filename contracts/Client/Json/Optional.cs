using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Scopix.Client;

/// <summary>A value that may be absent, which differs from null: an absent value does not change a field, null clears it.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public readonly record struct Optional<T>
{
    private readonly T _value;

    /// <summary>Creates a value that is set, even if it is null.</summary>
    public Optional(T value) => (_value, IsSet) = (value, true);

    /// <summary>False when the value is absent.</summary>
    public bool IsSet { get; }

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">The value is absent.</exception>
    public T Value => IsSet ? _value : throw new InvalidOperationException("The value is absent. Check IsSet first.");

    /// <summary>Converts a value into one that is set.</summary>
    public static implicit operator Optional<T>(T value) => new(value);
}

/// <summary>Writes an optional value; <c>WhenWritingDefault</c> leaves out absent ones.</summary>
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

namespace Scopix.Emulator.Engine;

/// <summary>Writes a whole number with <c>.0</c>, as the documents show (<c>100.0</c>), so that typed clients read a float.</summary>
internal sealed class FractionJsonConverter : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[32];
        if (Math.Abs(value) < 1e15 && Math.Truncate(value) == value
            && value.TryFormat(text, out var length, "F1", CultureInfo.InvariantCulture))
            writer.WriteRawValue(text[..length], skipInputValidation: true);
        else writer.WriteNumberValue(value);
    }
}

namespace Scopix.Emulator.Engine;

/// <summary>Writes a whole number with <c>.0</c>, as the documents show (<c>100.0</c>), so that typed clients read a float.</summary>
internal sealed class FractionJsonConverter : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
    {
        if (Math.Abs(value) < 1e15 && Math.Truncate(value) == value)
            writer.WriteRawValue(value.ToString("0.0", CultureInfo.InvariantCulture));
        else writer.WriteNumberValue(value);
    }
}

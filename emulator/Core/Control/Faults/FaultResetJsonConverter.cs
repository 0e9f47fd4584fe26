namespace Scopix.Emulator.Control.Faults;

/// <summary>Reads and writes a <see cref="FaultReset"/>.</summary>
internal sealed class FaultResetJsonConverter : JsonConverter<FaultReset>
{
    public override FaultReset Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.String when reader.ValueTextEquals("before"u8) => FaultReset.Before,
        JsonTokenType.String when reader.ValueTextEquals("after"u8) => FaultReset.After,
        _ => throw new JsonException("must be \"before\", \"after\", true or false"),
    };

    public override void Write(Utf8JsonWriter writer, FaultReset value, JsonSerializerOptions options)
    {
        if (value == FaultReset.Before || value == FaultReset.After) writer.WriteStringValue(value.ToString());
        else writer.WriteBooleanValue(value.IsSet);
    }
}

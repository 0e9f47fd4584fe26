using System.Buffers;
using System.Globalization;
using System.Text;

namespace Scopix.Emulator.Tool.Logging;

/// <summary>An entry as one line of JSON in ASCII, with the time in UTC and the fields of a request beside the message.</summary>
internal static class JsonLogFormat
{
    public static string Format(ConsoleEntry entry)
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("time", entry.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("level", entry.Level.ToString().ToLowerInvariant());
            json.WriteString("category", entry.Category);
            json.WriteString("message", entry.Message);
            foreach (var (name, value) in entry.Fields)
                if (name != "time") Write(json, name, value);
            if (entry.Error is { } error) json.WriteString("exception", error.ToString());
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.WrittenSpan) + "\n";
    }

    private static void Write(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case int number:
                json.WriteNumber(name, number);
                break;
            case double number:
                json.WriteNumber(name, number);
                break;
            case bool truth:
                json.WriteBoolean(name, truth);
                break;
            default:
                json.WriteString(name, value?.ToString());
                break;
        }
    }
}

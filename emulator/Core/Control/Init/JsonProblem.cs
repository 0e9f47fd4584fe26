namespace Scopix.Emulator.Control.Init;

/// <summary>Says what is wrong with JSON in words that do not speak of the reader's options.</summary>
internal static class JsonProblem
{
    public static string Describe(JsonException error)
    {
        var message = error.Message.Split(" LineNumber")[0].Split(" Change the reader options")[0].TrimEnd('.');
        return "is not valid JSON: " + (message.Contains("trailing comma", StringComparison.Ordinal)
            ? "a comma stands before the closing bracket" : message);
    }
}

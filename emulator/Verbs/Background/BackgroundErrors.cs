namespace Scopix.Emulator.Tool.Background;

/// <summary>The end of a verb that failed: one sentence on the error output, and exit code 1.</summary>
internal static class BackgroundErrors
{
    public static async Task<int> ReportAsync(Func<Task<int>> verb)
    {
        try
        {
            return await verb();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Report(error.Message);
        }
    }

    public static int Report(string problem)
    {
        Console.Error.WriteLine($"scopix-emulator: {problem}");
        return 1;
    }

    public static int ReportNone(string name) => Report(
        $"No emulator named {name} runs in the background. Run scopix-emulator start"
        + (name == BackgroundPaths.DefaultName ? "." : $" --name {name}."));
}

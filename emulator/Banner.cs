namespace Scopix.Emulator;

/// <summary>What the program prints when it is ready.</summary>
public static class Banner
{
    /// <summary>Address, key, and what to try.</summary>
    public static string For(Emulator emulator, EmulatorOptions options)
    {
        var address = emulator.BaseAddress.AbsoluteUri.TrimEnd('/');
        return $"""
            Scopix emulator is ready.
              API      {address}/api/v2
              Key      {emulator.ApiKey}{(options.Auth == AuthMode.Open ? " (any well-formed key is its own tenant)" : "")}
              Watch    {address}/_emulator/ui (the dashboard)
              Control  {address}/_emulator/info
              Keeps    {(options.Data is null ? "nothing: in memory" : options.Data)}{Holds(emulator, options)}
            Try:
              curl -H "Authorization: Bearer {emulator.ApiKey}" -F file=@photo.jpg {address}/api/v2/files/upload
              curl -H "Authorization: Bearer {emulator.ApiKey}" {address}/api/v2/files
            Stop with Ctrl-C.
            """;
    }

    private static string Holds(Emulator emulator, EmulatorOptions options)
    {
        if (options.Dataset is null) return "";
        return emulator.Seeded is { } seeded
            ? $"\n  Holds    the dataset {seeded.Dataset}: {seeded.Files} files"
            : $"\n  Holds    what it had; the dataset {options.Dataset} was not loaded again";
    }
}

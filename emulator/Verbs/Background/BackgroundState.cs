namespace Scopix.Emulator.Tool.Background;

/// <summary>What an emulator in the background says of itself; without an address it is still starting.</summary>
internal sealed record BackgroundState(string Name, int Process, string? Address, string ApiKey, string? Data, string Log)
{
    public string Describe() => Address is null
        ? $"{Name}  is starting  process {Process}  log {Log}"
        : $"{Name}  {Address}  process {Process}  data {Data ?? "in memory"}  log {Log}";
}

/// <summary>JSON of <see cref="BackgroundState"/>, by source generation.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(BackgroundState))]
[JsonSerializable(typeof(BackgroundState[]))]
internal sealed partial class BackgroundJsonContext : JsonSerializerContext;

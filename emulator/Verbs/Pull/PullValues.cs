using System.CommandLine;
using System.Globalization;

namespace Scopix.Emulator.Tool.Pull;

/// <summary>The values of a command line.</summary>
internal sealed class PullValues(ParseResult parsed, PullDefinition definition)
{
    /// <summary>The key of the tenant that gets LlamaCloud's files.</summary>
    public const string DefaultLlamaKey = "llx-local";

    public string? From => parsed.GetValue(definition.From);

    public string? LlamaFrom => parsed.GetValue(definition.LlamaFrom);

    public bool IsLlamaCloud => LlamaFrom is not null;

    public string SourceOption => IsLlamaCloud ? "--llama-from" : "--from";

    public Uri? Source => ParseAddress(LlamaFrom ?? From);

    public string SourceKeyVariable => IsLlamaCloud ? "LLAMA_CLOUD_API_KEY" : "SCOPIX_API_KEY";

    /// <summary>A key among the options can be seen by other users of the machine, so <c>-</c> reads it from the standard input.</summary>
    public string? SourceKey => field ??= parsed.GetValue(definition.ApiKey) is not { } given
        ? Environment.GetEnvironmentVariable(SourceKeyVariable) : given == "-" ? Console.In.ReadLine()?.Trim() : given;

    public string? To => parsed.GetValue(definition.To);

    public Uri? Target => ParseAddress(To);

    public string TargetKey => parsed.GetValue(definition.ToKey) ?? (IsLlamaCloud ? DefaultLlamaKey : EmulatorOptions.DefaultApiKey);

    public string? Save => parsed.GetValue(definition.Save) is { Length: > 0 } file ? Path.GetFullPath(file) : null;

    public int? Limit => parsed.GetValue(definition.Limit);

    public string? SinceText => parsed.GetValue(definition.Since);

    public DateTimeOffset? Since => DateTimeOffset.TryParse(
        SinceText, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
        ? time : null;

    public string[] Folders => parsed.GetValue(definition.Folder) ?? [];

    public string[] Tags => parsed.GetValue(definition.Tag) ?? [];

    public bool IsDryRun => parsed.GetValue(definition.DryRun);

    public bool AllowInsecure => parsed.GetValue(definition.Insecure);

    public int Parallel => parsed.GetValue(definition.Parallel);

    /// <exception cref="IOException">There is no folder for the user's data.</exception>
    public PullOptions ToOptions() => new(Source!, SourceKey!, IsLlamaCloud)
    {
        Target = IsDryRun ? null : Target,
        TargetKey = TargetKey,
        TargetToken = parsed.GetValue(definition.ToToken),
        SaveTo = Save,
        Limit = Limit,
        Since = Since,
        Folders = Folders,
        Tags = Tags,
        WithoutBytes = parsed.GetValue(definition.WithoutBytes),
        Replace = parsed.GetValue(definition.Replace),
        SkipFailed = parsed.GetValue(definition.SkipFailed),
        IsDryRun = IsDryRun,
        OutputJson = parsed.GetValue(definition.Json),
        AllowInsecure = AllowInsecure,
        MaxParallel = Parallel,
        StateFolder = GetStateFolder(),
    };

    private static Uri? ParseAddress(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;

    private static string GetStateFolder()
    {
        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return data.Length > 0
            ? Path.Combine(data, "scopix-emulator", "pull")
            : throw new IOException("There is no folder for the user's data. Set HOME or XDG_DATA_HOME.");
    }
}

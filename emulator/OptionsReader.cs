using System.Net;
using Scopix.Emulator.Tool.Logging;
using Scopix.Fixtures.Datasets;
using Scopix.Storage;

namespace Scopix.Emulator.Tool;

/// <summary>Reads options from the command line, the environment and appsettings.json, and reports invalid ones.</summary>
internal sealed partial class OptionsReader(IConfiguration section)
{
    /// <summary>The options that need no value on the command line, with the value that they have then.</summary>
    public static readonly Dictionary<string, string> Switches = new()
    {
        ["enforce-limits"] = "true",
        ["watch"] = "true",
        ["stop-with-input"] = "true",
        ["https"] = "on",
    };

    private readonly List<string> _problems = [];

    /// <summary>How the log is written; valid after <see cref="Read"/>.</summary>
    public LogFormat LogFormat { get; private set; }

    /// <summary>Whether the emulator stops when its standard input ends; valid after <see cref="Read"/>.</summary>
    public bool StopWithInput { get; private set; }

    /// <summary>One sentence for each invalid option.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>The key of an option in the configuration: <c>enforce-limits</c> is <c>EnforceLimits</c>.</summary>
    public static string GetConfigurationKey(string name) =>
        string.Concat(name.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    /// <summary>The options; valid only when there are no <see cref="Problems"/>.</summary>
    public EmulatorOptions Read()
    {
        foreach (var key in section.GetChildren().Select(child => child.Key))
            if (!Definitions.Any(option => GetConfigurationKey(option.Name).Equals(key, StringComparison.OrdinalIgnoreCase)))
                _problems.Add($"Emulator:{key} is not an option."
                    + Suggestion.Describe(key, Definitions.Select(option => GetConfigurationKey(option.Name))));
        LogFormat = ReadEnum("log-format", LogFormat.Text);
        StopWithInput = ReadBoolean("stop-with-input", false);
        var defaults = new EmulatorOptions();
        return new EmulatorOptions
        {
            Port = ReadValue("port", defaults.Port, text => int.TryParse(text, out var port) && port is >= 0 and <= 65_535 ? port : null,
                "must be a number from 0 to 65535"),
            Host = ReadText("host") is { } host ? ParseAddress(host) : defaults.Host,
            Https = ReadHttps(),
            HttpsPort = ReadNumber("https-port", ReadText("port") == "0" ? 0 : defaults.HttpsPort, 0, 65_535),
            CertificateFile = ReadFile("cert"),
            CertificateKeyFile = ReadFile("cert-key"),
            PublicUrl = ReadOrigin("public-url"),
            Pipeline = ReadEnum("pipeline", defaults.Pipeline),
            Storage = ReadEnum("storage", defaults.Storage),
            StorageAuth = ReadEnum("storage-auth", defaults.StorageAuth),
            S3 = ReadS3Options(defaults.S3),
            Data = ReadText("data") is { } data ? Path.GetFullPath(data) : null,
            Seed = ReadValue("seed", defaults.Seed, text => long.TryParse(text, out var seed) ? seed : null, "must be a whole number"),
            Dataset = ReadDataset(),
            Count = ReadText("count") is null ? null : ReadNumber("count", 1, 1, int.MaxValue),
            DatasetFrom = ReadDatasetFrom(),
            Locale = ReadText("locale"),
            Init = ReadInit(),
            Watch = ReadBoolean("watch", defaults.Watch),
            Previews = ReadSwitch("previews", defaults.Previews),
            Ocr = ReadEnum("ocr", defaults.Ocr),
            Search = ReadSearch(),
            SemanticFolder = ReadFile("semantic"),
            SemanticChunks = ReadNumber("semantic-chunks", defaults.SemanticChunks, 1, 10_000),
            Auth = ReadEnum("auth", defaults.Auth),
            Tier = ReadEnum("tier", defaults.Tier),
            EnforceLimits = ReadBoolean("enforce-limits", defaults.EnforceLimits),
            Credits = ReadText("credits") is null ? defaults.Credits : ReadNumber("credits", 0, 0, EmulatorOptions.MaxCredits),
            VideoMinutes = ReadNumber("video-minutes", defaults.VideoMinutes, 1, 120),
            Journal = ReadNumber("journal", defaults.Journal, 0, 100_000),
            JournalBytes = ReadNumber("journal-kb", (int)(defaults.JournalBytes / 1024), 64, 1024 * 1024) * 1024L,
            ControlToken = ReadText("control-token") is null
                ? null : ReadValue("control-token", "", text => text.Length is >= 8 and <= 200 && text.All(c => c is > ' ' and <= '~'),
                    "must be 8 to 200 visible ASCII characters"),
            Errors = ReadEnum("errors", defaults.Errors),
            UnknownInput = ReadEnum("unknown-input", defaults.UnknownInput),
            Log = ReadEnum("log", defaults.Log),
        };
    }

    private string? ReadText(string name) =>
        section[GetConfigurationKey(name)] is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    private T ReadValue<T>(string name, T otherwise, Func<string, T?> parse, string issue) where T : struct
    {
        if (ReadText(name) is not { } text) return otherwise;
        if (parse(text) is { } value) return value;
        return AddInvalidValue(name, text, issue, otherwise);
    }

    private bool ReadBoolean(string name, bool otherwise) =>
        ReadValue(name, otherwise, text => bool.TryParse(text, out var value) ? value : null, "must be true or false");

    private int ReadNumber(string name, int otherwise, int least, int most) =>
        ReadValue(name, otherwise, text => int.TryParse(text, out var number) && number >= least && number <= most ? number : null,
            $"must be a number from {least} to {most}");

    private string ReadValue(string name, string otherwise, Func<string, bool> fits, string issue)
    {
        var text = ReadText(name) ?? otherwise;
        return fits(text) ? text : AddInvalidValue(name, text, issue, otherwise);
    }

    private T ReadEnum<T>(string name, T otherwise) where T : struct, Enum => ReadValue(
        name, otherwise,
        text => Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase) ? Enum.Parse<T>(text, ignoreCase: true) : null,
        $"must be one of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}");

    /// <summary>Containers name a folder that is read if it is there.</summary>
    private string? ReadInit()
    {
        if (ReadText("init") is { } init) return Path.GetFullPath(init);
        return Environment.GetEnvironmentVariable("SCOPIX_INIT_FOLDER") is { Length: > 0 } folder && Directory.Exists(folder)
            ? folder
            : "true".Equals(ReadText("watch"), StringComparison.OrdinalIgnoreCase)
                ? AddProblem<string?>("watch", "requires --init", null) : null;
    }

    private bool ReadSwitch(string name, bool otherwise) => ReadValue(
        name, otherwise, text => text.ToLowerInvariant() switch { "on" => true, "off" => false, _ => null }, "must be on or off");

    private string? ReadFile(string name) => ReadText(name) is { } file ? Path.GetFullPath(file) : null;

    /// <summary>A certificate turns TLS on.</summary>
    private bool ReadHttps()
    {
        var isOn = ReadSwitch("https", otherwise: ReadText("cert") is not null);
        if (ReadText("cert") is null && ReadText("cert-key") is not null) return AddProblem("cert-key", "requires --cert", isOn);
        if (!isOn && ReadText("https-port") is not null) return AddProblem("https-port", "requires --https", isOn);
        var (port, httpsPort) = (ReadText("port") ?? "8340", ReadText("https-port") ?? "8343");
        return isOn && port != "0" && port == httpsPort ? AddProblem("https-port", "must be another port than --port", isOn) : isOn;
    }

    private SearchMethod ReadSearch()
    {
        var mode = ReadEnum("search", SearchMethod.Lexical);
        if (mode == SearchMethod.Lexical)
            foreach (var option in (string[])["semantic", "semantic-chunks"])
                if (ReadText(option) is not null) AddProblem(option, "requires --search semantic", mode);
        var folder = ReadFile("semantic") ?? Path.Combine(AppContext.BaseDirectory, "semantic");
        return mode == SearchMethod.Semantic && !File.Exists(Path.Combine(folder, "model.onnx"))
            ? AddProblem("search", $"semantic needs the program scopix-semantic and its model in {folder}: make them with `make semantic` "
                + "in the emulator's repository, and name their folder with --semantic FOLDER", mode)
            : mode;
    }

    private string? ReadDatasetFrom()
    {
        if (ReadText("dataset-from") is not { } folder) return null;
        return ReadText("dataset") is null
            ? Path.GetFullPath(folder) : AddProblem<string?>("dataset-from", "cannot be combined with --dataset", null);
    }

    private string? ReadDataset()
    {
        int? count = int.TryParse(ReadText("count"), out var number) ? number : null;
        if (ReadText("dataset") is not { } dataset)
        {
            if (ReadText("locale") is not null) return AddProblem<string?>("locale", "requires --dataset", null);
            return count is null ? null : AddProblem<string?>("count", "requires --dataset scale", null);
        }

        return DatasetCatalogue.FindProblem(dataset, count, ReadText("locale")) is var (field, issue)
            ? AddProblem(field, issue, dataset) : dataset;
    }

    private string ParseAddress(string text) =>
        text == "localhost" || IPAddress.TryParse(text, out _)
            ? text : AddInvalidValue("host", text, "must be an IP address or localhost", text);

    private S3Options ReadS3Options(S3Options defaults)
    {
        var endpoint = ReadOrigin("s3-endpoint") ?? defaults.Endpoint;
        return new S3Options(
            endpoint, ReadOrigin("s3-public-endpoint") ?? endpoint, ReadText("s3-access-key") ?? defaults.AccessKey,
            ReadText("s3-secret-key") ?? defaults.SecretKey,
            ReadValue("s3-bucket", defaults.Bucket, IsBucketName, "must be 3 to 63 lower-case letters, digits, dots and hyphens"));
    }

    private Uri? ReadOrigin(string name)
    {
        if (ReadText(name) is not { } text) return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var url)
            && url is { Scheme: "http" or "https", AbsolutePath: "/", Query: "", UserInfo: "" }
            ? url
            : AddInvalidValue<Uri?>(name, text, "must be a scheme and a host, e.g. http://scopix.test:8340", null);
    }

    private T AddInvalidValue<T>(string name, string text, string issue, T otherwise) =>
        AddProblem(name, name == "control-token" ? issue : $"{issue}; it is {text}", otherwise);

    private T AddProblem<T>(string name, string issue, T otherwise)
    {
        _problems.Add($"--{name} {issue}.");
        return otherwise;
    }

    private static bool IsBucketName(string text) => text.Length is >= 3 and <= 63
        && text.All(c => IsLowerOrDigit(c) || c is '.' or '-') && IsLowerOrDigit(text[0]) && IsLowerOrDigit(text[^1]);

    private static bool IsLowerOrDigit(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c);
}

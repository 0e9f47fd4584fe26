namespace Scopix.Emulator;

/// <summary>How fast processing stages reveal their results.</summary>
public enum PipelineMode
{
    /// <summary>Stages take tens of milliseconds to a second, so that polling code is exercised.</summary>
    Quick,

    /// <summary>All stages are finished when the response to the upload is sent.</summary>
    Instant,

    /// <summary>Stages take seconds, as on the service.</summary>
    Realistic,

    /// <summary>Each stage waits until it is released through the control API.</summary>
    Manual,
}

/// <summary>Where the bytes of files are stored.</summary>
public enum StorageKind
{
    /// <summary>In memory or files of the emulator, which serves presigned URLs itself.</summary>
    Embedded,

    /// <summary>On an S3 server, e.g. MinIO.</summary>
    S3,
}

/// <summary>How the embedded storage treats an Authorization header on a presigned GET or HEAD request.</summary>
public enum StorageAuth
{
    /// <summary>Serves the request, marks it in the journal, and logs one warning.</summary>
    Lenient,

    /// <summary>Refuses the request with 400, as S3 does.</summary>
    S3,
}

/// <summary>Which API keys are accepted.</summary>
public enum AuthMode
{
    /// <summary>Any well-formed key; each key has its own tenant.</summary>
    Open,

    /// <summary>Only the default key and keys registered through the control API.</summary>
    Strict,
}

/// <summary>The form of error bodies.</summary>
public enum ErrorDialect
{
    /// <summary><c>{"error":{"code","message","details"},"request_id"}</c> (public: Error Codes Reference).</summary>
    Envelope,

    /// <summary><c>{"detail": …}</c>, as the older OpenAPI file declares.</summary>
    Fastapi,
}

/// <summary>A price plan of the service (public: Rate Limits).</summary>
public enum Tier
{
    /// <summary>By invitation; unlimited requests.</summary>
    Custom,

    /// <summary>10 requests per minute.</summary>
    Free,

    /// <summary>30 requests per minute.</summary>
    Starter,

    /// <summary>100 requests per minute.</summary>
    Professional,

    /// <summary>500 requests per minute.</summary>
    Enterprise,
}

/// <summary>All options of the emulator, with their defaults.</summary>
public sealed record EmulatorOptions
{
    /// <summary>An API key that works without any set-up.</summary>
    public const string DefaultApiKey = "scopix_Emulator0localdevelopmentkey";

    /// <summary>The greatest number of prepaid credits of a tenant.</summary>
    public const int MaxCredits = 1_000_000;

    /// <summary>The TCP port, 0–65535; 0 picks a free port.</summary>
    public int Port { get; init; } = 8340;

    /// <summary>The IP address to listen on, or <c>localhost</c>.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>
    /// True to listen with TLS too, on <see cref="HttpsPort"/>: with <see cref="CertificateFile"/>, or with a development certificate
    /// for the names of this machine, which is created once and kept in the user's folder.
    /// </summary>
    public bool Https { get; init; }

    /// <summary>The TCP port for TLS, 0–65535; 0 picks a free port.</summary>
    public int HttpsPort { get; init; } = 8343;

    /// <summary>A PEM file with the certificate for TLS, then those of its issuers; null for the development certificate.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>A PEM file with the certificate's key, without a password; null when <see cref="CertificateFile"/> contains it.</summary>
    public string? CertificateKeyFile { get; init; }

    /// <summary>The folder in which the development certificate is kept; null for the user's.</summary>
    public string? CertificateFolder { get; init; }

    /// <summary>The scheme and host of presigned and thumbnail URLs; null for those of the request.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>How fast processing stages reveal their results.</summary>
    public PipelineMode Pipeline { get; init; } = PipelineMode.Quick;

    /// <summary>Where the bytes of files are stored.</summary>
    public StorageKind Storage { get; init; } = StorageKind.Embedded;

    /// <summary>How the embedded storage treats an Authorization header on a presigned request.</summary>
    public StorageAuth StorageAuth { get; init; } = StorageAuth.Lenient;

    /// <summary>The S3 server, used with <see cref="StorageKind.S3"/>.</summary>
    public S3Options S3 { get; init; } = S3Options.Default;

    /// <summary>
    /// The folder that stores everything over a restart; null for memory and a temporary folder. One emulator at a time can use a
    /// folder.
    /// </summary>
    public string? Data { get; init; }

    /// <summary>
    /// True to make smaller pictures: of images with libvips, when the project has the package NetVips.Native of its platform; of
    /// videos with ffmpeg, and of PDFs with vipsthumbnail or pdftoppm, when these are on the PATH. When false, or without these, smaller
    /// pictures are grey placeholders and blur hashes are null.
    /// </summary>
    public bool Previews { get; init; } = true;

    /// <summary>Where the visible text of images comes from.</summary>
    public OcrMode Ocr { get; init; }

    /// <summary>How <c>files.search</c> finds chunks; <see cref="SearchMethod.Semantic"/> needs the folder of scopix-semantic.</summary>
    public SearchMethod Search { get; init; }

    /// <summary>The folder of scopix-semantic and its model; null for the folder <c>semantic</c> beside the program.</summary>
    public string? SemanticFolder { get; init; }

    /// <summary>How many chunks of a document get a vector of the model, 1–10,000; the chunks that follow are not found by
    /// meaning.</summary>
    public int SemanticChunks { get; init; } = 200;

    /// <summary>The number from which ids, random choices and generated content are derived.</summary>
    public long Seed { get; init; } = 42;

    /// <summary>
    /// The dataset that is loaded into the default key's tenant at start, unless the tenant has files; null for none.
    /// </summary>
    public string? Dataset { get; init; }

    /// <summary>The number of files of the dataset <c>scale</c>, 1–2,000,000; null for 10,000.</summary>
    public int? Count { get; init; }

    /// <summary>
    /// A folder whose files are uploaded into the default key's tenant at start, unless the tenant has data. Its folders become folders,
    /// and its <c>captions.json</c> has what the AI says of the files; null for none.
    /// </summary>
    public string? DatasetFrom { get; init; }

    /// <summary>
    /// The language of the dataset's documents, names, folders and projects: <c>en</c>, <c>de</c>, <c>es</c> or <c>ja</c>; null for
    /// English.
    /// </summary>
    public string? Locale { get; init; }

    /// <summary>
    /// An init file, or a folder of them: what tenants have at the start, such as files, stubs and faults; null for none.
    /// </summary>
    public string? Init { get; init; }

    /// <summary>True to apply the stubs and faults of <see cref="Init"/> again whenever one of its files is saved.</summary>
    public bool Watch { get; init; }

    /// <summary>Which API keys are accepted.</summary>
    public AuthMode Auth { get; init; } = AuthMode.Open;

    /// <summary>The price plan of keys that have no other.</summary>
    public Tier Tier { get; init; } = Tier.Custom;

    /// <summary>True to enforce the tier's limits of rate, quota, concurrency and batches.</summary>
    public bool EnforceLimits { get; init; }

    /// <summary>The prepaid credits of a new tenant, 0–1,000,000; null to not count credits.</summary>
    public int? Credits { get; init; }

    /// <summary>The greatest length of analysed videos in minutes, 1–120 (public: Uploading Videos).</summary>
    public int VideoMinutes { get; init; } = 10;

    /// <summary>
    /// The greatest number of records in a data export without a limit (seed 004, Data Export: 100,000). A test can reach a lower
    /// limit with fewer records.
    /// </summary>
    public int ExportRecords { get; init; } = 100_000;

    /// <summary>
    /// The number of requests that the journal stores for each tenant, 0–100,000; 0 disables the journal and coverage.
    /// </summary>
    public int Journal { get; init; } = 1_000;

    /// <summary>The approximate memory of the journal for each tenant, in bytes, 64 KiB–1 GiB.</summary>
    public long JournalBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>
    /// The token that requests to the control API must send as <c>X-Emulator-Token</c>; null accepts only requests from this
    /// machine, without a token.
    /// </summary>
    public string? ControlToken { get; init; }

    /// <summary>The form of error bodies.</summary>
    public ErrorDialect Errors { get; init; } = ErrorDialect.Envelope;

    /// <summary>What happens to input that no contract has.</summary>
    public UnknownInput UnknownInput { get; init; } = UnknownInput.Hint;

    /// <summary>Which requests are logged, where <see cref="LoggerFactory"/> says.</summary>
    public LogMode Log { get; init; } = LogMode.Problems;

    /// <summary>
    /// Receives the log, e.g. for the output of a test; the caller disposes of it. Requests have the category
    /// <c>Scopix.Emulator.Requests</c>, the start and the end <c>Scopix.Emulator.Start</c>, and the loading of datasets
    /// <c>Scopix.Emulator.Loading</c>. It is called by one task at a time, which no request waits for. Null for the console, which
    /// gets failures of the emulator alone.
    /// </summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>
    /// Receives the log as text, a line at a time, beside <see cref="LoggerFactory"/>: the writing method of a test's output. It is
    /// called by one task at a time, which no request waits for, and not after the emulator has ended; what it throws is ignored. Null
    /// for nobody.
    /// </summary>
    public Action<string>? LogTo { get; init; }
}

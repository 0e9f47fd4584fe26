using Scopix.Storage;

namespace Scopix.Emulator;

/// <summary>How fast processing stages reveal their results.</summary>
public enum PipelineMode
{
    /// <summary>Tens of milliseconds to a second, so that polling code is exercised.</summary>
    Quick,

    /// <summary>Everything is finished when the upload is answered.</summary>
    Instant,

    /// <summary>Seconds, as on the service.</summary>
    Realistic,

    /// <summary>Each stage waits until it is released through the control API.</summary>
    Manual,
}

/// <summary>Where bytes are kept.</summary>
public enum StorageKind
{
    /// <summary>In files of this process, which serves presigned URLs itself.</summary>
    Embedded,

    /// <summary>On an S3 server, e.g. MinIO.</summary>
    S3,
}

/// <summary>What storage of our own does with an Authorization header beside the signature of a presigned GET or HEAD.</summary>
public enum StorageAuth
{
    /// <summary>Serves the request, marks it in the journal, and says so once in the log.</summary>
    Lenient,

    /// <summary>Refuses it with 400, as S3 does.</summary>
    S3,
}

/// <summary>Which API keys are let in.</summary>
public enum AuthMode
{
    /// <summary>Any well-formed key is its own tenant.</summary>
    Open,

    /// <summary>Only the default key and keys registered through the control API.</summary>
    Strict,
}

/// <summary>The body that errors are answered with.</summary>
public enum ErrorDialect
{
    /// <summary><c>{"error":{"code","message","details"},"request_id"}</c> (public: Error Codes Reference).</summary>
    Envelope,

    /// <summary><c>{"detail": …}</c>, as the older OpenAPI file declares.</summary>
    Fastapi,
}

/// <summary>A plan of the service (public: Rate Limits).</summary>
public enum Tier
{
    /// <summary>Invite-only; unlimited.</summary>
    Custom,

    /// <summary>10 requests a minute.</summary>
    Free,

    /// <summary>30 requests a minute.</summary>
    Starter,

    /// <summary>100 requests a minute.</summary>
    Professional,

    /// <summary>500 requests a minute.</summary>
    Enterprise,
}

/// <summary>Every knob of the emulator, defaulted.</summary>
public sealed record EmulatorOptions
{
    /// <summary>The key that works without any set-up; it fits the published format.</summary>
    public const string DefaultApiKey = "scopix_Emulator0localdevelopmentkey";

    /// <summary>The most prepaid credits that a tenant can have.</summary>
    public const int MaxCredits = 1_000_000;

    /// <summary>TCP port, 0–65535; 0 picks a free one.</summary>
    public int Port { get; init; } = 8340;

    /// <summary>The address to listen on.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>What presigned and thumbnail URLs begin with; null uses the request's own scheme and host.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>How fast processing stages reveal their results.</summary>
    public PipelineMode Pipeline { get; init; } = PipelineMode.Quick;

    /// <summary>Where bytes are kept.</summary>
    public StorageKind Storage { get; init; } = StorageKind.Embedded;

    /// <summary>Whether storage of our own, which has the API's origin, takes a key beside a signature.</summary>
    public StorageAuth StorageAuth { get; init; } = StorageAuth.Lenient;

    /// <summary>The S3 server, when bytes are kept on one.</summary>
    public S3Options S3 { get; init; } = S3Options.Default;

    /// <summary>The folder that keeps everything over a restart; null keeps it in memory and a temporary folder.</summary>
    public string? Data { get; init; }

    /// <summary>
    /// Makes smaller pictures by vipsthumbnail and ffmpeg where these are on the PATH; without them, or when false, grey ones
    /// stand in and blur hashes are null.
    /// </summary>
    public bool Previews { get; init; } = true;

    /// <summary>What ids, chance and generated content are derived from.</summary>
    public long Seed { get; init; } = 42;

    /// <summary>The dataset that the default key's tenant begins with, unless it has something already; null for none.</summary>
    public string? Dataset { get; init; }

    /// <summary>How many files the dataset <c>scale</c> has, 1–2,000,000; null as many as usual.</summary>
    public int? Count { get; init; }

    /// <summary>Which API keys are let in.</summary>
    public AuthMode Auth { get; init; } = AuthMode.Open;

    /// <summary>The plan of keys that are not registered with another one.</summary>
    public Tier Tier { get; init; } = Tier.Custom;

    /// <summary>Enforces rate, quota, concurrency and batch limits of the tier.</summary>
    public bool EnforceLimits { get; init; }

    /// <summary>Prepaid credits a tenant begins with, 0–1,000,000; null does not count them.</summary>
    public int? Credits { get; init; }

    /// <summary>Longer videos are not analysed; 1–120 minutes (public: Uploading Videos).</summary>
    public int VideoMinutes { get; init; } = 10;

    /// <summary>
    /// The most records of the history that an export without a limit has (seed 004, Data Export: 100,000); fewer let a test meet the
    /// limit.
    /// </summary>
    public int ExportRecords { get; init; } = 100_000;

    /// <summary>How many requests of a tenant the journal keeps, 0–100,000; 0 records nothing, coverage neither.</summary>
    public int Journal { get; init; } = 1_000;

    /// <summary>How much memory the journal of a tenant takes, in bytes, about; 64 KiB–1 GiB.</summary>
    public long JournalBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>
    /// What <c>X-Emulator-Token</c> must say for the control API to answer, from anywhere; null lets in this machine alone.
    /// </summary>
    public string? ControlToken { get; init; }

    /// <summary>The body that errors are answered with.</summary>
    public ErrorDialect Errors { get; init; } = ErrorDialect.Envelope;
}

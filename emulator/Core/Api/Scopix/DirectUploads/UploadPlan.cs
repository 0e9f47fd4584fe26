namespace Scopix.Emulator.Api.Scopix.DirectUploads;

/// <summary>How the bytes of an intent are uploaded: in one PUT, or in parts.</summary>
/// <param name="Mode"><c>single_shot</c> or <c>multipart</c>.</param>
/// <param name="PartSizeBytes">Bytes of each part but the last; null for a single shot.</param>
/// <param name="TotalParts">1–10,000; null for a single shot.</param>
internal sealed record UploadPlan(string Mode, long? PartSizeBytes, int? TotalParts)
{
    public const string SingleShot = "single_shot";

    public const string Multipart = "multipart";

    /// <summary>The largest size for which the server chooses a single shot (assumed: the streaming limit).</summary>
    public const long MaxAutomaticSingleShot = 100 * MB;

    public const long MaxPart = 5 * GB;

    private const long MB = 1024 * 1024, GB = 1024 * MB, TB = 1024 * GB;
    private const long MinPart = 5 * MB, MaxSingleShot = 5 * GB, MaxFile = 5 * TB;
    private const int MaxParts = 10_000;

    /// <summary>The plan for a request (seed 001, Presigned &amp; Multipart Upload; Limits &amp; Constraints).</summary>
    /// <exception cref="ApiError">Size, mode or part size is out of its limits: 422.</exception>
    public static UploadPlan FromRequest(DirectUploadRequest request)
    {
        var size = request.SizeBytes;
        if (size is < 1 or > MaxFile) throw ApiError.Invalid("size_bytes", $"must be between 1 and {MaxFile} (5 TB)");
        var mode = request.UploadMode ?? (size <= MaxAutomaticSingleShot ? SingleShot : Multipart);
        if (mode is not (SingleShot or Multipart)) throw ApiError.Invalid("upload_mode", $"must be one of {SingleShot}, {Multipart}");
        if (mode == SingleShot && size > MaxSingleShot)
            throw ApiError.Invalid("size_bytes", $"at most {MaxSingleShot} (5 GB) for a single shot; use {Multipart}");
        if (mode == Multipart && size < MinPart)
            throw ApiError.Invalid("size_bytes", $"at least {MinPart} (5 MB) for {Multipart}; use {SingleShot}");
        if (request.PartSizeBytes is < MinPart or > MaxPart)
            throw ApiError.Invalid("part_size_bytes", $"must be between {MinPart} (5 MB) and {MaxPart} (5 GB)");
        return mode == SingleShot ? new UploadPlan(mode, null, null) : CreateMultipart(size, request.PartSizeBytes ?? 8 * MB);
    }

    /// <summary>The size that a part must have, in bytes.</summary>
    public long GetPartSize(int part, long total) =>
        part < TotalParts ? PartSizeBytes!.Value : total - (TotalParts!.Value - 1) * PartSizeBytes!.Value;

    private static UploadPlan CreateMultipart(long size, long partSize)
    {
        var needed = (size + MaxParts - 1) / MaxParts;
        var chosen = needed <= partSize ? partSize : (needed + MB - 1) / MB * MB;
        return new UploadPlan(Multipart, chosen, (int)((size + chosen - 1) / chosen));
    }
}

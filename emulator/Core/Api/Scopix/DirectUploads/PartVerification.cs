namespace Scopix.Emulator.Api.Scopix.DirectUploads;

/// <summary>Compares what a client confirms of its parts with what storage has.</summary>
internal static class PartVerification
{
    /// <summary>Checks a confirmation by itself.</summary>
    /// <exception cref="ApiError">The ETag is empty, or the size is out of its limits: 422.</exception>
    public static ConfirmPartRequest ValidateConfirmation(ConfirmPartRequest confirmation)
    {
        if (RequestParameters.ValidateText("etag", confirmation.Etag, 255, "body").Trim('"').Length == 0)
            throw ApiError.Invalid("etag", "must not be empty");
        return confirmation.SizeBytes is >= 1 and <= UploadPlan.MaxPart
            ? confirmation : throw ApiError.Invalid("size_bytes", $"must be between 1 and {UploadPlan.MaxPart}");
    }

    /// <summary>Returns the part that has arrived, if the confirmation agrees with it.</summary>
    /// <exception cref="ApiError">It has not arrived, or differs in ETag or size: 409.</exception>
    public static StoredPart VerifyStoredPart(IntentRecord intent, ConfirmPartRequest confirmation, StoredPart? arrived)
    {
        if (arrived is null) throw ApiError.Conflict($"Part {confirmation.PartNumber} has not been uploaded");
        if (confirmation.Etag.Trim('"') != arrived.ETag.Trim('"'))
            throw ApiError.Conflict($"Part {confirmation.PartNumber}: etag {confirmation.Etag} does not match the uploaded {arrived.ETag}");
        if (confirmation.SizeBytes != arrived.SizeBytes)
            throw ApiError.Conflict(
                $"Part {confirmation.PartNumber}: size_bytes {confirmation.SizeBytes} does not match the uploaded {arrived.SizeBytes}");
        var due = intent.Plan.GetPartSize(confirmation.PartNumber, intent.SizeBytes);
        return arrived.SizeBytes == due
            ? arrived : throw ApiError.Conflict($"Part {confirmation.PartNumber} has {arrived.SizeBytes} bytes instead of {due}");
    }

    /// <summary>Returns all parts, if each was confirmed and has not changed since.</summary>
    /// <exception cref="ApiError">Parts are missing or have changed: 422.</exception>
    public static IReadOnlyList<StoredPart> VerifyAllParts(UploadPlan plan, List<StoredPart> confirmed, IReadOnlyList<StoredPart>? arrived)
    {
        int[] missing = [.. Enumerable.Range(1, plan.TotalParts!.Value).Except(confirmed.Select(part => part.Number))];
        if (missing.Length > 0)
            throw ApiError.Invalid("parts", $"{missing.Length} of {plan.TotalParts} are not confirmed: {FormatPartNumbers(missing)}");
        int[] changed = [.. confirmed.Except(arrived ?? []).Select(part => part.Number)];
        return changed.Length == 0
            ? confirmed : throw ApiError.Invalid("parts", $"changed after they were confirmed: {FormatPartNumbers(changed)}");
    }

    private static string FormatPartNumbers(int[] parts) => string.Join(", ", parts.Take(20)) + (parts.Length > 20 ? ", …" : "");
}

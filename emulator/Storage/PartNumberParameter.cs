namespace Scopix.Storage;

/// <summary>
/// <c>?partNumber=</c> of GET and HEAD (public: GetObject in the S3 reference). An object that was PUT at once, or was published by the
/// emulator, is its own only part. The parts of an assembled object are not stored: not implemented.
/// </summary>
internal static class PartNumberParameter
{
    /// <summary>The requested part; null for the whole object.</summary>
    /// <exception cref="S3Error">InvalidRequest beside a range; InvalidArgument for an invalid number.</exception>
    public static int? Read(S3Request request)
    {
        if (!request.Query.Has(S3PutHandler.PartNumberParameter)) return null;
        return request.Headers.Range.Count == 0
            ? S3PutHandler.ReadPartNumber(request.Query)
            : throw S3Error.InvalidRequest("Cannot specify both Range header and partNumber query parameter");
    }

    /// <summary>Null for an empty object, which has no range (assumed: other implementations).</summary>
    /// <exception cref="S3Error">InvalidPartNumber; NotImplemented.</exception>
    public static ByteRange? GetRange(StoredObject found, int number)
    {
        if (found.ETag.Contains('-', StringComparison.Ordinal)) throw S3Error.NotImplemented();
        if (number > 1) throw S3Error.InvalidPartNumber(number);
        return found.Length == 0 ? null : new ByteRange(0, found.Length);
    }
}

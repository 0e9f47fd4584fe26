namespace Scopix.Storage;

/// <summary>
/// The checksum in the headers of a PUT. How S3 refuses others is public: the S3 tests of OpenStack Swift and of Versity's gateway, which
/// also run against S3.
/// </summary>
internal sealed record DeclaredChecksum(ChecksumAlgorithm Algorithm, byte[] Value)
{
    private const string AlgorithmHeader = "x-amz-sdk-checksum-algorithm";
    private const string TrailerHeader = "x-amz-trailer";

    /// <summary>Headers with the prefix that are no checksums.</summary>
    private static readonly string[] NonChecksumHeaders = ["x-amz-checksum-algorithm", "x-amz-checksum-mode", "x-amz-checksum-type"];

    /// <summary>Null when there is none.</summary>
    /// <exception cref="S3Error">InvalidRequest, MalformedTrailerError.</exception>
    public static DeclaredChecksum? Read(IHeaderDictionary headers)
    {
        var given = headers.Keys.Where(IsChecksum).ToList();
        var trails = headers.ContainsKey(TrailerHeader);
        if (given.Count + (trails ? 1 : 0) > 1) throw S3Error.InvalidRequest(
            "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
        var named = ReadAlgorithm(headers);
        if (trails) throw S3Error.MalformedTrailer();
        if (given.Count == 0) return named is null ? null : throw S3Error.InvalidRequest(
            $"{AlgorithmHeader} specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.");
        var declared = Parse(given[0], headers[given[0]].ToString());
        return named is null || named == declared.Algorithm ? declared : throw CreateInvalidHeaderError(AlgorithmHeader);
    }

    private static bool IsChecksum(string header) =>
        header.StartsWith(ChecksumAlgorithm.HeaderPrefix, StringComparison.OrdinalIgnoreCase)
        && !NonChecksumHeaders.Contains(header, StringComparer.OrdinalIgnoreCase);

    private static ChecksumAlgorithm? ReadAlgorithm(IHeaderDictionary headers) => !headers.TryGetValue(AlgorithmHeader, out var name)
        ? null
        : ChecksumAlgorithm.Find(name.ToString()) ?? throw S3Error.InvalidRequest("Checksum algorithm provided is unsupported. "
            + $"Please try again with any of the valid types: [{string.Join(", ", ChecksumAlgorithm.All.Select(one => one.Name))}]");

    private static DeclaredChecksum Parse(string header, string value)
    {
        var algorithm = ChecksumAlgorithm.Find(header.AsSpan(ChecksumAlgorithm.HeaderPrefix.Length))
            ?? throw S3Error.InvalidRequest("The algorithm type you specified in x-amz-checksum- header is invalid.");
        return new(algorithm, DeclaredBody.DecodeBase64(value, algorithm.SizeBytes) ?? throw CreateInvalidHeaderError(algorithm.Header));
    }

    private static S3Error CreateInvalidHeaderError(string header) => S3Error.InvalidRequest($"Value for {header} header is invalid.");
}

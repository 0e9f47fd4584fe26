namespace Scopix.Emulator.Api.Scopix.Files;

/// <summary>A page of files (seed 001, File Listing &amp; Retrieval).</summary>
internal static class FileList
{
    private static readonly byte[] Begin = "{\"items\":["u8.ToArray(), Separator = ","u8.ToArray();

    /// <summary>Reads the page that a query asks for.</summary>
    public static async Task<JsonBody> ReadAsync(RequestContext context, FileQuery query, FileUrls urls, BlurHashProvider blurHashes)
    {
        var (files, total) = context.Tenant.Read(transaction => new FileIndex(transaction.Db).Find(query));
        var hashes = await blurHashes.GetAllAsync(context.Tenant, files, context.Cancel);
        return Write([.. files.Select((file, i) => file.GetSummary(hashes[i], urls))], total, query.Limit, query.Offset);
    }

    /// <summary>Writes a page whose files are JSON already.</summary>
    public static JsonBody Write(IReadOnlyList<byte[]> files, int total, int limit, int offset)
    {
        var parts = new List<byte[]>((2 * files.Count) + 2) { Begin };
        foreach (var file in files)
        {
            if (parts.Count > 1) parts.Add(Separator);
            parts.Add(file);
        }
        var hasMore = offset + files.Count < total ? "true" : "false";
        parts.Add(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"],\"total_count\":{total},\"limit\":{limit},\"offset\":{offset},\"has_more\":{hasMore}}}")));
        return new JsonBody(parts);
    }
}

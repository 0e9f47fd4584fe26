using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Api.Scopix.Sessions;

namespace Scopix.Emulator.Control.Files;

/// <summary>Files by their primary status or their session, and the tags in use: lists that the API does not offer.</summary>
internal sealed class FilesControlApi(IObjectStore store, EmbeddedStore local, BlurHashProvider blurHashes)
{
    private static readonly string[] Statuses = ["pending", "processing", "completed", "failed", "partially_completed"];

    public void Map(IEndpointRouteBuilder control)
    {
        control.MapOperation("emulator.files", "GET", "/files", ListFiles, Evidence.Assumed)
            .AcceptsQuery([.. FileQuery.ParameterNames, "status", "session_id"]);
        control.MapOperation("emulator.tags", "GET", "/tags", ListTags, Evidence.Assumed).AcceptsQuery("prefix", "limit");
    }

    private async Task<ApiResponse> ListFiles(RequestContext context)
    {
        context.RejectLlamaCloudKey("files by status");
        var query = FileQuery.Parse(context.Query) with { Statuses = context.Query.Choices("status", Statuses) };
        if (context.Query.Uuid("session_id") is { } session) query = query with { Ids = FindFiles(context, session, query.Ids) };

        return ApiResponse.FromJson(await FileList.ReadAsync(context, query, new FileUrls(store, local, context), blurHashes));
    }

    /// <summary>The files of a session, also those that wait; of these the given ones alone, if any are given.</summary>
    private static string[] FindFiles(RequestContext context, string session, string[] given)
    {
        var items = context.Tenant.Read(transaction => SessionStore.Exists(transaction, session)
            ? SessionStore.ListItems(transaction, SessionStore.Get(transaction, session)) : []);
        var ids = items.Select(item => item.FileId).OfType<string>()
            .Where(id => given.Length == 0 || given.Contains(id)).ToArray();
        return ids.Length > 0 ? ids : [Guid.Empty.ToString()]; // no ids would be no filter
    }

    private static ApiResponse ListTags(RequestContext context)
    {
        context.RejectLlamaCloudKey("tags");
        var (prefix, limit) = (context.Query.Text("prefix", 50) ?? "", context.Query.Number("limit", 1, 500) ?? 50);

        return ApiResponse.Ok(context.Tenant.Read(transaction => TagListResponse.Read(transaction.Db, prefix, limit)),
            ControlJsonContext.Shared.TagListResponse);
    }
}

/// <summary>The tags of a tenant's files, the most used first.</summary>
/// <param name="Items">At most <c>limit</c> tags.</param>
/// <param name="TotalCount">How many tags fit the prefix.</param>
internal sealed record TagListResponse(TagCount[] Items, int TotalCount)
{
    private const string Condition = "FROM tags WHERE tag >= $1 AND substr(tag, 1, length($1)) = $1";

    public static TagListResponse Read(Database db, string prefix, int limit)
    {
        var items = db.Query($"SELECT tag, COUNT(*) AS n {Condition} GROUP BY tag ORDER BY n DESC, tag LIMIT $2",
            row => new TagCount(row.GetString(0), row.GetInt32(1)), prefix, limit);
        return new([.. items], (int)db.QueryNumber($"SELECT COUNT(DISTINCT tag) {Condition}", prefix)!.Value);
    }
}

/// <param name="Files">How many files have the tag.</param>
internal sealed record TagCount(string Tag, int Files);

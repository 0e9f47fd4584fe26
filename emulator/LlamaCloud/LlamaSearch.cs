using System.Globalization;
using System.Text;
using Scopix.Emulator.Http;
using Scopix.Emulator.State;

namespace Scopix.Emulator.LlamaCloud;

/// <summary>Which files are asked for, in what order, and which page of them.</summary>
/// <param name="Project">A UUID; null for the key's own project.</param>
/// <param name="Order">The order, and so the form of page tokens.</param>
/// <param name="PageSize">1–1,000.</param>
/// <param name="PageToken">From the page before; null for the first.</param>
internal sealed record LlamaSearch(string? Project, LlamaOrder Order, int PageSize, string? PageToken)
{
    /// <summary>Files to a page unless it says otherwise (public: list; assumed for query).</summary>
    public const int UsualPage = 50;

    /// <summary>The most files to a page (public).</summary>
    public const int LargestPage = 1000;

    /// <summary>Ids in one request (a limit of ours).</summary>
    private const int MostIds = 1000;

    /// <summary>Characters of a token (a limit of ours: what fits into a request line).</summary>
    private const int LongestToken = 64_000;

    /// <summary>Files of these ids alone; none means any.</summary>
    public string[] FileIds { get; init; } = [];

    /// <summary>Files of exactly this name.</summary>
    public string? FileName { get; init; }

    /// <summary>Files of exactly this external id.</summary>
    public string? ExternalFileId { get; init; }

    /// <summary>The project that a filter names beside the request's.</summary>
    public string? AlsoProject { get; init; }

    /// <summary>True when nothing can fit: files from data sources are not modelled.</summary>
    public bool Nothing { get; init; }

    /// <summary>Reads the query parameters of list.</summary>
    /// <exception cref="ApiError">One is out of its limits: 422. The page token is none: 400.</exception>
    public static LlamaSearch Of(Call call)
    {
        var project = LlamaProject.AskedFor(call);
        var order = LlamaOrder.Of(call.Query.Text("order_by", LlamaOrder.Longest), "query", alone: true);
        return new(project, order, call.Query.Number("page_size", 1, LargestPage) ?? UsualPage, call.Query.Text("page_token", LongestToken))
        {
            FileIds = call.Query.Many("file_ids", MostIds, LlamaUpload.Longest),
            FileName = call.Query.Text("file_name", LlamaUpload.Longest),
            ExternalFileId = call.Query.Text("external_file_id", LlamaUpload.Longest),
        };
    }

    /// <summary>The page, and the token of the next one; null at the end, so never a token after an empty page.</summary>
    public (List<LlamaFileRecord> Files, string? Next) Page(Turn turn)
    {
        var (where, values) = (new StringBuilder("project_id = {0}"), new List<object?> { Project ?? AlsoProject ?? LlamaProject.DefaultOf(turn) });
        if (AlsoProject is not null) And("project_id = {0}", AlsoProject);
        if (Nothing) And("{0} = 0", 1);
        if (FileIds.Length > 0) And("id IN (SELECT value FROM json_each({0}))", JsonSerializer.Serialize([.. FileIds.Select(LlamaFileStore.NormalId).OfType<string>()], WireJson.Wire.StringArray));
        if (FileName is not null) And("name = {0}", FileName);
        if (ExternalFileId is not null) And("external_file_id = {0}", ExternalFileId);
        if (PageToken is not null) Order.After(PageToken, And);
        values.Add(PageSize + 1);
        var sql = string.Format(CultureInfo.InvariantCulture, $"SELECT {LlamaFileStore.Columns} FROM llama_files WHERE {where} ORDER BY {Order.Sql} LIMIT ${values.Count}", "$1");
        var files = turn.Db.Query(sql, LlamaFileStore.Read, [.. values]);
        if (files.Count <= PageSize) return (files, null);
        files.RemoveAt(PageSize);
        return (files, Order.TokenAfter(files[^1]));

        void And(string condition, params object?[] more)
        {
            var names = new object[more.Length];
            foreach (var (value, n) in more.Select((value, n) => (value, n)))
            {
                values.Add(value);
                names[n] = "$" + values.Count;
            }
            where.Append(" AND (").AppendFormat(CultureInfo.InvariantCulture, condition, names).Append(')');
        }
    }
}

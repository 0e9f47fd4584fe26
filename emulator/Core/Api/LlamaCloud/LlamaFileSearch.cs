namespace Scopix.Emulator.Api.LlamaCloud;

/// <summary>Which files are asked for, in what order, and which page of them.</summary>
/// <param name="Project">A UUID; null for the key's own project.</param>
/// <param name="PageSize">1–1,000.</param>
/// <param name="PageToken">From the page before; null for the first.</param>
internal sealed record LlamaFileSearch(string? Project, LlamaFileOrder Order, int PageSize, string? PageToken)
{
    /// <summary>Files to a page unless it says otherwise (public: list; assumed for query).</summary>
    public const int DefaultPageSize = 50;

    /// <summary>The most files to a page (public).</summary>
    public const int MaxPageSize = 1000;

    /// <summary>Ids in one request (a limit of ours).</summary>
    private const int MaxIds = 1000;

    /// <summary>Characters of a token (a limit of ours: what fits into a request line).</summary>
    private const int MaxTokenLength = 64_000;

    /// <summary>Files of these ids alone; none means any.</summary>
    public string[] FileIds { get; init; } = [];

    public string? FileName { get; init; }

    public string? ExternalFileId { get; init; }

    /// <summary>The project that a filter names beside the request's.</summary>
    public string? FilterProject { get; init; }

    /// <summary>True when nothing can fit: files from data sources are not modelled.</summary>
    public bool MatchesNothing { get; init; }

    /// <summary>Reads the query parameters of list.</summary>
    /// <exception cref="ApiError">One is out of its limits: 422. The page token is none: 400.</exception>
    public static LlamaFileSearch Parse(RequestContext context)
    {
        var project = LlamaProject.GetRequested(context);
        var order = LlamaFileOrder.Parse(context.Query.Text("order_by", LlamaFileOrder.MaxLength), "query", allowBareField: true);
        return new(project, order, context.Query.Number("page_size", 1, MaxPageSize) ?? DefaultPageSize,
            context.Query.Text("page_token", MaxTokenLength))
        {
            FileIds = context.Query.Texts("file_ids", MaxIds, LlamaUpload.MaxNameLength),
            FileName = context.Query.Text("file_name", LlamaUpload.MaxNameLength),
            ExternalFileId = context.Query.Text("external_file_id", LlamaUpload.MaxNameLength),
        };
    }

    /// <summary>The page, and the token of the next one; null at the end, so never a token after an empty page.</summary>
    public (List<LlamaFileRecord> Files, string? Next) ReadPage(Transaction transaction)
    {
        var conditions = new SqlConditions();
        conditions.AddEquality("project_id", Project ?? FilterProject ?? LlamaProject.GetDefault(transaction));
        if (FilterProject is not null) conditions.AddEquality("project_id", FilterProject);
        if (MatchesNothing) conditions.Add("0");
        if (FileIds.Length > 0) conditions.AddAnyOf("id", [.. FileIds.Select(LlamaFileStore.NormalizeId).OfType<string>()]);
        if (FileName is not null) conditions.AddEquality("name", FileName);
        if (ExternalFileId is not null) conditions.AddEquality("external_file_id", ExternalFileId);
        if (PageToken is not null) Order.AddPageCondition(PageToken, conditions);
        var limit = conditions.Bind(PageSize + 1);
        var files = transaction.Db.Query(
            $"SELECT {LlamaFileStore.Columns} FROM llama_files WHERE {conditions} ORDER BY {Order.OrderBySql} LIMIT {limit}",
            LlamaFileStore.Read, conditions.Values);
        if (files.Count <= PageSize) return (files, null);
        files.RemoveAt(PageSize);
        return (files, Order.CreatePageToken(files[^1]));
    }
}

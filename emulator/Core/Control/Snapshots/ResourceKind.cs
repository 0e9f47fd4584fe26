namespace Scopix.Emulator.Control.Snapshots;

/// <summary>A kind of resource, and how two databases are compared by it.</summary>
/// <param name="RowsSql">Selects <c>id, name, doc, n</c> (JSON, order) from the database whose name replaces <c>{0}</c>.</param>
internal sealed record ResourceKind(string Name, string RowsSql)
{
    public static readonly ResourceKind[] All =
    [
        new("files", "SELECT id, coalesce(title, doc ->> 'filename') AS name, doc, seq AS n FROM {0}.files"),
        new("folders",
            "SELECT id, name, json_object('name', name, 'parent_id', parent_id, 'project_id', project_id, 'created_at', created_at, "
            + "'updated_at', updated_at) AS doc, seq AS n FROM {0}.folders"),
        new("projects", """
            SELECT id, name, json_object('name', name, 'description', description, 'icon', icon, 'color', color,
              'project_type', project_type, 'is_default', is_default, 'created_at', created_at, 'updated_at', updated_at) AS doc, seq AS n
            FROM {0}.projects
            """),
        new("sessions", """
            SELECT id, upload_method AS name, json_object('upload_method', upload_method, 'created_at', created_at,
              'cancelled_at', cancelled_at, 'status', status,
              'items', json((SELECT json_group_array(json_object('file_id', file_id, 'filename', filename, 'status', status,
                  'error', error, 'retryable', retryable, 'at', at))
                FROM (SELECT * FROM {0}.session_items i WHERE i.session = s.seq ORDER BY position)))) AS doc, seq AS n FROM {0}.sessions s
            """),
        new("uploads", """
            SELECT id, doc ->> 'filename' AS name, json_set(doc, '$.parts', json((
              SELECT json_group_array(json_object('number', number, 'etag', etag, 'size_bytes', size_bytes))
              FROM (SELECT * FROM {0}.intent_parts p WHERE p.intent = i.id ORDER BY number)))) AS doc, id AS n FROM {0}.intents i
            """),
        new("jobs", "SELECT id, file_id AS name, json_object('file_id', file_id, 'created_at', created_at) AS doc, id AS n FROM {0}.jobs"),
        new("data_exports", "SELECT id, doc ->> 'format' AS name, doc, id AS n FROM {0}.data_exports"),
        new("idempotency_keys",
            "SELECT scope AS id, scope AS name, json_object('status', status, 'at', at) AS doc, scope AS n FROM {0}.idempotency"),
        new("usage",
            "SELECT kind AS id, kind AS name, json_object('rows', COUNT(*), 'amount', SUM(amount)) AS doc, kind AS n FROM {0}.ledger "
            + "GROUP BY kind"),
        new("llama_files", """
            SELECT id, name, json_object('project_id', project_id, 'name', name, 'external_file_id', external_file_id,
              'file_type', file_type, 'purpose', purpose, 'object_key', object_key, 'created_at', created_at) AS doc, seq AS n
            FROM {0}.llama_files
            """),
    ];

    public string GetUnmatchedRowsSql(bool second) =>
        $"SELECT b.id, b.name FROM ({GetRowsSql(second ? "other" : "main")}) b LEFT JOIN ({GetRowsSql(second ? "main" : "other")}) a "
        + "ON a.id = b.id WHERE a.id IS NULL ORDER BY b.n";

    public string ChangedSql =>
        $"SELECT b.id, b.name, a.doc, b.doc FROM ({GetRowsSql("main")}) a JOIN ({GetRowsSql("other")}) b ON a.id = b.id WHERE a.doc "
        + "<> b.doc ORDER BY b.n";

    /// <summary>Faults and stubs, which are not in the database, by kind and id.</summary>
    public static Dictionary<string, Dictionary<string, (string Name, string Doc)>> ReadRules(SnapshotState state) => new()
    {
        ["faults"] = state.Faults.Rules.ToDictionary(rule => rule.Id,
            rule => (rule.Id, JsonSerializer.Serialize(rule, ControlJsonContext.Shared.FaultRecord))),
        ["stubs"] = state.Stubs.Rules.ToDictionary(rule => rule.Id,
            rule => (rule.Id, JsonSerializer.Serialize(rule, ControlJsonContext.Shared.StubRecord))),
    };

    private string GetRowsSql(string database) => RowsSql.Replace("{0}", database, StringComparison.Ordinal);
}

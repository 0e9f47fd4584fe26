namespace Scopix.Emulator.Api.Scopix.Files;

internal enum CountStrategy
{
    AllFiles,

    /// <summary>By sums over <c>file_counts</c>, whose columns are folder, project, media type, description and compliance.</summary>
    AggregatedCounts,

    UploadTimeSlots,

    RowScan,
}

/// <summary>The conditions of a query on columns of <c>files</c>, as SQL; tags and words are not among them.</summary>
internal sealed class FileConditions
{
    private (long From, long Before) _uploadRange = (0, Database.MaxMicroseconds + 1);
    private bool _hasEquality;

    public FileConditions(FileQuery query)
    {
        if (query.MediaTypes.Length == 1) AddEquality("media_type", query.MediaTypes[0]);
        else if (query.MediaTypes.Length > 1)
        {
            Sql.AddAnyOf("media_type", query.MediaTypes);
            Combine(CountStrategy.AggregatedCounts);
        }
        if (query.Ids.Length > 0)
        {
            Sql.AddAnyOf("id", query.Ids);
            Combine(CountStrategy.RowScan);
        }
        if (query.FolderId is { } folder) AddEquality("folder_id", folder);
        if (query.ProjectId is { } project) AddEquality("project_id", project);
        if (query.HasDescription is { } described) AddEquality("described", described ? 1 : 0);
        if (query.ComplianceStatus is { } compliance) AddEquality("compliance_status", compliance);
        if (query.DateFrom is { } from)
            AddUploadTime("created_at >= {0}", _uploadRange.From = Database.ToMicroseconds(from));
        if (query.DateTo is { } to)
            AddUploadTime("created_at < {0}", _uploadRange.Before = Database.ToMicroseconds(to) + 1);
    }

    /// <summary>The conditions; that files are not deleted is not among them.</summary>
    public SqlConditions Sql { get; } = new();

    public CountStrategy Strategy { get; private set; }

    /// <summary>Upload times in microseconds, the second one excluded.</summary>
    public (long From, long Before) UploadRange => _uploadRange;

    public bool IsSingleEquality => _hasEquality && Sql.Count == 1;

    public string Where => Sql.Count == 0 ? FileIndex.NotDeleted : $"{FileIndex.NotDeleted} AND {Sql}";

    private void AddEquality(string column, object value)
    {
        Sql.AddEquality(column, value);
        _hasEquality = true;
        Combine(CountStrategy.AggregatedCounts);
    }

    private void AddUploadTime(string condition, long micros)
    {
        Sql.Add(condition, micros);
        Combine(CountStrategy.UploadTimeSlots);
    }

    private void Combine(CountStrategy strategy) =>
        Strategy = Strategy is CountStrategy.AllFiles || Strategy == strategy ? strategy : CountStrategy.RowScan;
}

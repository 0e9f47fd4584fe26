using Scopix.Emulator.Api.LlamaCloud;
using Scopix.Emulator.Api.Scopix.DirectUploads;
using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Emulator.Api.Scopix.Sessions;
using Scopix.Emulator.Control.Journal;

namespace Scopix.Emulator.Control.Survive;

/// <summary>Collects what a run has called and left behind.</summary>
internal static class RunCollector
{
    public static readonly string[] AllFields = ["hash", "title", "tags", "folder", "status"];

    private const int MaxFiles = 5_000;

    /// <summary>Stages that can end have ended by then.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromDays(365);

    public static CleanRun Collect(TenantState tenant)
    {
        var calls = new CallHistory(tenant.Features.Get<RequestLog>().GetAll().Entries).Operations;
        return tenant.Read(transaction => new CleanRun(calls, ReadFiles(transaction), AllFields,
            Count(transaction, "SELECT COUNT(*) FROM folders"), Count(transaction, "SELECT COUNT(*) FROM projects"),
            SessionStore.ListAll(transaction, "streaming").Count(session => session.CancelledAt is null),
            Count(transaction, "SELECT COUNT(*) FROM data_exports"), IntentStore.CountOpen(transaction)));
    }

    private static KeptFile[] ReadFiles(Transaction transaction)
    {
        var folders = transaction.Db.Query("SELECT id, name, parent_id FROM folders",
            row => (Id: row.GetString(0), Name: row.GetString(1), Parent: row.IsDBNull(2) ? null : row.GetString(2)))
            .ToDictionary(folder => folder.Id);
        var files = transaction.Db.Query("SELECT doc, seq, folder_id FROM files ORDER BY seq LIMIT $1",
            row => ToFile(FileStore.Read(row), row.IsDBNull(2) ? null : GetPath(row.GetString(2)), transaction.Now + Settled), MaxFiles);
        var llamaFiles = transaction.Db.Query($"SELECT {LlamaFileStore.Columns} FROM llama_files ORDER BY seq LIMIT $1",
            row => ToFile(LlamaFileStore.Read(row)), MaxFiles);
        return [.. files.Concat(llamaFiles).OrderBy(file => file.Hash, StringComparer.Ordinal).ThenBy(file => file.Title,
            StringComparer.Ordinal).ThenBy(file => file.Status, StringComparer.Ordinal)];

        string GetPath(string id, int depth = 0) => !folders.TryGetValue(id, out var folder) ? ""
            : folder.Parent is { } parent && depth < 32 ? $"{GetPath(parent, depth + 1)}/{folder.Name}" : folder.Name;
    }

    private static KeptFile ToFile(FileRecord stored, string? folder, DateTimeOffset settled)
    {
        var file = stored.AdvanceTo(settled);
        return new KeptFile(file.Hash, file.Title, [.. file.Tags.Order(StringComparer.Ordinal)], folder,
            file.DeletedAt is null ? FileStatuses.GetPrimary(file) : "deleted");
    }

    private static KeptFile ToFile(LlamaFileRecord file) => new(Path.GetFileName(file.ObjectKey), file.Name, [], null, "completed");

    private static int Count(Transaction transaction, string sql) => (int)transaction.Db.QueryNumber(sql)!.Value;
}

namespace Scopix.Emulator.Api.Scopix.Exports;

/// <summary>Writes pages of records to a stream as the rows of a table, without holding the whole table in memory.</summary>
internal static class TableStream
{
    /// <summary>Returns how many records were written.</summary>
    public static async Task<int> WriteAsync<T>(
        Func<Stream, ITableWriter> createTable, IEnumerable<List<T>> pages, Func<T, ExportCell[]> toRow, Stream target,
        CancellationToken cancel)
    {
        var records = 0;
        using var buffer = new WriteBufferStream();
        using (var table = createTable(buffer))
        {
            foreach (var page in pages)
            {
                foreach (var record in page)
                {
                    table.WriteRow(toRow(record));
                    await buffer.DrainIfFullAsync(target, cancel);
                }
                records += page.Count;
            }
        }
        await buffer.DrainAsync(target, cancel);
        return records;
    }
}

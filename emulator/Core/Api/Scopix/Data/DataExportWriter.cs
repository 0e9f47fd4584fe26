using System.Text.Encodings.Web;
using Scopix.Emulator.Api.Scopix.Exports;
using Scopix.Emulator.Api.Scopix.Files;

namespace Scopix.Emulator.Api.Scopix.Data;

/// <summary>
/// Writes an export of the description history page by page: CSV with a header, a JSON array with one object per line, or those lines
/// without the array (the layouts are assumed).
/// </summary>
internal static class DataExportWriter
{
    private static readonly JsonWriterOptions UnescapedOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Returns how many records were written.</summary>
    public static Task<int> WriteAsync(
        DataExportPlan plan, IEnumerable<List<FileRecord>> pages, FileUrls urls, Stream target, CancellationToken cancel)
    {
        var records = pages.Select(page => page.ConvertAll(file => DataFields.GetValues(file, urls)));
        if (plan.Format != "csv") return WriteJsonAsync(plan, records, target, cancel);
        return TableStream.WriteAsync(
            buffer => new CsvTableWriter(buffer, [.. plan.Fields.Select(ExportCell.From)]), records,
            record => [.. plan.Fields.Select(name => DataFields.ToCell(record[name]))], target, cancel);
    }

    private static async Task<int> WriteJsonAsync(
        DataExportPlan plan, IEnumerable<List<Dictionary<string, JsonElement>>> pages, Stream target, CancellationToken cancel)
    {
        var (records, lines) = (0, plan.Format == "jsonl");
        using var buffer = new WriteBufferStream();
        using var json = new Utf8JsonWriter(buffer, UnescapedOptions);
        if (!lines) buffer.Write("["u8);
        foreach (var page in pages)
        {
            foreach (var record in page)
            {
                if (!lines) buffer.Write(records == 0 ? "\n"u8 : ",\n"u8);
                WriteObject(json, plan.Fields, record);
                if (lines) buffer.Write("\n"u8);
                records++;
                await buffer.DrainIfFullAsync(target, cancel);
            }
        }
        if (!lines) buffer.Write("\n]\n"u8);
        await buffer.DrainAsync(target, cancel);
        return records;
    }

    private static void WriteObject(Utf8JsonWriter json, string[] fields, Dictionary<string, JsonElement> record)
    {
        json.WriteStartObject();
        foreach (var name in fields)
        {
            json.WritePropertyName(name);
            record[name].WriteTo(json);
        }
        json.WriteEndObject();
        json.Flush();
        json.Reset();
    }
}

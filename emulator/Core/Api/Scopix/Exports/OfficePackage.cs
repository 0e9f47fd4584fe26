using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;

namespace Scopix.Emulator.Api.Scopix.Exports;

/// <summary>
/// The ZIP of an office file, written front to back in constant memory. The SDK's own packages keep every part in memory, stamp
/// the wall clock and choose ids by chance; here each part has one fixed date and the ids that are written.
/// </summary>
internal sealed class OfficePackage(Stream target) : IDisposable
{
    private static readonly DateTimeOffset EntryTimestamp = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero); // the first moment a ZIP can name

    private readonly ZipArchive _zip = new(target, ZipArchiveMode.Create, leaveOpen: true);
    private Stream? _part;
    private OpenXmlWriter? _writer;

    /// <summary>Writes a whole part.</summary>
    public void AddPart(string name, string xml)
    {
        using var part = CreateEntry(name);
        part.Write(Encoding.UTF8.GetBytes("""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""" + "\n" + xml));
    }

    /// <summary>Opens the last part, to be written piece by piece.</summary>
    public OpenXmlWriter OpenPart(string name)
    {
        _part = CreateEntry(name);
        _writer = OpenXmlWriter.Create(_part);
        _writer.WriteStartDocument(standalone: true);
        return _writer;
    }

    /// <summary>Ends the open part and the ZIP.</summary>
    public void Dispose()
    {
        _writer?.Close();
        _part?.Dispose();
        _zip.Dispose();
    }

    private Stream CreateEntry(string name)
    {
        var entry = _zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = EntryTimestamp;
        return entry.Open();
    }
}

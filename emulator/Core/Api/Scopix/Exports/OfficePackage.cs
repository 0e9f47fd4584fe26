using System.IO.Compression;
using System.Xml;

namespace Scopix.Emulator.Api.Scopix.Exports;

/// <summary>
/// The ZIP of an office file. It is written from front to back in constant memory; every entry has the same date, so that the same
/// data gives the same bytes.
/// </summary>
internal sealed class OfficePackage(Stream target) : IDisposable
{
    private static readonly DateTimeOffset EntryTimestamp = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero); // the earliest time of a ZIP

    private static readonly XmlWriterSettings XmlSettings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        NewLineHandling = NewLineHandling.None, // or line feeds would become CRLF on Windows
    };

    private readonly ZipArchive _zip = new(target, ZipArchiveMode.Create, leaveOpen: true);
    private Stream? _part;
    private XmlWriter? _writer;

    /// <summary>Writes a whole part, whose XML has no declaration.</summary>
    public void AddPart(string name, string xml)
    {
        using var part = CreateEntry(name);
        part.Write(Encoding.UTF8.GetBytes("""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""" + "\n" + xml));
    }

    public XmlWriter OpenPart(string name)
    {
        _part = CreateEntry(name);
        _writer = XmlWriter.Create(_part, XmlSettings);
        _writer.WriteStartDocument(standalone: true);
        return _writer;
    }

    public void Dispose()
    {
        _writer?.Dispose();
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

using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Microsoft.Data.Sqlite;
using Scopix.Emulator.Tests.DirectUploads;

namespace Scopix.Emulator.Tests.Snapshots;

/// <summary>An entry of an exported snapshot.</summary>
internal sealed record ArchiveEntry(string Name, byte[] Bytes, TarEntryType Type = TarEntryType.RegularFile);

/// <summary>Exported snapshots, unpacked, changed and packed again.</summary>
internal static class SnapshotArchives
{
    public const int BlockSize = 512;

    public static List<ArchiveEntry> ReadEntries(byte[] file)
    {
        using var tar = new TarReader(new GZipStream(new MemoryStream(file), CompressionMode.Decompress));
        var entries = new List<ArchiveEntry>();
        while (tar.GetNextEntry(copyData: true) is { } entry)
        {
            var bytes = new MemoryStream();
            entry.DataStream?.CopyTo(bytes);
            entries.Add(new ArchiveEntry(entry.Name, bytes.ToArray()));
        }
        return entries;
    }

    /// <summary>The entries as a tar.</summary>
    public static byte[] WriteTar(IEnumerable<ArchiveEntry> entries, TarEntryFormat format = TarEntryFormat.Ustar)
    {
        var packed = new MemoryStream();
        using (var tar = new TarWriter(packed, format, leaveOpen: true))
            foreach (var entry in entries) tar.WriteEntry(CreateTarEntry(entry, format));
        return packed.ToArray();
    }

    public static byte[] Compress(byte[] tar)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(tar);
        return packed.ToArray();
    }

    /// <summary>The archive file with new checksums.</summary>
    public static byte[] WriteArchive(IEnumerable<ArchiveEntry> entries)
    {
        var files = entries.Where(entry => entry.Name != "SHA256SUMS").ToList();
        var checksums = string.Concat(files.Select(entry => $"{DirectUploadRequests.ComputeSha256(entry.Bytes)}  {entry.Name}\n"));
        return Compress(WriteTar([.. files, new ArchiveEntry("SHA256SUMS", Encoding.ASCII.GetBytes(checksums))]));
    }

    /// <summary>The file with a database changed by SQL, and with the right sizes and checksums.</summary>
    public static byte[] WithChangedDatabase(byte[] file, string sql)
    {
        var entries = ReadEntries(file);
        var at = entries.FindIndex(entry => entry.Name == "database.db");
        var before = entries[at].Bytes.Length;
        entries[at] = entries[at] with { Bytes = ChangeDatabase(entries[at].Bytes, sql) };
        var record = Encoding.UTF8.GetString(entries[0].Bytes)
            .Replace($"\"database_bytes\":{before},", $"\"database_bytes\":{entries[at].Bytes.Length},", StringComparison.Ordinal);
        entries[0] = entries[0] with { Bytes = Encoding.UTF8.GetBytes(record) };
        return WriteArchive(entries);
    }

    /// <summary>Executes SQL on a database file.</summary>
    public static void ExecuteSql(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>A tar with a changed header and the right header checksum.</summary>
    /// <param name="tar">The tar.</param>
    /// <param name="entry">Which header, from 0.</param>
    /// <param name="change">Changes its 512 bytes.</param>
    public static byte[] WithChangedHeader(byte[] tar, int entry, Action<byte[]> change)
    {
        var at = 0;
        for (var n = 0; n < entry; n++) at += BlockSize + ((ReadEntrySize(tar, at) + BlockSize - 1) / BlockSize * BlockSize);
        var header = tar[at..(at + BlockSize)];
        change(header);
        Encoding.ASCII.GetBytes("        ").CopyTo(header, 148);
        Encoding.ASCII.GetBytes(Convert.ToString(header.Sum(one => one), 8).PadLeft(6, '0') + "\0 ").CopyTo(header, 148);
        return [.. tar[..at], .. header, .. tar[(at + BlockSize)..]];
    }

    private static byte[] ChangeDatabase(byte[] database, string sql)
    {
        using var folder = new DataDirectory();
        var path = Path.Combine(folder.Location, "changed.db");
        File.WriteAllBytes(path, database);
        ExecuteSql(path, sql);
        return File.ReadAllBytes(path);
    }

    private static int ReadEntrySize(byte[] tar, int at) => Convert.ToInt32(Encoding.ASCII.GetString(tar, at + 124, 11), 8);

    private static TarEntry CreateTarEntry(ArchiveEntry entry, TarEntryFormat format)
    {
        TarEntry created = format switch
        {
            TarEntryFormat.Pax => new PaxTarEntry(entry.Type, entry.Name),
            TarEntryFormat.Gnu => new GnuTarEntry(entry.Type, entry.Name),
            TarEntryFormat.V7 => new V7TarEntry(TarEntryType.V7RegularFile, entry.Name),
            _ => new UstarTarEntry(entry.Type, entry.Name),
        };
        if (entry.Type is TarEntryType.SymbolicLink or TarEntryType.HardLink) created.LinkName = "database.db";
        else if (entry.Type is TarEntryType.RegularFile) created.DataStream = new MemoryStream(entry.Bytes);
        return created;
    }
}

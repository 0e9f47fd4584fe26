using System.Globalization;
using Microsoft.Data.Sqlite;
using Scopix.Storage;

namespace Scopix.Emulator.Engine;

/// <summary>A database file that has other bytes than were written: how it is noticed, and what becomes of it.</summary>
internal static class DamagedDatabase
{
    /// <summary>A database up to this size is checked page by page when it is opened; a larger one by its length.</summary>
    private const long MaxCheckedBytes = 64L << 20;

    /// <summary>What is wrong with an open database; null when nothing is.</summary>
    public static string? FindDamage(Database db)
    {
        try
        {
            var bytes = db.QueryNumber("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size");
            if (bytes > MaxCheckedBytes) return null;
            return db.QueryText("PRAGMA quick_check(1)") is { } found && found != "ok" ? found.ReplaceLineEndings(" ") : null;
        }
        catch (SqliteException error) when (DiskFailures.IsDatabaseDamage(error))
        {
            return error.Message;
        }
    }

    /// <summary>Refuses a file of no bytes: SQLite would take it for a database that nobody has filled yet.</summary>
    /// <exception cref="InvalidDataException">It has none.</exception>
    public static void ThrowIfTruncated(string path)
    {
        if (new FileInfo(path).Length == 0) throw new InvalidDataException("the file has 0 bytes");
        using var file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
        Span<byte> header = stackalloc byte[32];
        if (RandomAccess.Read(file, header, 0) < header.Length) throw new InvalidDataException("the file ends in its header");
        if (!header.StartsWith("SQLite format 3\0"u8)) throw new InvalidDataException("the file does not begin as a database does");
        long page = (header[16] << 8) | header[17],
            pages = ((long)header[28] << 24) | (uint)((header[29] << 16) | (header[30] << 8) | header[31]);
        var told = (page == 1 ? 65_536 : page) * pages;
        if (RandomAccess.GetLength(file) < told && !File.Exists(path + "-wal"))
            throw new InvalidDataException($"the file has {RandomAccess.GetLength(file)} bytes, its header says {told}");
    }

    /// <summary>Renames the file and its log: <c>{name}.damaged-1</c> and so on.</summary>
    public static void RenameDamaged(string path)
    {
        if (!File.Exists(path)) return;
        var number = 1;
        while (File.Exists(Aside(number))) number++;
        File.Move(path, Aside(number));
        foreach (var rest in (string[])["-wal", "-shm"])
            if (File.Exists(path + rest)) File.Move(path + rest, Aside(number) + rest, overwrite: true);

        string Aside(int n) => string.Create(CultureInfo.InvariantCulture, $"{path}.damaged-{n}");
    }
}

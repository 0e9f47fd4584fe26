using Microsoft.Data.Sqlite;

namespace Scopix.Emulator.Engine;

internal static class DamagedDatabase
{
    /// <summary>A larger database is not checked page by page when it is opened; only its length is checked.</summary>
    private const long MaxCheckedBytes = 64L << 20;

    /// <summary>What is wrong with an open database; null when nothing is found.</summary>
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

    /// <summary>Refuses a file that is empty or cut off: SQLite takes an empty file for a new database.</summary>
    /// <exception cref="InvalidDataException">The file is empty, cut off, or not a database.</exception>
    public static void ThrowIfTruncated(string path)
    {
        if (new FileInfo(path).Length == 0) throw new InvalidDataException("the file has 0 bytes");
        using var file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
        Span<byte> header = stackalloc byte[32];
        if (RandomAccess.Read(file, header, 0) < header.Length) throw new InvalidDataException("the file ends in its header");
        if (!header.StartsWith("SQLite format 3\0"u8)) throw new InvalidDataException("the file has no SQLite header");
        long page = (header[16] << 8) | header[17],
            pages = ((long)header[28] << 24) | (uint)((header[29] << 16) | (header[30] << 8) | header[31]);
        var expected = (page == 1 ? 65_536 : page) * pages;
        if (RandomAccess.GetLength(file) < expected && !File.Exists(path + "-wal"))
            throw new InvalidDataException($"the file has {RandomAccess.GetLength(file)} bytes, its header says {expected}");
    }

    /// <summary>Renames the file and its write-ahead log to <c>{name}.damaged-1</c> and so on.</summary>
    public static void RenameDamaged(string path)
    {
        if (!File.Exists(path)) return;
        var number = 1;
        while (File.Exists(NameDamaged(number))) number++;
        File.Move(path, NameDamaged(number));
        foreach (var suffix in (string[])["-wal", "-shm"])
            if (File.Exists(path + suffix)) File.Move(path + suffix, NameDamaged(number) + suffix, overwrite: true);

        string NameDamaged(int n) => string.Create(CultureInfo.InvariantCulture, $"{path}.damaged-{n}");
    }
}

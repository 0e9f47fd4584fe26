using System.Runtime.InteropServices;

namespace Scopix.Emulator.Control.Snapshots;

/// <summary>Checks the vectors in a database from outside, which responses show and scores are computed from.</summary>
internal static class VectorValidator
{
    private const int MaxValues = 4096;

    /// <exception cref="ApiError">422: a vector is not a row of finite 32-bit numbers.</exception>
    public static void Validate(Database db)
    {
        foreach (var (table, key) in ((string, string)[])[("chunk_vectors", "chunk"), ("image_vectors", "file")])
            db.ForEach($"SELECT {key}, typeof(vector) = 'blob', vector FROM {table}", row =>
            {
                if (!row.GetBoolean(1) || !IsVector(Database.GetBlob(row, 2)))
                    throw ApiError.Invalid("database.db", $"vector {row.GetInt64(0)} of {table} is not 1 to {MaxValues} finite numbers");
            });
    }

    private static bool IsVector(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length is 0 or > MaxValues * sizeof(float) || bytes.Length % sizeof(float) != 0) return false;
        foreach (var value in MemoryMarshal.Cast<byte, float>(bytes))
            if (!float.IsFinite(value)) return false;
        return true;
    }
}

using System.Numerics;

namespace Scopix.Emulator.State;

/// <summary>A set of row numbers: a bit for each, in blocks of 16,384 of which empty ones are left out.</summary>
public sealed class RowBits
{
    private const int Bits = 14;
    private const long Within = (1L << Bits) - 1;

    private readonly Dictionary<long, ulong[]> _blocks = [];

    /// <summary>How many there are.</summary>
    public long Count
    {
        get
        {
            long count = 0;
            foreach (var block in _blocks.Values)
                foreach (var word in block) count += BitOperations.PopCount(word);
            return count;
        }
    }

    /// <summary>The rows, in no order.</summary>
    public IEnumerable<long> Rows
    {
        get
        {
            foreach (var (key, block) in _blocks)
                for (var word = 0; word < block.Length; word++)
                    for (var left = block[word]; left != 0; left &= left - 1) yield return (key << Bits) + (word << 6) + BitOperations.TrailingZeroCount(left);
        }
    }

    /// <summary>The number of the block that a row is in.</summary>
    public static long BlockOf(long row) => row >> Bits;

    /// <summary>The first row of a block.</summary>
    public static long FirstOf(long block) => block << Bits;

    /// <summary>Adds a row.</summary>
    public void Add(long row)
    {
        if (!_blocks.TryGetValue(row >> Bits, out var block)) _blocks.Add(row >> Bits, block = new ulong[1 << (Bits - 6)]);
        block[(row & Within) >> 6] |= 1UL << (int)(row & 63);
    }

    /// <summary>Whether a row is in it.</summary>
    public bool Has(long row) => _blocks.TryGetValue(row >> Bits, out var block) && (block[(row & Within) >> 6] >> (int)(row & 63) & 1) != 0;

    /// <summary>Removes all rows of a block.</summary>
    public void Clear(long block) => _blocks.Remove(block);

    /// <summary>The rows that are in both, as a new set.</summary>
    public RowBits And(RowBits other)
    {
        var both = new RowBits();
        foreach (var (key, block) in _blocks)
        {
            if (!other._blocks.TryGetValue(key, out var beside)) continue;
            var shared = new ulong[block.Length];
            for (var n = 0; n < shared.Length; n++) shared[n] = block[n] & beside[n];
            both._blocks.Add(key, shared);
        }
        return both;
    }
}

using System.Numerics;

namespace Scopix.Emulator.Engine;

/// <summary>A set of row numbers: one bit for each, in blocks of 16,384 rows. Empty blocks are not stored.</summary>
internal sealed class RowBitmap
{
    private const int BlockBits = 14;
    private const long BlockMask = (1L << BlockBits) - 1;

    private readonly Dictionary<long, ulong[]> _blocks = [];

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

    public IEnumerable<long> Rows
    {
        get
        {
            foreach (var (key, block) in _blocks)
                for (var word = 0; word < block.Length; word++)
                    for (var left = block[word]; left != 0; left &= left - 1)
                        yield return (key << BlockBits) + (word << 6) + BitOperations.TrailingZeroCount(left);
        }
    }

    public static long GetBlock(long row) => row >> BlockBits;

    public static long GetFirstRow(long block) => block << BlockBits;

    public void Add(long row)
    {
        if (!_blocks.TryGetValue(row >> BlockBits, out var block)) _blocks.Add(row >> BlockBits, block = new ulong[1 << (BlockBits - 6)]);
        block[(row & BlockMask) >> 6] |= 1UL << (int)(row & 63);
    }

    public bool Contains(long row) =>
        _blocks.TryGetValue(row >> BlockBits, out var block) && (block[(row & BlockMask) >> 6] >> (int)(row & 63) & 1) != 0;

    public void ClearBlock(long block) => _blocks.Remove(block);

    public RowBitmap Intersect(RowBitmap other)
    {
        var both = new RowBitmap();
        foreach (var (key, block) in _blocks)
        {
            if (!other._blocks.TryGetValue(key, out var otherBlock)) continue;
            var shared = new ulong[block.Length];
            for (var n = 0; n < shared.Length; n++) shared[n] = block[n] & otherBlock[n];
            both._blocks.Add(key, shared);
        }
        return both;
    }
}

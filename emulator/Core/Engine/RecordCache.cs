namespace Scopix.Emulator.Engine;

/// <summary>
/// Records recently read from a table, by row and by id, with the text from which each was made. A record is valid as long as SQLite's
/// change counter stands still. When the counter moves, a record's row must be read again; if it has the same text, the record stays.
/// The cache is neither used nor filled inside a transaction, which may be rolled back. The tenant's lock must be held.
/// </summary>
internal sealed class RecordCache<T>(Database db)
    where T : class
{
    /// <summary>The greatest number of records; one more clears the cache first.</summary>
    public const int MaxRecords = 256;

    /// <summary>The greatest total length of the texts in bytes; a record with more than a quarter of it is not cached.</summary>
    public const int MaxTotalLength = 2_000_000;

    private readonly Dictionary<long, Entry> _byRow = [];
    private readonly Dictionary<string, Entry> _byId = [];
    private int _totalLength;

    public int Count => _byRow.Count;

    /// <summary>The cached record; null when there is none or its row may have changed.</summary>
    public T? Find(long row) => db.ChangeCount is { } now && _byRow.TryGetValue(row, out var entry) ? entry.GetRecord(now) : null;

    /// <inheritdoc cref="Find(long)"/>
    public T? Find(string id) => db.ChangeCount is { } now && _byId.TryGetValue(id, out var entry) ? entry.GetRecord(now) : null;

    /// <summary>The record of a row that was just read: the cached one if the text is the same, a new one otherwise.</summary>
    /// <param name="id">The id of the row, which never changes.</param>
    /// <param name="create">Creates the record, which must be immutable, from a copy of the text.</param>
    public T GetOrAdd(long row, string id, ReadOnlySpan<byte> text, Func<byte[], T> create)
    {
        if (db.ChangeCount is not { } now) return create(text.ToArray());
        if (_byRow.TryGetValue(row, out var known))
        {
            if (known.TryConfirm(text, now)) return known.Record;
            Remove(row, known);
        }
        var copy = text.ToArray();
        var record = create(copy);
        if (copy.Length <= MaxTotalLength / 4) Add(row, new Entry(id, copy, record, now));
        return record;
    }

    private void Add(long row, Entry entry)
    {
        if (_byRow.Count >= MaxRecords || _totalLength + entry.Text.Length > MaxTotalLength) Clear();
        _byRow.Add(row, entry);
        _byId[entry.Id] = entry;
        _totalLength += entry.Text.Length;
    }

    private void Remove(long row, Entry entry)
    {
        _byRow.Remove(row);
        _byId.Remove(entry.Id);
        _totalLength -= entry.Text.Length;
    }

    private void Clear()
    {
        _byRow.Clear();
        _byId.Clear();
        _totalLength = 0;
    }

    private sealed class Entry(string id, byte[] text, T record, int confirmedAt)
    {
        private int _confirmedAt = confirmedAt;

        public string Id => id;

        public byte[] Text => text;

        public T Record => record;

        public T? GetRecord(int changeCount) => changeCount == _confirmedAt ? record : null;

        public bool TryConfirm(ReadOnlySpan<byte> read, int changeCount)
        {
            if (!read.SequenceEqual(text)) return false;
            _confirmedAt = changeCount;
            return true;
        }
    }
}

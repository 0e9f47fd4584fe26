using Scopix.Emulator.Faults;
using Scopix.Emulator.Http;
using Scopix.Emulator.Stubs;

namespace Scopix.Emulator.State;

/// <summary>What decides a tenant's later answers beside its database: time, chance and what a test has set.</summary>
/// <param name="Now">The tenant's moment.</param>
/// <param name="Frozen">True when its clock stood still.</param>
/// <param name="Ids">How many ids were given out.</param>
/// <param name="Requests">How many ids of requests.</param>
/// <param name="Rate">The minute's requests.</param>
/// <param name="UploadRate">The five seconds' uploads.</param>
/// <param name="Faults">The tenant's own faults.</param>
/// <param name="Stubs">The tenant's own stubs.</param>
public sealed record WorldState(
    DateTimeOffset Now, bool Frozen, long Ids, long Requests, RateUsed Rate, RateUsed UploadRate, FaultsKept Faults, StubsKept Stubs);

/// <summary>The tenant's journey to a moment it was in before.</summary>
public sealed partial class World
{
    /// <summary>Copies the database into a file, keeps the content that it refers to, and tells the rest.</summary>
    /// <param name="path">The file; nothing is there.</param>
    /// <param name="keep">True keeps the content until <see cref="KeptContent.Release"/>.</param>
    /// <param name="look">Looks at the same moment.</param>
    public (WorldState State, T Seen) Save<T>(string path, bool keep, Func<Turn, T> look)
    {
        lock (_gate)
        {
            var turn = Enter();
            turn.Db.CopyTo(path);
            if (keep) Kept.Keep(path);
            var state = new WorldState(
                turn.Now, Clock.State.FrozenAt is not null, _ids.Count, Interlocked.Read(ref _requests), Rate.Used, UploadRate.Used, Faults.Kept, Stubs.Kept);
            return (state, look(turn));
        }
    }

    /// <summary>A copy of a database beside the tenant's own. Disposing forgets it unless it was taken over.</summary>
    public DatabaseAside CopyAside(string from) => DatabaseAside.CopyOf(_path, from);

    /// <summary>
    /// Goes on from a database and what belongs to it. Key and storage identity stay, the journal too; what began before does not
    /// end afterwards. A clock that ran goes on from the moment it showed.
    /// </summary>
    /// <param name="aside">The database; not in a transaction.</param>
    /// <param name="state">The rest.</param>
    /// <param name="leave">Looks at the present database before it goes.</param>
    /// <param name="arrive">Is given what <paramref name="leave"/> saw, at the gate still.</param>
    public void Restore<T>(DatabaseAside aside, WorldState state, Func<Turn, T> leave, Action<T> arrive)
    {
        lock (_gate)
        {
            var left = leave(Present());
            var clock = Clock.At(state.Now, state.Frozen);
            if (_path is not null) Meta.Begin(aside.Db, Storage.SecretKey, state.Ids, Key, clock);
            _db!.Dispose();
            _db = null;
            _db = aside.Take(); // what fails up to here leaves all as it was
            Generation++;
            (_ids.Count, _requests, Clock.State) = (state.Ids, state.Requests, clock);
            (Rate.Used, UploadRate.Used, Faults.Kept, Stubs.Kept) = (state.Rate, state.UploadRate, state.Faults, state.Stubs);
            Held.Clear();
            _nextDue = _db.Number(NextDue);
            arrive(left);
        }
    }

    private Turn Present() => new(this, _db ??= _path is null ? new Database(path: null) : Database.OfTenant(_path), _ids, Clock.Now);
}

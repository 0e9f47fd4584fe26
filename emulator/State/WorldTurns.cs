using Scopix.Emulator.ObjectStore;

namespace Scopix.Emulator.State;

/// <summary>Passing the gate: to look, to change, to delete; also on a disk that is full.</summary>
public sealed partial class World
{
    /// <summary>Called before each commit; a test lets it fail there, as it does on a full disk.</summary>
    internal Action? Committing { get; set; }

    /// <summary>Looks at the tenant's state, caught up with its clock. On a full disk what is due is computed and not stored.</summary>
    public T Read<T>(Func<Turn, T> work)
    {
        lock (_gate)
        {
            if (Entered() is not { } turn) return Unstored(work);
            var result = work(turn);
            turn.Finish();
            return result;
        }
    }

    /// <summary>Changes the tenant's state in one transaction; an exception changes nothing.</summary>
    public T Write<T>(Func<Turn, T> work)
    {
        lock (_gate)
        {
            Reserve.RefuseGrowth();
            return Transact(Enter(), work);
        }
    }

    /// <summary>The same for what deletes: on a full disk it uses the reserve, and may be called again.</summary>
    public T Free<T>(Func<Turn, T> work)
    {
        lock (_gate) return WithReserve(() => Transact(Enter(), work));
    }

    private Turn? Entered()
    {
        try
        {
            return WithReserve(Enter);
        }
        catch (Exception error) when (DiskFailures.Of(error) is not null)
        {
            return null;
        }
    }

    /// <summary>Catches up in a transaction that is taken back: it lives in memory alone.</summary>
    private T Unstored<T>(Func<Turn, T> work)
    {
        var (turn, given) = (Present(), _ids.Count);
        turn.Db.Script("PRAGMA cache_spill = OFF");
        turn.Db.Execute("BEGIN");
        try
        {
            _catchUp(turn);
            return work(turn);
        }
        finally
        {
            _ids.Count = given;
            turn.GiveUp();
            turn.Db.Script("PRAGMA cache_spill = ON");
        }
    }

    /// <summary>When there is no room, empties the database's log; when there is none then, gives the reserve up.</summary>
    private T WithReserve<T>(Func<T> change)
    {
        try
        {
            return change();
        }
        catch (Exception error) when (_path is not null && DiskFailures.Of(error) is not null)
        {
            _db?.EmptyLog();
        }
        try
        {
            return change();
        }
        catch (Exception error) when (DiskFailures.Of(error) is not null)
        {
            Reserve.Release();
        }
        try
        {
            return change();
        }
        finally
        {
            _db?.EmptyLog();
            Reserve.Fill();
        }
    }

    private Turn Enter()
    {
        var turn = Present();
        if (_nextDue > Database.Micros(turn.Now) || _nextDue is null) return turn;
        return Transact(turn, due =>
        {
            _catchUp(due);
            return due;
        });
    }

    private T Transact<T>(Turn turn, Func<Turn, T> work)
    {
        var result = Commit(turn, work);
        _nextDue = turn.Db.Number(NextDue);
        turn.Finish();
        return result;
    }

    private T Commit<T>(Turn turn, Func<Turn, T> work)
    {
        var given = _ids.Count;
        turn.Db.Execute("BEGIN IMMEDIATE");
        try
        {
            var result = work(turn);
            if (_ids.Count != given && _path is not null) Meta.KeepIds(turn.Db, _ids.Count);
            Committing?.Invoke();
            turn.Db.Execute("COMMIT");
            return result;
        }
        catch
        {
            _ids.Count = given;
            turn.GiveUp();
            throw;
        }
    }
}

using Scopix.Emulator.Control.Journal;

namespace Scopix.Emulator.Control.Survive;

/// <summary>A call that can meet trouble: an operation, a storage request or a stage.</summary>
/// <param name="Operation">The operation's id, <c>storage.put</c> and the like, or <c>stages.description</c> and the like.</param>
/// <param name="Occurrence">Which of its calls it is, from 1.</param>
/// <param name="Call">The call in the clean run; null for a stage.</param>
internal sealed record TroubleTarget(string Operation, int Occurrence, JournalEntry? Call)
{
    private const string StoragePrefix = "storage.", StagePrefix = "stages.";

    public string? Stage => Operation.StartsWith(StagePrefix, StringComparison.Ordinal) ? Operation[StagePrefix.Length..] : null;

    public string? Storage => Operation.StartsWith(StoragePrefix, StringComparison.Ordinal) ? Operation[StoragePrefix.Length..] : null;

    public bool IsApi => Stage is null && Storage is null;

    public bool IsRequest => Stage is null;

    public bool IsUpload => Storage is "put" or "put_part";

    public bool IsLlama => Operation.StartsWith("llama.", StringComparison.Ordinal);

    public bool Changes => IsApi && Call!.Method is not ("GET" or "HEAD");

    /// <summary>True when the answer of the clean run has a body to damage.</summary>
    public bool HasBody => IsRequest && Call!.Status is >= 200 and < 300 and not 204 && Call.ResponseBytes != 0 && Call.Method != "HEAD";

    public OperationContract? Contract => OperationContract.Find(Operation);

    public bool IsIdempotent => Contract?.FindParameter("header", "Idempotency-Key") is not null;

    public bool NamesFile => Contract?.Path.Contains("{file_id}", StringComparison.Ordinal) == true;

    public static string GetStageOperation(string stage) => StagePrefix + stage;

    /// <summary>A fault that acts on this call.</summary>
    /// <param name="effect">What the fault does.</param>
    public Fault Aim(Fault effect) => effect with
    {
        Operation = IsApi ? Operation : null,
        Storage = Storage,
        Stage = Stage,
        Nth = Occurrence > 1 ? Occurrence : null,
    };
}

namespace Scopix.Emulator.Control.Survive;

/// <summary>What to do about a verdict.</summary>
internal static class VerdictAdvice
{
    /// <summary>A paragraph with the sentence of the documents; null when nothing is to be done.</summary>
    public static string? Find(string verdict, Experiment experiment)
    {
        var advice = verdict switch
        {
            Verdicts.Duplicated => AdviseOnDuplicates(experiment),
            Verdicts.Lost => "An error was swallowed. Check the status of every answer and read its whole body before you go on; let the "
                + "program fail when a call has failed.",
            Verdicts.Hung => experiment.Category == TroubleCategories.Ai
                ? "Poll with a deadline: give up after a time that you choose, and say which file is not ready."
                : "Give every request a timeout, and every loop a deadline. Do not wait for a Retry-After that is longer than the "
                    + "deadline.",
            Verdicts.Hammered => "Wait as long as Retry-After says. Without it, double the wait with each repetition, add some chance, and "
                + "give up after a few.",
            Verdicts.Leaked => "Abort a direct upload that you cannot complete (DELETE /files/direct-uploads/{upload_id}), also when the "
                + "program fails: it holds storage and credits until it expires.",
            Verdicts.FailedBlindly => "Print the status, the code and the message of the answer, or the error of the connection, with the "
                + "call that met it.",
            _ => null,
        };
        return advice is null ? null : $"{advice} Known from: {experiment.Source.TrimEnd('.')}.";
    }

    private static string AdviseOnDuplicates(Experiment experiment) => experiment.Operation switch
    {
        "direct_uploads.create" or "direct_uploads.complete" =>
            "A request without an answer may have been carried out. Send the same Idempotency-Key with each repetition.",
        "files.upload" or "files.upload_batch" or "files.analyze" or "files.analyze_async" =>
            "An upload without an answer may have been carried out. Before you send it again, ask for its hash with POST "
            + "/files/check-duplicates, or send skip_duplicates=true.",
        _ => "A request without an answer may have been carried out. Look whether its result is there before you send it again.",
    };
}

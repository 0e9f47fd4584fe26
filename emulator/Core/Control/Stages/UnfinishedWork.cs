using Scopix.Emulator.Api.Scopix.Data;
using Scopix.Emulator.Api.Scopix.Files;

namespace Scopix.Emulator.Control.Stages;

/// <summary>What of a tenant has not ended: stages of files, which are also its jobs and analyses, and exports of its history.</summary>
internal static class UnfinishedWork
{
    /// <summary>The greatest number of files that are named.</summary>
    private const int MaxNamed = 100;

    /// <summary>Each file or export with its stages that have not ended: <c>leak.jpg (description is held)</c>.</summary>
    public static string[] List(Transaction transaction) =>
    [
        .. FileStore.ListUnfinished(transaction, MaxNamed).Select(file => $"{file.Filename} ({DescribeStages(file.Stages)})"),
        .. DataExportStore.ListUnfinished(transaction).Select(export => $"export {export.Id} ({DescribeStages([export.Stage])})"),
    ];

    private static string DescribeStages(IReadOnlyList<Stage> stages) => string.Join(", ",
        stages.Where(stage => !ComponentStatus.IsTerminal(stage.Status)).Select(stage => $"{stage.Name} {DescribeState(stage)}"));

    private static string DescribeState(Stage stage) => stage switch
    {
        { ReleasedAt: null } => "is held",
        { Stalled: true, Status: ComponentStatus.Processing } => "is stalled",
        _ => $"is {stage.Status}",
    };
}

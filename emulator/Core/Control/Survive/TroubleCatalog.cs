namespace Scopix.Emulator.Control.Survive;

/// <summary>Every kind of trouble.</summary>
internal static class TroubleCatalog
{
    public static IReadOnlyList<TroubleKind> All { get; } =
    [
        .. NetworkTroubles.All, .. LimitTroubles.All, .. AiTroubles.All, .. StorageTroubles.All, .. TimeTroubles.All,
        .. ContractTroubles.All,
    ];

    private static readonly Dictionary<string, TroubleKind> ByName = All.ToDictionary(kind => kind.Name);

    /// <summary>The kind of a name; null when there is none.</summary>
    public static TroubleKind? Find(string name) => ByName.GetValueOrDefault(name);
}

namespace Scopix.Emulator.Api.Scopix.Folders;

internal static class FolderRules
{
    /// <summary>Levels of folders, the top one included (public).</summary>
    public const int MaxLevels = 10;

    public static void CheckName(string name) => RequestParameters.RequireText("name", name, 255);

    /// <summary>Refuses a parent under which the levels of the folder would exceed the limit: 422.</summary>
    public static void RefuseTooDeep(string field, FolderResource? parent, int levels)
    {
        if ((parent?.Depth + 1 ?? 0) + levels > MaxLevels) throw ApiError.Invalid(field, $"folders are at most {MaxLevels} levels deep");
    }

    public static void RefuseTakenName(Transaction transaction, string name, string? parent, string? own)
    {
        if (FolderStore.FindIdByName(transaction, name, parent) is { } other && other != own)
            throw ApiError.Conflict($"A folder named '{name}' exists at this level");
    }
}

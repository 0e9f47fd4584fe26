namespace Scopix.Emulator.Tool.Pull;

/// <summary>What a run says before files of the source lie on this disk, and whether there is space for them.</summary>
internal static class PullNotice
{
    public static string Describe(PullOptions options)
    {
        var what = options.WithoutBytes ? "What is known of the files, without their bytes," : "The files";
        var place = options.SaveTo is { } file ? file : $"the emulator at {options.Target}";
        return $"""
            {what} of {options.Source.Host} will lie on this disk:
            until they are loaded, in {options.StateFolder}, which only you can read; then in {place}.
            Treat the copy as the production data that it is. --dry-run shows its size, --without-bytes copies no bytes.
            """;
    }

    /// <exception cref="PullException">The sizes of the missing files are more than the free space.</exception>
    public static void ThrowIfTooLarge(PullOptions options, PullState state, IReadOnlyList<SourceFile> files)
    {
        if (options.WithoutBytes) return;
        var needed = files.Where(file => !File.Exists(state.GetFilePath(file.Id))).Sum(file => file.SizeBytes);
        var free = new DriveInfo(state.Folder).AvailableFreeSpace;
        if (needed > free)
            throw new PullException($"The disk is too full: the files need {PullReport.FormatBytes(needed)}, and "
                + $"{PullReport.FormatBytes(free)} are free for {state.Folder}. Free some space, or add --limit, --since, --folder, --tag "
                + "or --without-bytes.");
    }
}

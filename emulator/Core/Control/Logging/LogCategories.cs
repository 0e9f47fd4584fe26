namespace Scopix.Emulator.Control.Logging;

/// <summary>The categories of what the emulator says when nothing of its own has failed.</summary>
internal static class LogCategories
{
    public const string Requests = "Scopix.Emulator.Requests";

    public const string Start = "Scopix.Emulator.Start";

    public const string Loading = "Scopix.Emulator.Loading";
}

namespace Scopix.Emulator.Tool.Logging;

/// <summary>How the program writes its log on the standard output.</summary>
internal enum LogFormat
{
    /// <summary>One line for people.</summary>
    Text,

    /// <summary>One JSON object in each line.</summary>
    Json,
}

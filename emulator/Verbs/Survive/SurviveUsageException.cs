namespace Scopix.Emulator.Tool.Survive;

/// <summary>The command line cannot be carried out, as is seen before the command is run.</summary>
internal sealed class SurviveUsageException(string message) : Exception(message);

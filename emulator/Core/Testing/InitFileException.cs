namespace Scopix.Emulator;

/// <summary>Something is wrong in the init files of a start (<see cref="EmulatorOptions.Init"/>). Nothing was applied.</summary>
public sealed class InitFileException : Exception
{
    internal InitFileException(IReadOnlyList<string> problems) : base(string.Join(Environment.NewLine, problems)) =>
        Problems = problems;

    /// <summary>
    /// One line for each problem, e.g. <c>scopix.json:12:7: files[2].titel: is not a known field; did you mean title?</c>
    /// </summary>
    public IReadOnlyList<string> Problems { get; }
}

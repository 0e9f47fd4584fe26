using Scopix.Emulator.Control.Logging;

namespace Scopix.Emulator.Control.Init;

/// <summary>What is wrong in an init file, and where.</summary>
/// <param name="Source">The name of the file; empty for the body of a request.</param>
/// <param name="Line">From 1; 0 when the problem has no place in the file.</param>
/// <param name="Column">In characters, from 1.</param>
/// <param name="Field">The field, e.g. <c>files[2].title</c>; empty for the whole document.</param>
internal sealed record InitProblem(string Source, int Line, int Column, string Field, string Issue)
{
    private const int MaxLength = 1_000;

    /// <summary><c>scopix.json:12:7: files[2].title: at most 255 characters, got 300</c></summary>
    public override string ToString()
    {
        var (source, place) = (Source.Length == 0 ? "" : Source + ":", Line == 0 ? " " : $"{Line}:{Column}: ");
        return LogText.Escape($"{source}{place}{(Field.Length == 0 ? "" : Field + ": ")}{Issue}", MaxLength);
    }
}

/// <summary>Nothing was applied, because of these problems.</summary>
internal sealed class InitProblemsException(IReadOnlyList<InitProblem> problems) : Exception(string.Join('\n', problems))
{
    /// <summary>A problem of a whole file or folder.</summary>
    public InitProblemsException(string path, string issue) : this([new InitProblem(path, 0, 0, "", issue)])
    {
    }

    public IReadOnlyList<InitProblem> Problems => problems;
}

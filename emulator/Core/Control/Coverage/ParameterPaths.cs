using Scopix.Contracts.Checks;

namespace Scopix.Emulator.Control.Coverage;

/// <summary>
/// The query parameters and headers of an operation as coverage names them: <c>query.tags</c>, and enum values <c>query.sort_order=asc</c>.
/// </summary>
internal static class ParameterPaths
{
    public static Parameter[] GetParameters(OperationContract contract) =>
        [.. contract.Parameters.Where(parameter => parameter.In != "path")];

    public static string GetPath(Parameter parameter) => $"{parameter.In}.{parameter.Name}";

    /// <summary>The path of a parameter and those of its enum values.</summary>
    public static IEnumerable<string> EnumeratePaths(Parameter parameter) => parameter.Shape.EnumeratePaths(GetPath(parameter))
        .Select(path => path.Replace("[]", "", StringComparison.Ordinal)).Prepend(GetPath(parameter));
}

using Microsoft.Extensions.Primitives;
using Scopix.Contracts.Checks;

namespace Scopix.Emulator.Control.Hints;

/// <summary>What was probably meant by names and values of a request's input.</summary>
internal static class ParameterHints
{
    /// <summary>The parameter whose empty value filters nothing, although an empty result may be expected.</summary>
    private const string Search = "search";

    /// <summary>Null when no known name is near.</summary>
    /// <param name="name">As it was sent, without its place.</param>
    /// <param name="known">The names that the operation has at this place.</param>
    public static string? FindMeant(string name, IEnumerable<string> known)
    {
        var names = known as IReadOnlyCollection<string> ?? [.. known];
        foreach (var (sent, other) in HintTexts.OtherNames)
            if (sent.Equals(name, StringComparison.OrdinalIgnoreCase) && names.Contains(other)) return other;
        return NameSuggestion.FindNearest(name, names);
    }

    /// <summary>Values that have another effect than they seem to have.</summary>
    public static void AddForValues(HttpResponse response, OperationContract contract, IQueryCollection query)
    {
        foreach (var (name, values) in query)
            if (contract.FindParameter("query", name) is { } parameter && FindForValues(parameter, values) is { } hint)
                ResponseHints.Add(response, hint);
    }

    private static string? FindForValues(Parameter parameter, StringValues values)
    {
        if (parameter.Name == Search && values.All(string.IsNullOrWhiteSpace)) return HintTexts.EmptySearch;
        if (!parameter.Explode) return values.Count > 1 ? HintTexts.RepeatedWithComma(parameter.Name) : null;
        return HasComma(values) && parameter.IsRepeated ? HintTexts.CommaInRepeated(parameter.Name) : null;
    }

    private static bool HasComma(StringValues values) => values is [{ } only] && only.Contains(',', StringComparison.Ordinal);
}

using Scopix.Emulator.Api.Scopix.Files;
using Scopix.Fixtures;

namespace Scopix.Emulator.Control.Stages;

/// <summary>An AI result of a file and where it comes from.</summary>
/// <param name="Field">As in a stub: <c>description</c>, <c>tags</c>, …, or a field of domain data.</param>
/// <param name="Source">One of the sources of <see cref="OutcomeSources"/>.</param>
internal sealed record AiFieldSource(string Field, string Source)
{
    /// <summary>The fields that a file of this media type has.</summary>
    public static IEnumerable<AiFieldSource> List(AiOutcome outcome, string mediaType)
    {
        IEnumerable<string> fields =
        [
            OutcomeSources.Description, OutcomeSources.Tags,
            .. mediaType == "image" ? [OutcomeSources.VisibleText, OutcomeSources.TextRegions] : Array.Empty<string>(),
            .. outcome.ConfidenceScore is null ? [] : new[] { OutcomeSources.ConfidenceScore },
            .. outcome.Scenes is null ? [] : new[] { OutcomeSources.Scenes },
            .. outcome.Domains?.Keys ?? [],
        ];
        return fields.Select(field => new AiFieldSource(field,
            outcome.FieldSources?.GetValueOrDefault(field) ?? outcome.Source ?? OutcomeSources.Generated));
    }
}

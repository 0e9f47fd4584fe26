using Scopix.Contracts.Checks.Observing;

namespace Scopix.Contracts.Checks;

/// <summary>One statement of a recording about a schema, and whether the schema agrees.</summary>
public sealed record Observation(string Date, bool Holds, string Expectation);

/// <summary>Compares the schemas with recordings: types, required fields, enums.</summary>
public static class Observations
{
    /// <summary>The folder with the recordings of the live service.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "observed");

    /// <summary>The observations of the recordings in a folder; none when there is no folder.</summary>
    public static IEnumerable<Observation> ReadFolder(string folder) => Directory.Exists(folder)
        ? Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal)
            .SelectMany(file => Check(Recorder.Parse(File.ReadAllText(file))))
        : [];

    /// <summary>
    /// The observations of one recording: whether its status is documented, and for each response that it fits, or its
    /// violations.
    /// </summary>
    public static IEnumerable<Observation> Check(Recording recording)
    {
        var where = $"{recording.Operation} {recording.Status}";
        var operation = Operation.All.SingleOrDefault(o => o.Id == recording.Operation);
        if (operation?.Responses.TryGetValue($"{recording.Status}", out var schema) != true)
            return [new(recording.RecordedOn, false, $"{where}: the status is documented")];

        return recording.Answers.SelectMany(response =>
        {
            var deviations = ShapeDeviation.Find(schema, response.Body).ToList();
            return deviations.Count == 0
                ? [new Observation(recording.RecordedOn, true, $"{where}: a recorded answer fits {schema ?? "no schema"}")]
                : deviations.Select(deviation => new Observation(recording.RecordedOn, false, $"{where} {deviation}"));
        });
    }
}

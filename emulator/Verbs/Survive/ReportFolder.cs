using System.Text;

namespace Scopix.Emulator.Tool.Survive;

/// <summary>The folder of a report. Each experiment has two files there, so that an interrupted run can be resumed.</summary>
internal sealed class ReportFolder(string path)
{
    private const string ExperimentsFolder = "experiments", IdentityFile = "run.json";

    public string Path => path;

    /// <summary>Creates the folder, and deletes the experiments of an earlier run unless this one resumes it.</summary>
    /// <returns>The results that are there already, by id.</returns>
    /// <exception cref="InvalidDataException">The run that is to be resumed is another one.</exception>
    public Dictionary<string, ExperimentResult> Open(RunIdentity identity, bool resumes)
    {
        var folder = System.IO.Path.Combine(path, ExperimentsFolder);
        Directory.CreateDirectory(folder);
        var identityFile = System.IO.Path.Combine(path, IdentityFile);
        var results = resumes && File.Exists(identityFile) ? ReadResults(identityFile, identity, folder) : [];
        if (results.Count == 0)
            foreach (var file in Directory.EnumerateFiles(folder).Where(file => file.EndsWith(".json", StringComparison.Ordinal)
                || file.EndsWith(".txt", StringComparison.Ordinal)).ToList()) File.Delete(file);
        File.WriteAllBytes(identityFile, JsonSerializer.SerializeToUtf8Bytes(identity, SurviveJsonContext.Shared.RunIdentity));
        return results;
    }

    /// <summary>The name of the file with the output of an experiment, in this folder.</summary>
    public static string GetOutputFile(Experiment experiment) => $"{ExperimentsFolder}/{GetName(experiment.Id)}.txt";

    public void Save(ExperimentResult result, string output)
    {
        File.WriteAllText(System.IO.Path.Combine(path, result.Output), output, new UTF8Encoding(false));
        var file = System.IO.Path.Combine(path, ExperimentsFolder, GetName(result.Id) + ".json");
        File.WriteAllBytes(file, JsonSerializer.SerializeToUtf8Bytes(result, SurviveJsonContext.Shared.ExperimentResult));
    }

    public void Write(string name, string text) => File.WriteAllText(System.IO.Path.Combine(path, name), text, new UTF8Encoding(false));

    private static string GetName(string id) =>
        string.Concat(id.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' ? letter : '-'));

    private static Dictionary<string, ExperimentResult> ReadResults(string identityFile, RunIdentity identity, string folder)
    {
        var earlier = JsonSerializer.Deserialize(File.ReadAllBytes(identityFile), SurviveJsonContext.Shared.RunIdentity);
        if (earlier?.Equals(identity) != true)
            throw new InvalidDataException("The report is that of another command or seed; leave out --resume to begin a new one.");
        Dictionary<string, ExperimentResult> results = [];
        foreach (var file in Directory.EnumerateFiles(folder, "*.json"))
        {
            try
            {
                if (JsonSerializer.Deserialize(File.ReadAllBytes(file), SurviveJsonContext.Shared.ExperimentResult) is { } result)
                    results[result.Id] = result;
            }
            catch (JsonException)
            {
                // it was being written when the run was interrupted: the experiment is run again
            }
        }
        return results;
    }
}

/// <summary>What a run must have in common with the one that it resumes.</summary>
internal sealed record RunIdentity(string Command, long Seed);

using System.Security.Cryptography;
using System.Text;

namespace Scopix.Emulator.Tool.Survive;

/// <summary>
/// The folder of a report, which is empty when it is made. Each experiment has two files there, so that an interrupted run can be resumed.
/// </summary>
internal sealed class ReportFolder(string path)
{
    private const string ExperimentsFolder = "experiments", IdentityFile = "run.json";

    public string Path => path;

    /// <summary>Creates the folder, and deletes the report of an earlier run unless this one resumes it.</summary>
    /// <returns>The results that are there already, by id.</returns>
    /// <exception cref="SurviveUsageException">The folder is not that of a report, or cannot be written.</exception>
    /// <exception cref="InvalidDataException">The run that is to be resumed is another one.</exception>
    public Dictionary<string, ExperimentResult> Open(RunIdentity identity, bool resumes)
    {
        if (File.Exists(path)) throw new SurviveUsageException($"--report {path} is a file.");
        try
        {
            var folder = System.IO.Path.Combine(path, ExperimentsFolder);
            var identityFile = System.IO.Path.Combine(path, IdentityFile);
            var earlier = ReadIdentity(identityFile);
            if (earlier is null && Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
                throw new SurviveUsageException($"--report {path} is not empty and has no report of survive; name another folder.");
            if (resumes && earlier is not null && earlier != identity)
                throw new InvalidDataException("The report is that of another command or seed; leave out --resume to begin a new one.");
            Directory.CreateDirectory(folder);
            var results = ReadResults(folder);
            if (!resumes) Delete(results.Values);
            File.WriteAllBytes(identityFile, JsonSerializer.SerializeToUtf8Bytes(identity, SurviveJsonContext.Shared.RunIdentity));
            return resumes ? results : [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SurviveUsageException($"--report {path} cannot be written: {error.Message}");
        }
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

    /// <summary>Deletes what an earlier run has written, and nothing else.</summary>
    private void Delete(IEnumerable<ExperimentResult> results)
    {
        foreach (var name in results.Select(result => $"{ExperimentsFolder}/{GetName(result.Id)}")
            .SelectMany(name => (string[])[name + ".json", name + ".txt"]).Concat(ReportFiles.Names))
            File.Delete(System.IO.Path.Combine(path, name));
    }

    private static RunIdentity? ReadIdentity(string file)
    {
        try
        {
            return File.Exists(file) ? JsonSerializer.Deserialize(File.ReadAllBytes(file), SurviveJsonContext.Shared.RunIdentity) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Dictionary<string, ExperimentResult> ReadResults(string folder)
    {
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
/// <param name="CommandHash">Of the program and its arguments, so that no key is kept.</param>
/// <param name="Seed">The seed of the plan.</param>
internal sealed record RunIdentity(string CommandHash, long Seed)
{
    public static RunIdentity From(SurviveOptions options) => new(
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', options.Command)))), options.Seed);
}

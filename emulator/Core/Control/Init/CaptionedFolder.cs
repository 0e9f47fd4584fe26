using System.Security.Cryptography;
using Scopix.Emulator.Control.Seeding;
using Scopix.Media;

namespace Scopix.Emulator.Control.Init;

/// <summary>
/// A dataset of one's own: the files of a folder, whose folders become folders, and a <c>captions.json</c> with what the AI says of them.
/// It is applied like an init file with files and stubs.
/// </summary>
internal sealed class CaptionedFolder
{
    public const string CaptionsName = "captions.json";
    public const int MaxFiles = 10_000;

    /// <summary>The fields of a caption that are fields of the upload; all others are those of a stub.</summary>
    private static readonly string[] UploadFields =
        ["title", "project", "content_category", "compliance_type", "compliance_standard", "compliance_image_type"];

    /// <summary>The fields of a stub that say which files it is for.</summary>
    private static readonly string[] MatchingFields = ["filename", "hash", "media_type"];

    /// <summary>The fields of a stub that act on one kind of file.</summary>
    private static readonly (string Field, string MediaType)[] KindFields =
    [
        ("visible_text", "image"), ("text_regions", "image"), ("data", "image"), ("scenes", "video"), ("chunks", "document"),
        ("text", "link"),
    ];

    private readonly string _folder;
    private readonly CaptionsFile _captions;
    private readonly List<string> _paths;
    private readonly List<string> _described = [];
    private readonly List<InitProblem> _problems = [];

    private CaptionedFolder(string folder)
    {
        _folder = folder;
        _paths = ListFiles(folder);
        _captions = CaptionsFile.Read(Path.Combine(folder, CaptionsName), Display(CaptionsName));
    }

    /// <summary>The document with the files and their stubs.</summary>
    public InitSource Source { get; private set; } = null!;

    /// <summary>Reads the folder and hashes the files with a caption.</summary>
    /// <exception cref="InitProblemsException">The folder or its captions cannot be used.</exception>
    public static CaptionedFolder Read(string folder)
    {
        try
        {
            var read = new CaptionedFolder(folder);
            var document = read.CreateDocument();
            if (read._problems.Count > 0) throw new InitProblemsException(read._problems);
            read.Source = new InitSource(folder, Encoding.UTF8.GetBytes(document.ToJsonString()), folder, isReadAgain: false);
            return read;
        }
        catch (DirectoryNotFoundException)
        {
            throw new InitProblemsException(folder, "is not a folder");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InitProblemsException(folder, $"cannot be read: {error.Message}");
        }
    }

    /// <summary>What is loaded.</summary>
    public SeedResponse Describe(EmulatorOptions options) => new(
        _folder, options.Seed, _paths.Count, _paths.SelectMany(ListAncestors).Distinct().Count(), 0, 0, 0,
        _paths.Sum(path => new FileInfo(Path.Combine(_folder, path)).Length));

    private static IEnumerable<string> ListAncestors(string path)
    {
        for (var at = path.LastIndexOf('/'); at > 0; at = path.LastIndexOf('/', at - 1)) yield return path[..at];
    }

    /// <summary>Names the file and its caption instead of the places in the document that was made of them.</summary>
    public InitProblem Translate(InitProblem problem)
    {
        if (problem.Source != _folder) return problem;
        var (list, rest) = (problem.Field.Split('[')[0], problem.Field.Split('[', 2).ElementAtOrDefault(1) ?? "");
        var number = rest.Split(']')[0];
        if (!int.TryParse(number, out var index)) return problem with { Line = 0, Column = 0 };
        var field = rest[(number.Length + 1)..].TrimStart('.');
        if (list == "stubs") return _captions.CreateProblem(_described[index], field, problem.Issue);
        return field is "path" or "" or "folder" or "filename"
            ? new InitProblem(Display(_paths[index]), 0, 0, "", problem.Issue)
            : _captions.CreateProblem(_paths[index], field, problem.Issue);
    }

    private JsonObject CreateDocument()
    {
        var (files, stubs) = (new JsonArray(), new JsonArray());
        if (_paths.Count == 0) throw new InitProblemsException(_folder, "has no files");
        if (_paths.Count > MaxFiles) throw new InitProblemsException(_folder, $"has more than {MaxFiles} files");
        foreach (var path in _captions.Entries.Keys.Except(_paths))
            _problems.Add(_captions.CreateProblem(path, "", "is not a file of the folder" + NameSuggestion.Describe(path, _paths)));
        foreach (var path in _paths)
        {
            var file = new JsonObject { ["path"] = path };
            if (Path.GetDirectoryName(path) is { Length: > 0 } folder) file["folder"] = folder.Replace('\\', '/');
            if (_captions.Entries.GetValueOrDefault(path) is { } caption && CreateStub(path, caption, file) is { } stub)
            {
                stubs.Add((JsonNode)stub);
                _described.Add(path);
            }
            files.Add((JsonNode)file);
        }
        return new JsonObject { ["stubs"] = stubs, ["files"] = files };
    }

    /// <summary>Moves the fields of the upload to the file. Null when the caption has no others.</summary>
    private JsonObject? CreateStub(string path, JsonObject caption, JsonObject file)
    {
        foreach (var field in UploadFields)
            if (caption.Remove(field, out var value)) file[field] = value;
        if (caption.Remove("user_description", out var description)) file["description"] = description;
        foreach (var field in MatchingFields.Where(caption.ContainsKey))
            _problems.Add(_captions.CreateProblem(path, field, "cannot be set: a caption is for its own file"));
        if (caption.Count == 0) return null;
        using var bytes = File.OpenRead(Path.Combine(_folder, path));
        CheckKind(path, caption, bytes);
        caption["hash"] = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return caption;
    }

    private void CheckKind(string path, JsonObject caption, Stream bytes)
    {
        try
        {
            var kind = MediaInspector.Inspect(bytes, Path.GetFileName(path)).MediaType;
            foreach (var (field, mediaType) in KindFields.Where(one => one.MediaType != kind && caption.ContainsKey(one.Field)))
                _problems.Add(_captions.CreateProblem(path, field, $"is for {mediaType}s, and the file is of the type {kind}"));
        }
        catch (RefusedMediaException)
        {
            // the file is refused later, with its name
        }
    }

    /// <summary>The files in the order of their paths, with <c>/</c> between names; without hidden files, links and the captions.</summary>
    private static List<string> ListFiles(string folder)
    {
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            IgnoreInaccessible = false,
            AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
        };
        return [.. Directory.EnumerateFiles(folder, "*", options)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
            .Where(path => path != CaptionsName && !path.Split('/').Any(name => name.StartsWith('.')))
            .Take(MaxFiles + 1).Order(StringComparer.Ordinal)];
    }

    private string Display(string path) => Path.GetRelativePath(Environment.CurrentDirectory, Path.Combine(_folder, path));
}

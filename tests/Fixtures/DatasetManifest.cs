using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Scopix.Fixtures.Datasets;

namespace Scopix.Emulator.Tests.Fixtures;

/// <summary>Writes a dataset as text: a line for each step, with the hash of its bytes and its metadata.</summary>
internal static class DatasetManifest
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly JsonSerializerOptions JsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Creates the lines of a dataset, in a JSON array.</summary>
    public static string Create(string dataset, long seed = 42, DateTimeOffset? now = null, int? count = null)
    {
        var content = DatasetCatalogue.Create(dataset, seed, now ?? Now, count)!;
        return $"[\n{string.Join(",\n", content.Steps.SelectMany(step => Lines(step, content.Now)))}\n]\n";
    }

    private static IEnumerable<string> Lines(SeedStep step, DateTimeOffset now) => step is SeedSession session
        ? [Line(step, now),
            .. session.Entries.Select(
                entry => entry.File is { } file
                    ? Line(file, now) : Text(new { refused = entry.Filename, entry.Refusal, entry.DuplicateOf }))]
        : [Line(step, now)];

    private static string Line(SeedStep step, DateTimeOffset now)
    {
        var ago = (now - step.At).ToString("c", CultureInfo.InvariantCulture);
        return step switch
        {
            SeedFile file => File(file, ago),
            SeedProject project => Text(new { project = step.Id, ago, project.Name, project.Description, project.Color, project.Type }),
            SeedFolder folder => Text(new { folder = step.Id, ago, folder.Name, folder.ParentId, folder.ProjectId }),
            SeedLink link =>
                Text(new
                {
                    link = step.Id,
                    ago,
                    link.Url,
                    link.Tags,
                    link.FolderId,
                    link.ProjectId,
                    text = Hash(Encoding.UTF8.GetBytes(link.Text))
                }),
            SeedSession session =>
                Text(new { session = step.Id, ago, session.UploadMethod, session.Status, entries = session.Entries.Count }),
            SeedEdit edit => Text(new { edit = step.Id, ago, edit.Title, edit.Tags, edit.UserDescription }),
            SeedReview review => Text(new { review = step.Id, ago, review.Domain, review.ItemReviews, review.FieldEdits }),
            SeedExport export => Text(new { export = step.Id, ago, export.Format, export.Status }),
            _ => Text(new { step = step.GetType().Name, step.Id, ago }),
        };
    }

    private static string File(SeedFile file, string ago)
    {
        var content = file.CreateContent?.Invoke();
        var outcome = content?.Outcome ?? file.Metadata!.Outcome;
        return Text(new
        {
            file = file.Id,
            ago,
            file.Filename,
            file.MediaType,
            file.ContentCategory,
            file.Title,
            file.FolderId,
            file.ProjectId,
            hash = content is null ? file.Metadata!.Hash : Hash(content.File.Bytes),
            bytes = content?.File.Bytes.Length ?? file.Metadata!.SizeBytes,
            outcome.Description,
            outcome.Tags,
            visible = outcome.VisibleText,
            data = outcome.Domains is { } domains
                ? Hash(Encoding.UTF8.GetBytes(string.Concat(domains.Select(domain => domain.Key + domain.Value.GetRawText()))))[..16]
                : null,
            scenes = outcome.Scenes?.Select(scene => scene.Description),
            troubles = file.StageProblems.Select(problem => problem.Description),
        });
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static string Text(object line) => JsonSerializer.Serialize(line, JsonOptions);
}

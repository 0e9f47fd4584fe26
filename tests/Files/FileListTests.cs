using System.Globalization;
using FluentAssertions;
using Xunit;

namespace Scopix.Emulator.Tests.Files;

/// <summary>Random queries over random files, compared with a list that is filtered and sorted in memory.</summary>
public sealed class FileListTests
{
    private static readonly string[] Folders = [.. Enumerable.Range(1, 3).Select(n => $"770a0600-e29b-41d4-a716-44665544000{n}")];
    private static readonly string[] Tags = ["red", "Red", "green", "blue, sky", "ö"];
    private static readonly string?[] Titles = [null, "Alpha", "alpha", "Beta", "Zeta", "ähnlich", "a", "_x"];
    private static readonly string[] Sorts = ["content_created_at", "created_at", "title", "size_bytes"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Every_combination_of_filters_sort_and_page_matches_an_in_memory_query(int seed)
    {
        await using var api = await TestApi.StartAsync();
        var random = new Random(seed);
        var files = await UploadRandomFilesAsync(api, random, 60);

        for (var n = 0; n < 100; n++)
        {
            var query = RandomQuery.Create(random, files);
            var found = new List<string>();
            for (var (more, offset) = (true, 0); more; offset += query.Limit)
            {
                var page = await api.ListFilesAsync($"{query.Text}&limit={query.Limit}&offset={offset}");
                page.Status.Should().Be(200, page.Text);
                found.AddRange(page.Ids());
                more = page["has_more"].GetBoolean();
                (page["total_count"].GetInt32(), more).Should()
                    .Be((query.Expected.Length, offset + query.Limit < query.Expected.Length), query.Text);
            }

            found.Should().Equal(query.Expected, query.Text);
        }
    }

    private static async Task<ExpectedFile[]> UploadRandomFilesAsync(TestApi api, Random random, int count)
    {
        var uploaded = new Dictionary<string, (string? Folder, string? Project)>();
        for (var n = 0; n < count; n++)
        {
            await api.FreezeAsync(Start.AddHours(12 * random.Next(20)).ToString("o", CultureInfo.InvariantCulture));
            var (folder, project) =
                (random.Next(2) == 0 ? null : Folders[random.Next(3)], random.Next(2) == 0 ? null : Folders[random.Next(3)]);
            string[] fields =
            [
                $"title={Titles[random.Next(Titles.Length)]}", $"tags={string.Join(',', Tags.Where(_ => random.Next(2) == 0))}",
                $"folder_id={folder}",
                $"project_id={project}", $"auto_describe={random.Next(4) > 0}", .. random.Next(2) == 0 ? [] : Compliance,
            ];
            var (bytes, name) = random.Next(4) switch
            {
                0 => (Samples.Photo(n), $"p{n}.jpg"),
                1 => (Samples.File("photo.webp"), "W.webp"),
                2 => (Samples.File("clip.mp4"), $"Clip {n}.mp4"),
                _ => (Samples.Note(random.Next(1_000)), $"n{n}.txt"),
            };
            uploaded.Add(await api.UploadAndGetIdAsync(bytes, name, fields), (folder, folder is null ? project : null));
        }

        var all = (await api.ListFilesAsync("limit=100")).Items().ToDictionary(item => item.Text("id")!);
        var passed = (await api.ListFilesAsync("limit=100&compliance_status=passed")).Ids();
        var failed = (await api.ListFilesAsync("limit=100&compliance_status=failed")).Ids();
        return [.. uploaded.Select(
            (file, seq) => ExpectedFile.FromJson(all[file.Key], seq, file.Value.Folder, file.Value.Project, passed, failed))];
    }

    private static readonly DateTimeOffset Start = new(2026, 1, 10, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] Compliance = ["compliance_type=mls", "compliance_standard=nar_baseline"];

    private sealed record ExpectedFile(
        string Id, int Seq, string MediaType, string Title, string[] Tags, long Size, DateTimeOffset Created, DateTimeOffset Content,
        bool Described,
        string? Folder, string? Project, string? Compliance)
    {
        public static ExpectedFile FromJson(
            System.Text.Json.JsonElement item, int seq, string? folder, string? project, string[] passed, string[] failed)
        {
            var id = item.Text("id")!;
            var created = item.GetProperty("created_at").GetDateTimeOffset();
            return new ExpectedFile(
                id, seq, item.Text("media_type")!, item.Text("title") ?? item.Text("filename")!, item.GetProperty("tags").Texts(),
                item.GetProperty("size_bytes").GetInt64(),
                created, item.Text("content_created_at") is null ? created : item.GetProperty("content_created_at").GetDateTimeOffset(),
                item.GetProperty("has_full_description").GetBoolean(), folder, project,
                passed.Contains(id) ? "passed" : failed.Contains(id) ? "failed" : null);
        }

        /// <summary>Titles are sorted with a to z in any case.</summary>
        public string SortTitle { get; } = string.Concat(Title.Select(c => char.IsAsciiLetterUpper(c) ? char.ToLowerInvariant(c) : c));
    }

    private sealed record RandomQuery(string Text, string[] Expected, int Limit)
    {
        public static RandomQuery Create(Random random, ExpectedFile[] files)
        {
            var (text, found) = (new List<string>(), files.AsEnumerable());
            void AddRandomly(string parameter, Func<ExpectedFile, bool> matches)
            {
                if (random.Next(5) > 0) return;
                text.Add(parameter);
                found = found.Where(matches);
            }

            var (tags, types) = (Tags.Where(_ => random.Next(3) == 0).ToArray(),
                new[] { "image", "document", "video", "link" }.Where(_ => random.Next(2) == 0).ToArray());
            if (tags.Length > 0) AddRandomly(JoinParameters("tags", tags), file => tags.All(file.Tags.Contains));
            if (types.Length > 0) AddRandomly(JoinParameters("media_types", types), file => types.Contains(file.MediaType));
            var ids = files.Where(_ => random.Next(2) == 0).Select(file => file.Id).ToArray();
            if (ids.Length > 0)
                AddRandomly(JoinParameters("ids", [.. ids, .. ids.Take(3).Select(id => id.ToUpperInvariant())]),
                    file => ids.Contains(file.Id));
            var (folder, project, described) = (Folders[random.Next(3)], Folders[random.Next(3)], random.Next(2) == 0);
            AddRandomly($"folder_id={folder}", file => file.Folder == folder);
            AddRandomly($"project_id={project}", file => file.Project == project);
            AddRandomly($"has_description={described}", file => file.Described == described);
            var complianceStatus = random.Next(2) == 0 ? "passed" : "failed";
            AddRandomly($"compliance_status={complianceStatus}", file => file.Compliance == complianceStatus);
            var (from, to) = (Start.AddHours(12 * random.Next(20)), Start.AddHours(12 * random.Next(20)));
            AddRandomly($"date_from={CreateDateNear(random, from)}", file => file.Created >= from);
            AddRandomly($"date_to={CreateDateNear(random, to)}", file => file.Created <= to);
            var (sort, ascending) = (random.Next(5), random.Next(2) == 0);
            if (sort < 4) text.Add($"sort_by={Sorts[sort]}");
            if (ascending || random.Next(2) == 0) text.Add(ascending ? "sort_order=asc" : "sort_order=desc");
            var sorted = Sort(found, sort % 4).Select(file => file.Id);
            return new RandomQuery(string.Join('&', text), [.. ascending ? sorted : sorted.Reverse()], random.Next(1, 30));
        }

        private static IEnumerable<ExpectedFile> Sort(IEnumerable<ExpectedFile> files, int sort) => sort switch
        {
            0 => files.OrderBy(file => file.Content).ThenBy(file => file.Seq),
            1 => files.OrderBy(file => file.Created).ThenBy(file => file.Seq),
            2 => files.OrderBy(file => file.SortTitle, StringComparer.Ordinal).ThenBy(file => file.Seq),
            _ => files.OrderBy(file => file.Size).ThenBy(file => file.Seq),
        };

        private static string JoinParameters(
            string name, string[] values) => string.Join('&', values.Select(value => $"{name}={Uri.EscapeDataString(value)}"));

        /// <summary>Formats the same time with Z, without an offset, with another offset, with a fraction, or as a date only.</summary>
        private static string CreateDateNear(Random random, DateTimeOffset at) => Uri.EscapeDataString(random.Next(5) switch
        {
            0 => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            1 => at.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
            2 => at.ToOffset(TimeSpan.FromHours(2)).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
            3 when at.Hour == 0 => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => at.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
        });
    }
}

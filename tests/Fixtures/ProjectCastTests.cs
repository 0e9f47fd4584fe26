using System.Text.RegularExpressions;
using FluentAssertions;
using Scopix.Fixtures.Datasets;
using Scopix.Fixtures.Fakers;
using Scopix.Media;
using Xunit;

namespace Scopix.Emulator.Tests.Fixtures;

public partial class ProjectCastTests
{
    private static readonly string People = $@"\b({Any(CastNames.FirstNames)})\s+({Any(CastNames.LastNames)})\b";
    private static readonly string Firms = $@"\b({Any(CastNames.FirmNames)})\s+&\s+({Any(CastNames.FirmNames)})\s+"
        + $"({Any(Enum.GetValues<CastKind>().Select(kind => CastNames.GetBusiness(kind).Suffix))})";
    private static readonly string Clients = $@"\b({Any(CastNames.Places)})\s+"
        + $"({Any(Enum.GetValues<CastKind>().SelectMany(CastNames.GetClients))})";

    [Theory]
    [InlineData("demo", "Northgate Pump Station")]
    [InlineData("demo", "Harbour Road Bridge")]
    [InlineData("inspection", "River Street Bridge")]
    [InlineData("inspection", "Eastfield Waterworks")]
    [InlineData("inspection", "Lindenhof School")]
    public void Documents_of_a_project_name_nobody_outside_its_cast(string dataset, string project)
    {
        var texts = ReadDocuments(dataset, project);

        var cast = ProjectCast.Create(42, dataset, project, CastKind.Engineering);
        texts.Should().HaveCountGreaterThan(2);
        Find(texts, People).Should().BeSubsetOf(cast.People.Select(person => person.Name)).And.Contain(cast.Lead.Name);
        Find(texts, Firms).Should().Equal(cast.Firm.Name);
        Find(texts, Clients).Should().Equal(cast.Client);
    }

    [Theory]
    [InlineData("demo")]
    [InlineData("inspection")]
    [InlineData("real-estate")]
    public void All_documents_of_a_project_name_one_firm_one_client_and_at_most_four_people(string dataset)
    {
        foreach (var project in ReadDocuments(dataset).GroupBy(one => one.Project, one => one.Text))
        {
            string[] texts = [.. project];
            Find(texts, People).Should().HaveCountLessThanOrEqualTo(4).And.NotBeEmpty(project.Key);
            Find(texts, Firms).Should().ContainSingle(project.Key);
            Find(texts, Clients).Should().HaveCountLessThanOrEqualTo(1, project.Key);
        }
    }

    [Fact]
    public void Nobody_has_a_name_that_is_also_a_place_or_a_firm()
    {
        string[] all = [.. CastNames.FirstNames, .. CastNames.LastNames, .. CastNames.FirmNames, .. CastNames.Places];

        all.Should().OnlyHaveUniqueItems();
    }

    private static string[] ReadDocuments(string dataset, string project) =>
        [.. ReadDocuments(dataset).Where(one => one.Project == project).Select(one => one.Text)];

    private static IEnumerable<(string Project, string Text)> ReadDocuments(string dataset)
    {
        var projects = new Dictionary<string, string>();
        foreach (var step in DatasetCatalogue.Create(dataset, 42, DatasetManifest.Now)!.Steps)
        {
            if (step is SeedProject project) projects[project.Id] = project.Name;
            if (step is not SeedFile { MediaType: "document" } file) continue;
            var content = file.CreateContent!();
            using var stream = new MemoryStream(content.File.Bytes);
            var text = DocumentReader.Read(stream, content.File.Extension).ToPlainText();
            yield return (file.ProjectId is null ? "" : projects[file.ProjectId], $"{text}\n{content.Outcome.Description}");
        }
    }

    private static SortedSet<string> Find(string[] texts, string pattern) =>
        [.. texts.SelectMany(text => Regex.Matches(text, pattern)).Select(match => Blanks().Replace(match.Value, " "))];

    private static string Any(IEnumerable<string> words) => string.Join('|', words.Select(Regex.Escape));

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}

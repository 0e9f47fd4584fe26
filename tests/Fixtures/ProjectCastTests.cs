using System.Text.RegularExpressions;
using FluentAssertions;
using Scopix.Fixtures.Datasets;
using Scopix.Fixtures.Fakers;
using Scopix.Fixtures.Languages;
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

        var cast = CreateCast(dataset, project);
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
    public void Nobody_in_a_dataset_has_a_part_of_the_name_of_somebody_else()
    {
        foreach (var language in DatasetCatalogue.Locales.Select(Language.Get))
        {
            var casts = new ProjectCasts(42, "demo", language);
            var people = Enumerable.Range(0, 5).SelectMany(i => casts.Get($"Project {i}", CastKind.Engineering).People).ToList();

            people.Select(person => person.Name).Should().OnlyHaveUniqueItems();
            if (language is not { FitsPdf: false })
                people.SelectMany(person => person.Name.Split(' ')).Should().OnlyHaveUniqueItems();
        }
    }

    [Fact]
    public void Each_firm_has_a_domain_of_its_own_in_the_letters_of_ASCII()
    {
        foreach (var language in DatasetCatalogue.Locales.Select(Language.Get))
        {
            var casts = new ProjectCasts(42, "demo", language);
            var addresses = Enum.GetValues<CastKind>().Select(kind => casts.Get($"{kind}", kind).Firm.Letterhead.Address[^1]).ToList();

            addresses.Should().OnlyHaveUniqueItems().And.AllSatisfy(address => address.Should().MatchRegex("^[a-z]+@[a-z-]+[.]example$"));
        }
    }

    [Fact]
    public void Nobody_has_a_name_that_is_also_a_place_or_a_firm()
    {
        string[] all = [.. CastNames.FirstNames, .. CastNames.LastNames, .. CastNames.FirmNames, .. CastNames.Places];

        all.Should().OnlyHaveUniqueItems();
    }

    /// <summary>The cast of a project; casts follow the order of the projects.</summary>
    internal static ProjectCast CreateCast(string dataset, string project)
    {
        var casts = new ProjectCasts(42, dataset, null);
        foreach (var name in DatasetCatalogue.Create(dataset, 42, DatasetManifest.Now)!.Steps.OfType<SeedProject>().Select(one => one.Name)
            .TakeWhile(name => name != project))
            casts.Get(name, CastKind.Engineering);
        return casts.Get(project, CastKind.Engineering);
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

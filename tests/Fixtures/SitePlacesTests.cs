using FluentAssertions;
using Scopix.Fixtures.Datasets;
using Scopix.Fixtures.Fakers;
using Scopix.Fixtures.Media;
using Scopix.Fixtures.Vocabulary;
using Xunit;

namespace Scopix.Emulator.Tests.Fixtures;

public sealed class SitePlacesTests
{
    private static readonly Dictionary<string, SiteKind> Kinds = new()
    {
        ["Northgate Pump Station"] = SiteKind.PumpStation,
        ["Harbour Road Bridge"] = SiteKind.Bridge,
        ["Maple Quarter"] = SiteKind.Home,
        ["Copper Ridge"] = SiteKind.Mine,
        ["Warehouse Automation"] = SiteKind.Warehouse,
        ["River Street Bridge"] = SiteKind.Bridge,
        ["Eastfield Waterworks"] = SiteKind.Waterworks,
        ["Lindenhof School"] = SiteKind.School,
        ["Harbour Terminal"] = SiteKind.Harbour,
        ["Listings"] = SiteKind.Home,
    };

    [Theory]
    [InlineData("demo", 42)]
    [InlineData("demo", 7)]
    [InlineData("inspection", 42)]
    [InlineData("real-estate", 42)]
    public void Every_picture_and_every_scene_of_a_project_is_at_a_place_of_its_site(string dataset, long seed)
    {
        var pictures = ReadPictures(dataset, seed).ToArray();

        pictures.Should().HaveCountGreaterThan(50);
        foreach (var (project, subject, text) in pictures)
        {
            var places = SitePlaces.Find(Kinds[project], subject.Name) ?? [];
            places.Any(place => text.Contains(place, StringComparison.OrdinalIgnoreCase)).Should()
                .BeTrue("{0} is of {1}, where a {2} is {3}", text, project, subject.Name, string.Join(" or ", places));
        }
    }

    [Fact]
    public void Every_subject_of_a_site_can_be_drawn_and_its_places_begin_with_a_preposition()
    {
        string[] prepositions = ["in", "on", "at", "of", "for", "from", "above", "along", "around", "behind", "below", "beneath", "beside",
            "during", "near", "next", "off", "over"];

        foreach (var kind in Enum.GetValues<SiteKind>())
        {
            var known = Subjects.All.Where(subject => SitePlaces.Find(kind, subject.Name) is not null).ToArray();
            known.Should().HaveCount(SitePlaces.GetSubjects(kind).Count, "{0} names what Subjects has", kind);
            known.SelectMany(subject => SitePlaces.Find(kind, subject.Name)!).Select(place => place.Split(' ')[0]).Should()
                .BeSubsetOf(prepositions);
        }
    }

    [Fact]
    public void A_subject_that_does_not_belong_to_a_site_is_refused()
    {
        var site = new Site("Copper Ridge", SiteKind.Mine, new ProjectCasts(42, "demo", null).Get("Copper Ridge", CastKind.Mining));

        var draw = () => new ImageFaker(42, "demo").CreateForSubject("mug", site: site);

        draw.Should().Throw<ArgumentException>().WithMessage("A mug has no place at a Mine*");
    }

    [Fact]
    public void Titles_descriptions_by_users_and_pages_name_the_site_or_its_cast()
    {
        var steps = DatasetCatalogue.Create("demo", 42, DatasetManifest.Now)!.Steps.ToArray();
        var project = steps.OfType<SeedProject>().Single(one => one.Name == "Northgate Pump Station");
        var cast = ProjectCastTests.CreateCast("demo", project.Name);

        var files = steps.OfType<SeedFile>().Where(file => file.ProjectId == project.Id && file.MediaType == "image").ToArray();
        var edits = steps.OfType<SeedEdit>().Where(edit => files.Any(file => file.Id == edit.Id));
        var link = steps.OfType<SeedLink>().Single(one => one.ProjectId == project.Id);

        files.Should().Contain(file => file.Title != null && file.Title.EndsWith($", {project.Name}"));
        edits.Should().Contain(edit => edit.UserDescription!.Contains(cast.Technician.Name));
        link.Text.Should().Contain($"By {cast.Lead.Name}").And.Contain(cast.Firm.Name);
    }

    private static IEnumerable<(string Project, Subject Subject, string Text)> ReadPictures(string dataset, long seed)
    {
        var steps = DatasetCatalogue.Create(dataset, seed, DatasetManifest.Now)!.Steps.ToArray();
        var projects = steps.OfType<SeedProject>().ToDictionary(project => project.Id, project => project.Name);
        var sent = steps.OfType<SeedSession>().SelectMany(session => session.Entries).Select(entry => entry.File).OfType<SeedFile>();
        var files = steps.OfType<SeedFile>().Concat(sent);
        foreach (var file in files)
        {
            if (file is not { ProjectId: { } id, MediaType: "image" or "video", CreateContent: { } create }) continue;
            var outcome = create().Outcome;
            if (file.MediaType == "image") yield return (projects[id], Subjects.Find(outcome.Tags[0])!, outcome.Description);
            foreach (var scene in outcome.Scenes ?? []) yield return (projects[id], Subjects.Find(scene.Tags![0])!, scene.Description);
        }
    }
}

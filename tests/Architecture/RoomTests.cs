using System.Reflection;
using FluentAssertions;
using Scopix.Contracts.Checks;
using Scopix.Emulator.Control.Seeding;
using Scopix.Emulator.Engine;
using Scopix.Emulator.Proxy;
using Scopix.Emulator.Tool;
using Scopix.Fixtures.Datasets;
using Scopix.Media;
using Scopix.Storage;
using Xunit;

namespace Scopix.Emulator.Tests.Architecture;

/// <summary>
/// References between rooms go one way. They are read from the compiled assemblies; docs/architecture.md shows them as a picture.
/// </summary>
public sealed class RoomTests
{
    /// <summary>The rooms that each room may refer to besides itself and the options.</summary>
    internal static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Media"] = [],
        ["Storage"] = [],
        ["Checks"] = [],
        ["Client"] = [],
        ["Fixtures"] = [],
        ["Engine"] = ["Media", "Storage"],
        ["Http"] = ["Engine", "Storage"],
        ["Api.Scopix"] = ["Http", "Engine", "Media", "Storage", "Fixtures"],
        ["Api.LlamaCloud"] = ["Http", "Engine", "Storage"],
        ["Control"] = ["Api.Scopix", "Api.LlamaCloud", "Http", "Engine", "Media", "Storage", "Fixtures", "Checks"],
        ["Hosting"] = ["Api.Scopix", "Api.LlamaCloud", "Control", "Http", "Engine", "Storage"],
        ["Testing"] = ["Hosting", "Control", "Engine", "Storage", "Client", "Fixtures"],
        ["Proxy"] = ["Testing", "Hosting", "Control", "Http", "Engine", "Checks"],
        ["Tool"] = ["Testing", "Proxy", "Client", "Fixtures", "Storage", "Checks"],
    };

    /// <summary>
    /// Options and what is wrong with them, faults, stubs, expected requests and experiments: public values without behaviour, which
    /// every room of the library may use.
    /// </summary>
    private static readonly string[] Options =
        [nameof(EmulatorOptions), nameof(InvalidCertificateException), nameof(PipelineMode), nameof(StorageKind), nameof(StorageAuth),
            nameof(AuthMode), nameof(ErrorDialect), nameof(Tier), nameof(LogMode), nameof(UnknownInput),
            nameof(Fault), nameof(FaultReset), nameof(Stub), nameof(ExpectedRequest), nameof(SurvivePlanRequest), nameof(SurvivePlan),
            nameof(Experiment), nameof(CleanRun), nameof(CalledOperation), nameof(KeptFile), nameof(VerdictRequest),
            nameof(ExperimentVerdict), nameof(Reproduction), nameof(Verdicts), nameof(TroubleCategories)];

    /// <summary>The slices that refer to each other, and why.</summary>
    private static readonly Dictionary<string, string> MutualSlices = new()
    {
        ["DirectUploads <-> Sessions"] = "A direct upload is its own session: each keeps the other's status, and cancelling one ends both.",
    };

    private static readonly Assembly[] Assemblies =
        [typeof(MediaFacts).Assembly, typeof(IObjectStore).Assembly, typeof(TenantState).Assembly, typeof(OptionsReader).Assembly,
            typeof(DatasetCatalogue).Assembly, typeof(Scopix.Client.ScopixClient).Assembly, typeof(ContractSchema).Assembly,
            typeof(ScopixProxy).Assembly];

    private static readonly (string From, string To)[] References = [.. Assemblies
        .SelectMany(assembly => AssemblyReferences.Read(assembly.Location)).Where(IsOurs)];

    [Fact]
    public void No_room_refers_to_a_room_that_is_not_allowed()
    {
        var violations = References.Where(reference => RoomOf(reference.From) != RoomOf(reference.To))
            .Where(reference => !Allowed[RoomOf(reference.From)].Contains(RoomOf(reference.To)) && !IsOption(reference.To))
            .Select(reference => $"{reference.From} -> {reference.To}").Order();

        violations.Should().BeEmpty();
    }

    [Fact]
    public void Every_allowed_reference_is_used()
    {
        var used = References.Where(reference => !IsOption(reference.To))
            .Select(reference => (RoomOf(reference.From), RoomOf(reference.To))).ToHashSet();

        var unused = Allowed.SelectMany(room => room.Value.Select(to => (room.Key, to))).Where(pair => !used.Contains(pair));

        unused.Should().BeEmpty();
    }

    [Fact]
    public void No_rooms_refer_to_each_other_in_a_cycle()
    {
        var left = Allowed.ToDictionary(room => room.Key, room => room.Value.ToHashSet());

        while (left.Where(room => room.Value.Count == 0).Select(room => room.Key).ToList() is { Count: > 0 } done)
        {
            foreach (var room in done) left.Remove(room);
            foreach (var known in left.Values) known.ExceptWith(done);
        }

        left.Keys.Should().BeEmpty();
    }

    [Fact]
    public void No_two_slices_refer_to_each_other_beyond_those_with_a_reason()
    {
        var known = References.Select(reference => (From: SliceOf(reference.From), To: SliceOf(reference.To)))
            .Where(pair => pair.From is not null && pair.To is not null && pair.From != pair.To).ToHashSet();

        var mutual = known.Where(pair => known.Contains((pair.To, pair.From)) && string.CompareOrdinal(pair.From, pair.To) < 0);

        mutual.Select(pair => $"{pair.From} <-> {pair.To}").Should().BeEquivalentTo(MutualSlices.Keys);
    }

    private static bool IsOurs((string From, string To) reference) =>
        reference.From.StartsWith("Scopix.", StringComparison.Ordinal) && reference.To.StartsWith("Scopix.", StringComparison.Ordinal);

    /// <summary>
    /// True for the options and for the types of Control in the public API: the response about the dataset loaded at start.
    /// </summary>
    private static bool IsOption(string type) =>
        (RoomOf(type) == "Testing" && Options.Contains(type.Split('.')[^1])) || type == typeof(SeedResponse).FullName
        || type == typeof(Highlight).FullName;

    private static string? SliceOf(string type) => type.Split('.') is ["Scopix", "Emulator", "Api", "Scopix", var slice, _] ? slice : null;

    private static string RoomOf(string type) => type.Split('.') switch
    {
        ["Scopix", "Emulator", _] => "Testing",
        ["Scopix", "Emulator", "Api", var api, ..] => "Api." + api,
        ["Scopix", "Emulator", var room, ..] => room,
        ["Scopix", "Contracts", var room, ..] => room,
        ["Scopix", var project, ..] => project,
        _ => type,
    };
}

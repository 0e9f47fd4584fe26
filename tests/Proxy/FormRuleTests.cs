using System.Text;
using FluentAssertions;
using Scopix.Contracts.Checks;
using Scopix.Contracts.Checks.Traffic;
using Xunit;

namespace Scopix.Emulator.Tests.Proxy;

/// <summary>What the judge says of a form that the service accepts or refuses.</summary>
public sealed class FormRuleTests
{
    [Theory]
    [InlineData("files.upload", "title", "255 \u00e9", null)]
    [InlineData("files.upload", "title", "256 \u00e9", EvidenceKind.Documented)]
    [InlineData("files.upload", "compliance_standard", "101 x", EvidenceKind.Assumed)]
    [InlineData("files.upload", "auto_describe", "YES", null)]
    [InlineData("files.upload", "auto_describe", "perhaps", EvidenceKind.Documented)]
    [InlineData("files.upload", "auto_describe", "", null)]
    [InlineData("files.upload", "folder_id", "5a3c1b9e0a6f4b8e9a556a1f4d2c7e10", null)]
    [InlineData("files.upload", "folder_id", "root", EvidenceKind.Documented)]
    [InlineData("files.upload", "compliance_type", "mls", null)]
    [InlineData("files.upload", "compliance_type", "MLS", EvidenceKind.Documented)]
    [InlineData("files.upload", "colour", "red", null)]
    [InlineData("files.analyze", "timeout", "5", null)]
    [InlineData("files.analyze", "timeout", "4", EvidenceKind.Documented)]
    [InlineData("files.analyze", "timeout", "121", EvidenceKind.Documented)]
    [InlineData("files.analyze", "timeout", "soon", EvidenceKind.Documented)]
    [InlineData("llama.files.create", "purpose", "parse", null)]
    [InlineData("llama.files.create", "purpose", "sale", EvidenceKind.Documented)]
    public void A_part_that_should_be_refused_and_is_accepted_is_a_deviation(string id, string name, string text, EvidenceKind? evidence)
    {
        var value = text.Split(' ') is [var count, var letter] ? string.Concat(Enumerable.Repeat(letter, int.Parse(count))) : text;

        var found = FindRefusals(id, status: 200, [new("file", "a.jpg", null), new(name, null, value)]);

        found.Select(deviation => (deviation.Place, deviation.Expected, (EvidenceKind?)deviation.Claim.Evidence)).Should()
            .Equal(evidence is null ? [] : [("request." + name, "422", evidence)]);
    }

    [Fact]
    public void A_missing_file_and_a_text_in_its_place_are_deviations()
    {
        FormPart text = new("file", null, "x");

        FindRefusals("files.upload", 201, [new("title", null, "x")]).Select(found => found.Place).Should().Equal("request.file");
        FindRefusals("files.upload", 201, [text]).Select(found => found.Place).Should().Equal("request.file");
        FindRefusals("files.upload_batch", 201, [text]).Select(found => found.Place).Should().Equal("request.files");
        FindRefusals("files.upload_batch", 201, [text with { Name = "files" }]).Should().ContainSingle();
    }

    [Fact]
    public void What_is_not_known_is_no_deviation()
    {
        FormPart file = new("file", "a", null), files = new("files", "a", null);

        FindRefusals("files.upload", 201, [file, new("title", null, new('x', 300)), new("title", null, "x")]).Should().BeEmpty();
        FindRefusals("files.upload", 201, [file, new("folder_id", null, null)]).Should().BeEmpty();
        FindRefusals("files.upload_batch", 201, [files, files]).Should().BeEmpty();
        FindRefusals("files.upload", 201, [new("title", null, "x")], isWhole: false).Should().BeEmpty();
    }

    [Theory]
    [InlineData(422, null)]
    [InlineData(400, null)] // a reason of the operation's own
    [InlineData(413, null)]
    [InlineData(404, null)]
    [InlineData(405, "422")]
    public void The_status_of_a_refused_form_is_422(int status, string? expected)
    {
        var found = FindRefusals("files.upload", status, [new("file", "a.jpg", null), new("folder_id", null, "root")]);

        found.Select(deviation => deviation.Expected).Should().Equal(expected is null ? [] : [expected]);
    }

    [Fact]
    public void Parts_that_no_contract_names_are_counted_without_a_deviation()
    {
        var report = new TrafficReport();
        var form = new ObservedForm(
            [new("file", "a.jpg", null), new("titel", null, "secret"), new("a secret name", null, "x"), new("_charset_", null, "x")], true);

        foreach (var _ in (int[])[1, 2]) report.Add(CreateExchange("files.upload", 201, form));

        report.GetUnknownRequests().Should().Equal(new Dictionary<string, long>
        {
            ["POST /api/v2/files/upload, part (name)"] = 2,
            ["POST /api/v2/files/upload, part titel"] = 2,
        });
        report.GetItems().Should().NotContain(item => item.Place.StartsWith("request", StringComparison.Ordinal));
    }

    private static IEnumerable<Deviation> FindRefusals(string id, int status, FormPart[] parts, bool isWhole = true) =>
        new TrafficJudge().Judge(CreateExchange(id, status, new(parts, isWhole)), GetOperation(id))
            .Select(judgement => judgement.Deviation).OfType<Deviation>().Where(deviation => deviation.Kind == "refusal");

    private static Operation GetOperation(string id) => Operation.All.Single(operation => operation.Id == id);

    private static ObservedExchange CreateExchange(string id, int status, ObservedForm form) => new()
    {
        ReceivedAt = DateTimeOffset.UnixEpoch,
        AnsweredAt = DateTimeOffset.UnixEpoch,
        Method = "POST",
        Url = new Uri("https://api.scopix.test" + GetOperation(id).Path),
        Account = 1,
        RequestType = "multipart/form-data",
        Form = form,
        Status = status,
        ResponseBody = Encoding.UTF8.GetBytes("{}"),
    };
}

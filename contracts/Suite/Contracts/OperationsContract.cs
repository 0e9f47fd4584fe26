using System.Text.RegularExpressions;

namespace Scopix.Contracts;

public sealed partial class OperationsContract
{
    public static TheoryData<string> Ids => [.. Operation.All.Select(o => o.Id)];

    [Fact]
    public void Ids_are_unique()
    {
        var ids = Operation.All.Select(o => o.Id).ToList();

        Assert.Equal(ids.Distinct(), ids);
    }

    [Fact]
    public void A_verb_and_a_path_name_one_operation()
    {
        var routes = Operation.All.Select(o => $"{o.Method} {PathParameter().Replace(o.Path, "{}")}").ToList();

        Assert.Equal(routes.Distinct(), routes);
    }

    [Theory]
    [InlineData("GET", "/api/v2/files/550e8400-e29b-41d4-a716-446655440000", "files.get")]
    [InlineData("get", "/api/v2/files/quota-check?file_count=1", "files.quota_check")]
    [InlineData("GET", "/api/v2/files/sessions/stuck", "sessions.stuck")]
    [InlineData("GET", "/api/v2/files/sessions/status", null)]
    [InlineData("GET", "/api/v2/files/export/columns", "files.export_columns")]
    [InlineData("GET", "/api/v2/files/export/text", "files.text")]
    [InlineData("DELETE", "/api/v2/files", null)]
    public void A_request_is_for_the_operation_whose_path_is_the_most_literal(string method, string path, string? id) =>
        Assert.Equal(id, Operation.Match(method, path)?.Id);

    [Fact]
    public void Every_operation_is_found_by_its_own_path() =>
        Assert.All(Operation.All, o => Assert.Same(o, Operation.Match(o.Method, PathParameter().Replace(o.Path, "x"))));

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_schemas_of_an_operation_exist(string id)
    {
        var operation = FindOperation(id);

        Assert.Empty(operation.SchemaNames.Except(SchemaCatalog.Names));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void An_operation_has_evidence_for_its_verb(string id)
    {
        var operation = FindOperation(id);

        Assert.Contains(operation.Evidence, Enum.GetNames<EvidenceKind>(), StringComparer.OrdinalIgnoreCase);
        Assert.False(string.IsNullOrWhiteSpace(operation.Source));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void An_operation_has_one_success_and_refusals_that_fit(string id)
    {
        var operation = FindOperation(id);

        var statuses = operation.Responses.Keys;
        var (successes, refusals) = (statuses.Where(s => s[0] is '1' or '2' or '3'), statuses.Where(s => s[0] == '4'));

        Assert.Single(successes);
        Assert.Equal(id != "telemetry.log", refusals.Contains("401"));
        Assert.All(refusals, s => Assert.EndsWith("error", operation.Responses[s], StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void An_operation_has_a_one_line_summary_and_the_media_type_of_its_body(string id)
    {
        var operation = FindOperation(id);

        Assert.Matches(@"^[A-Z][^\n.]+$", operation.Summary);
        Assert.Equal(operation.Request is not null, operation.RequestType is "application/json" or "multipart/form-data");
        if (operation.Method is "GET" or "DELETE") Assert.Null(operation.Request);
    }

    [Fact]
    public void Every_schema_is_used()
    {
        var roots = Operation.All.SelectMany(o => o.SchemaNames).ToList();

        var used = roots.Concat(SchemaCatalog.Names.SelectMany(FindReferences)).Concat(["fastapi-error", "fastapi-validation-error"]);

        Assert.Empty(SchemaCatalog.Names.Except(used));
    }

    private static Operation FindOperation(string id) => Operation.All.Single(o => o.Id == id);

    private static IEnumerable<string> FindReferences(string schema) =>
        Reference().Matches(File.ReadAllText(Path.Combine(NJsonSchemas.Folder, $"{schema}.schema.json"))).Select(m => m.Groups[1].Value);

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex PathParameter();

    [GeneratedRegex("""
        "\$ref": "([a-z-]+)\.schema\.json"
        """)]
    private static partial Regex Reference();
}

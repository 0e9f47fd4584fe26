using System.Collections.Frozen;
using System.Text;
using System.Text.Json.Nodes;
using FluentAssertions;
using Scopix.Contracts.Checks;
using Scopix.Contracts.Checks.Traffic;
using Xunit;

namespace Scopix.Emulator.Tests.Proxy;

/// <summary>The judge of the traffic can judge every response, whatever is in it.</summary>
public sealed class TrafficJudgeTests
{
    private const string Id = "5a3c1b9e-0a6f-4b8e-9a55-6a1f4d2c7e10";

    private static readonly Func<JsonNode?>[] Replacements =
        [() => null, () => 7, () => -1.5, () => "text", () => true, () => new JsonArray(1, "a", null), () => new JsonObject { ["id"] = 1 }];

    private static readonly string ExamplesFolder = Path.Combine(RepositoryRoot.Path, "contracts", "examples");

    public static TheoryData<string> Operations => [.. Operation.All.Select(operation => operation.Id)];

    [Theory]
    [MemberData(nameof(Operations))]
    public void Every_response_can_be_judged(string id)
    {
        var operation = Operation.All.Single(operation => operation.Id == id);
        var judge = new TrafficJudge();
        var count = 0;

        foreach (var (status, schema) in operation.Responses.Where(response => response.Value is not null))
            foreach (var file in Directory.GetFiles(ExamplesFolder, schema + ".*.json"))
                foreach (var body in Mutate(JsonNode.Parse(File.ReadAllText(file))!))
                {
                    judge.Judge(CreateExchange(operation, int.Parse(status), body), operation);
                    count++;
                }

        count.Should().BePositive();
    }

    private static IEnumerable<string> Mutate(JsonNode example)
    {
        yield return example.ToJsonString();
        foreach (var replacement in Replacements) yield return replacement()?.ToJsonString() ?? "null";
        foreach (var path in FindPaths(example, []).ToList())
            foreach (var replacement in Replacements)
                yield return Replace(example.DeepClone(), path, replacement());
    }

    private static IEnumerable<object[]> FindPaths(JsonNode? node, object[] path) => node switch
    {
        JsonObject body => body.SelectMany(pair => FindPaths(pair.Value, [.. path, pair.Key]).Prepend([.. path, pair.Key])),
        JsonArray { Count: > 0 } list => FindPaths(list[0], [.. path, 0]).Prepend([.. path, 0]),
        _ => [],
    };

    private static string Replace(JsonNode root, object[] path, JsonNode? value)
    {
        var parent = path[..^1].Aggregate(root, (node, step) => step is int index ? node[index]! : node[(string)step]!);
        if (path[^1] is int last) parent[last] = value;
        else parent[(string)path[^1]] = value;
        return root.ToJsonString();
    }

    private static ObservedExchange CreateExchange(Operation operation, int status, string body)
    {
        var path = string.Join('/', operation.Path.Split('/').Select(segment => segment.StartsWith('{') ? Id : segment));
        var now = new DateTimeOffset(2026, 1, 15, 10, 30, 0, TimeSpan.Zero);
        return new()
        {
            ReceivedAt = now,
            AnsweredAt = now,
            Method = operation.Method,
            Url = new Uri($"https://api.scopix.test{path}?limit=x&sort_by=size_bytes&date_from=T&tags=a&ids={Id}"),
            Account = 1,
            RequestType = "application/json",
            RequestJson = Encoding.UTF8.GetBytes(body),
            Status = status,
            ResponseHeaders = new Dictionary<string, string> { ["Content-Type"] = "application/json" }
                .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase),
            ResponseBody = Encoding.UTF8.GetBytes(body),
        };
    }
}

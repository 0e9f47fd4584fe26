using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Scopix.Emulator.Tests.RequestFiles;

/// <summary>The requests of one file, in the order in which they are sent.</summary>
internal sealed record RequestFile(string Name, string Title, ReadyRequest[] Requests);

/// <summary>
/// A request, filled in. A text may contain references to earlier responses: <c>$name.path</c> is a value of the JSON body of the request
/// with that name, <c>$name#Header</c> a header.
/// </summary>
internal sealed partial record ReadyRequest(string Name, string Title, string Method, string Url)
{
    /// <summary>The id of the operation; null for a PUT to storage.</summary>
    public string? Operation { get; init; }

    /// <summary>True for a WebSocket.</summary>
    public bool IsWebSocket { get; init; }

    /// <summary>What is known of the operation, for a person.</summary>
    public string[] Notes { get; init; } = [];

    /// <summary>The parameters of the query that are sent.</summary>
    public (string Name, string Value)[] Query { get; init; } = [];

    /// <summary>The optional parameters of the query that are not sent, with an example or their default and their values.</summary>
    public (string Name, string Value, string Values)[] Optional { get; init; } = [];

    /// <summary>The variable with the key; null when no key is needed.</summary>
    public string? KeyVariable { get; init; }

    public (string Name, string Value)[] Headers { get; init; } = [];

    /// <summary>The body of a JSON request; null otherwise.</summary>
    public JsonObject? Json { get; init; }

    /// <summary>The fields of a form; a value of <c>@photo.jpg</c> is a file of <c>fixtures/media</c>.</summary>
    public (string Name, string Value)[] Form { get; init; } = [];

    /// <summary>The file of <c>fixtures/media</c> that is the body; null otherwise.</summary>
    public string? File { get; init; }

    /// <summary>The statuses of success that the contracts name.</summary>
    public int[] SuccessStatuses { get; init; } = [];

    /// <summary>The query with its question mark; empty without a query.</summary>
    public string QueryText => Query.Length == 0 ? "" : "?" + string.Join('&', Query.Select(one => $"{one.Name}={one.Value}"));

    /// <summary>What the request takes from earlier responses.</summary>
    public IEnumerable<Match> FindReferences() =>
        Reference().Matches($"{Url} {QueryText} {string.Join(' ', Headers)} {Json?.ToJsonString()}");

    /// <summary>
    /// Replaces each reference by a variable in double braces. A header that is a whole JSON value is an ETag, which has quotes of its own.
    /// </summary>
    public static string ReplaceReferences(string text, Func<Match, string> getVariable) =>
        Reference().Replace(QuotedHeader().Replace(text, "$1"), reference => $"{{{{{getVariable(reference)}}}}}");

    [GeneratedRegex(@"""(\$\w+#[\w-]+)""")]
    private static partial Regex QuotedHeader();

    [GeneratedRegex(@"\$(?<name>\w+)(?:\.(?<path>\w+(?:\[\d+\]|\.\w+)*)|\#(?<header>[\w-]+))")]
    private static partial Regex Reference();
}

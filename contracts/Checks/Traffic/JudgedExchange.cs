using System.Diagnostics.CodeAnalysis;

namespace Scopix.Contracts.Checks.Traffic;

/// <summary>An exchange with an operation while it is judged: what is read of it once, and the judgements so far.</summary>
internal sealed class JudgedExchange : IDisposable
{
    private readonly JsonDocument? _body;
    private readonly JsonDocument? _request;
    private readonly List<Judgement> _judgements = [];

    public JudgedExchange(ObservedExchange exchange, Operation operation)
    {
        (Exchange, Operation) = (exchange, operation);
        _body = Parse(exchange.ResponseBody);
        _request = Parse(exchange.RequestJson);
        PathValues = operation.ReadPathValues(exchange.Url.AbsolutePath);
    }

    public ObservedExchange Exchange { get; }

    public Operation Operation { get; }

    /// <summary>The values of the path's parameters, decoded, by name.</summary>
    public IReadOnlyDictionary<string, string> PathValues { get; }

    /// <summary>The JSON of the response; null when it is not known, or no JSON.</summary>
    public JsonElement? Body => _body?.RootElement;

    /// <summary>The JSON of the request; null when it is not known, or no JSON.</summary>
    public JsonElement? Request => _request?.RootElement;

    public bool IsSuccess => Exchange.Status is >= 200 and < 400;

    public IReadOnlyList<Judgement> Judgements => _judgements;

    public void Hold(Claim claim) => _judgements.Add(new(claim));

    public void Break(Claim claim, string place, string kind, string expected, string got, string path = "") =>
        _judgements.Add(new(claim, new(place, kind, expected, got, claim), path));

    public void Judge(Claim claim, bool holds, string place, string kind, string expected, string got, string path = "")
    {
        if (holds) Hold(claim);
        else Break(claim, place, kind, expected, got, path);
    }

    /// <summary>The only value of a query parameter; false when it is absent, or there are several.</summary>
    public bool TryGetQuery(string name, [NotNullWhen(true)] out string? value)
    {
        var values = Exchange.Query.Where(parameter => parameter.Name == name).Take(2).ToList();
        value = values.Count == 1 ? values[0].Value : null;
        return value is not null;
    }

    public void Dispose()
    {
        _body?.Dispose();
        _request?.Dispose();
    }

    private static JsonDocument? Parse(ReadOnlyMemory<byte>? json) =>
        json is { IsEmpty: false } text ? UnicodeJson.TryParse(text) : null;
}

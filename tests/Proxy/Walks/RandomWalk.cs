using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Scopix.Contracts.Checks;

namespace Scopix.Emulator.Tests.Proxy.Walks;

/// <summary>
/// A client that calls all operations at random, with the ids that earlier responses have shown. The same seed makes the same choices.
/// </summary>
internal sealed class RandomWalk(HttpClient http, int seed, string? onlyPrefix = null)
{
    private static readonly string[] Files =
        ["photo.jpg", "photo.png", "photo.webp", "clip.mp4", "clip.mov", "report.pdf", "report.docx", "notes.txt", "guide.md",
            "rotated.jpg", "hostile/script.sh", "animation.gif"];

    private static readonly Dictionary<string, double> Weights = new()
    {
        ["files.upload"] = 6,
        ["files.upload_batch"] = 2,
        ["links.create"] = 2,
        ["files.review_extraction"] = 3,
        ["llama.files.create"] = 4,
        ["folders.create"] = 2,
        ["files.list"] = 3,
        ["files.delete"] = 0.4,
        ["files.batch_delete"] = 0.2,
        ["folders.delete"] = 0.3,
        ["projects.delete"] = 0.3,
        ["llama.files.delete"] = 0.5,
    };

    private readonly Random _random = new(seed);
    private readonly KnownValues _known = new();
    private List<(Operation Operation, double Until)> _choices = CreateChoices(onlyPrefix, []);
    private RandomValues? _values;

    /// <summary>Operations that this client does not call.</summary>
    public HashSet<string> Without { get; } = [];

    /// <summary>How often each operation answered with each status.</summary>
    public SortedDictionary<string, int> Answers { get; } = new(StringComparer.Ordinal);

    private RandomValues Values => _values ??= new(_random, _known);

    public async Task RunAsync(int requests)
    {
        for (var count = 0; count < requests;)
        {
            var choice = _random.NextDouble() * _choices[^1].Until;
            var operation = _choices.First(option => choice < option.Until).Operation;
            if (Without.Contains(operation.Id)) continue;
            count++;
            await CallAsync(operation);
        }
    }

    /// <summary>Calls some operations more often from now on.</summary>
    public void Prefer(IReadOnlyCollection<string> operations) => _choices = CreateChoices(onlyPrefix, operations);

    private static List<(Operation, double)> CreateChoices(string? onlyPrefix, IReadOnlyCollection<string> preferred)
    {
        List<(Operation, double)> choices = [];
        var sum = 0.0;
        foreach (var operation in Operation.All)
        {
            if (onlyPrefix is not null && !operation.Id.StartsWith(onlyPrefix, StringComparison.Ordinal)) continue;
            choices.Add((operation, sum += Weights.GetValueOrDefault(operation.Id, 1) + (preferred.Contains(operation.Id) ? 6 : 0)));
        }
        return choices;
    }

    private async Task CallAsync(Operation operation)
    {
        using var request = new HttpRequestMessage(new HttpMethod(operation.Method), CreateTarget(operation))
        {
            Content = operation.Request is null ? null : CreateContent(operation),
        };
        using var response = await http.SendAsync(request);
        var answer = $"{operation.Id} {(int)response.StatusCode}";
        Answers[answer] = Answers.GetValueOrDefault(answer) + 1;
        if (response.Content.Headers.ContentType?.MediaType != "application/json") return;
        using var body = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        if (response.IsSuccessStatusCode) _known.Learn(operation.Id, body.RootElement);
        if (operation.Id == "direct_uploads.create" && response.IsSuccessStatusCode) await PutAsync(body.RootElement);
    }

    /// <summary>Sends the bytes to the storage, for some of the intents.</summary>
    private async Task PutAsync(JsonElement intent)
    {
        if (!intent.TryGetProperty("presigned_url", out var url) || Values.Chance(0.5)) return;
        using var put = new HttpRequestMessage(HttpMethod.Put, url.GetString()) { Content = new ByteArrayContent(Samples.Photo()) };
        foreach (var header in intent.GetProperty("headers").EnumerateObject())
            put.Content.Headers.TryAddWithoutValidation(header.Name, header.Value.GetString());
        using var storage = new HttpClient();
        (await storage.SendAsync(put)).Dispose();
    }

    private string CreateTarget(Operation operation)
    {
        var path = operation.Path;
        var query = new StringBuilder();
        foreach (var parameter in operation.Parameters)
        {
            var schema = ContractSchema.Create(parameter.Schema);
            if (parameter.In == "path")
                path = path.Replace($"{{{parameter.Name}}}",
                    Uri.EscapeDataString(Values.CreateText(operation.Id, parameter.Name, schema) is { Length: > 0 } text ? text : "x"),
                    StringComparison.Ordinal);
            else if (parameter.In == "query" && Values.Chance(parameter.Required ? 0.97 : 0.2))
                query.Append(query.Length == 0 ? '?' : '&').Append(parameter.Name).Append('=')
                    .Append(Uri.EscapeDataString(Values.CreateText(operation.Id, parameter.Name, schema)));
        }
        if (Values.Chance(0.01)) query.Append(query.Length == 0 ? '?' : '&').Append("unknown=1");
        return path + query;
    }

    private HttpContent CreateContent(Operation operation)
    {
        var schema = SchemaCatalog.Load(operation.Request!);
        if (operation.RequestType == "multipart/form-data") return CreateForm(operation, schema);
        if (Values.Chance(0.01)) return new StringContent("{\"a\":", Encoding.UTF8, "application/json");
        return JsonContent.Create(Values.CreateObject(operation.Id, schema));
    }

    private MultipartFormDataContent CreateForm(Operation operation, ContractSchema schema)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, property) in SchemaFields.GetProperties(schema.Actual))
        {
            if (name is "file" or "files")
                for (var count = name == "file" ? 1 : _random.Next(1, 4); count > 0; count--) AddFile(form, name);
            else if (Values.Chance(SchemaFields.IsRequired(schema, name) ? 0.97 : 0.12))
                form.Add(new StringContent(Values.CreateText(operation.Id, name, property)), name);
        }
        return form;
    }

    private void AddFile(MultipartFormDataContent form, string part)
    {
        if (Values.Chance(0.02)) return;
        var name = Values.Pick(Files);
        var bytes = name == "photo.jpg" ? Samples.Photo(_random.Next(60)) : name == "notes.txt" ? Samples.Note(_random.Next(60))
            : Samples.File(name);
        form.Add(new ByteArrayContent(bytes), part, $"{_random.Next(40)}-{Path.GetFileName(name)}");
    }
}

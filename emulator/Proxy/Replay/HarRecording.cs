using System.Collections.Frozen;
using Microsoft.Extensions.Primitives;
using Scopix.Emulator.Proxy.Comparing;

namespace Scopix.Emulator.Proxy.Replay;

/// <summary>The exchanges of an HTTP Archive 1.2, as journals, browsers and proxies write it.</summary>
internal sealed class HarRecording : IDisposable
{
    /// <summary>What stands in a journal for a key or a signature.</summary>
    private const string Removed = "[redacted";

    private readonly JsonDocument _document;
    private readonly List<Entry> _entries;

    private HarRecording(JsonDocument document, List<Entry> entries) => (_document, _entries) = (document, entries);

    /// <summary>Opens a file.</summary>
    /// <exception cref="InvalidDataException">It is no HTTP Archive.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static HarRecording Open(string file)
    {
        using var stream = File.OpenRead(file);
        JsonDocument? document = null;
        try
        {
            document = JsonDocument.Parse(stream);
            if (document.RootElement.Find("log")?.Find("entries") is not { ValueKind: JsonValueKind.Array } entries)
                throw new InvalidDataException("It has no log.entries");
            return new(document, MarkConcurrent([.. entries.EnumerateArray().Select(Entry.TryRead).OfType<Entry>()
                .OrderBy(entry => entry.ReceivedAt)]));
        }
        catch (Exception error)
        {
            document?.Dispose();
            if (error is JsonException) throw new InvalidDataException($"It is no JSON: {error.Message}", error);
            throw;
        }
    }

    /// <summary>
    /// The exchanges with operations of the contracts that got a response, in the order of their requests. Each is read when it is its
    /// turn.
    /// </summary>
    /// <param name="folder">The folder that has the bytes of uploaded files, by their names; null for none.</param>
    public IEnumerable<RecordedExchange> Read(string? folder) => _entries.Select(entry => ReadExchange(entry, folder));

    public void Dispose() => _document.Dispose();

    private static RecordedExchange ReadExchange(Entry entry, string? folder)
    {
        var (headers, query) = (ReadHeaders(entry.Request), entry.Url.Query);
        var (body, problem) = HarBody.Read(entry.Operation, entry.Request, folder);
        if (query.Contains(Removed, StringComparison.Ordinal) || query.Contains("%5Bredacted", StringComparison.OrdinalIgnoreCase))
            problem = "their keys and signatures are not in the recording";
        var hasKey = entry.Status != 401
            || headers.Exists(header => header.Key.Equals("Authorization", StringComparison.OrdinalIgnoreCase));
        var request = new RecordedRequest(entry.Operation, entry.Url.PathAndQuery, body?.AddTo(headers) ?? headers)
        {
            Body = body?.Bytes ?? new SpooledBody(),
            IsConcurrent = entry.IsConcurrent,
        };
        return new(request, new ObservedExchange
        {
            ReceivedAt = entry.ReceivedAt,
            AnsweredAt = entry.AnsweredAt,
            Method = entry.Operation.Method,
            Url = entry.Url,
            Account = hasKey ? 0 : null,
            RequestJson = entry.Operation.RequestType == "application/json" ? body?.Bytes.ToMemory() : null,
            Status = entry.Status,
            ResponseHeaders = ReadHeaders(entry.Response).GroupBy(header => header.Key, StringComparer.OrdinalIgnoreCase)
                .ToFrozenDictionary(header => header.Key, header => header.Last().Value.ToString(), StringComparer.OrdinalIgnoreCase),
            ResponseBody = ReadContent(entry.Response),
        }, problem);
    }

    private static List<KeyValuePair<string, StringValues>> ReadHeaders(JsonElement message) =>
        message.Find("headers") is not { ValueKind: JsonValueKind.Array } headers ? []
            : [.. headers.EnumerateArray().Where(header => header.FindText("name") is { Length: > 0 } name && name[0] != ':')
                .Select(header => KeyValuePair.Create(header.FindText("name")!, new StringValues(header.FindText("value"))))];

    private static ReadOnlyMemory<byte>? ReadContent(JsonElement response)
    {
        if (response.Find("content") is not { } content || content.FindText("text") is not { } text) return null;
        if (content.FindText("encoding") != "base64") return Encoding.UTF8.GetBytes(text);
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes.AsMemory(0, length) : (ReadOnlyMemory<byte>?)null;
    }

    private static List<Entry> MarkConcurrent(List<Entry> entries)
    {
        foreach (var (index, first) in entries.Index())
            foreach (var second in entries.Skip(index + 1).TakeWhile(entry => entry.ReceivedAt < first.AnsweredAt))
                if (first.Operation.Method != "GET" || second.Operation.Method != "GET") first.IsConcurrent = second.IsConcurrent = true;
        return entries;
    }

    private sealed record Entry(
        Operation Operation, Uri Url, int Status, DateTimeOffset ReceivedAt, DateTimeOffset AnsweredAt, JsonElement Request,
        JsonElement Response)
    {
        public bool IsConcurrent { get; set; }

        /// <summary>Null for a request that calls no operation, or that got no response.</summary>
        public static Entry? TryRead(JsonElement entry)
        {
            if (entry.Find("request") is not { } request || entry.Find("response") is not { } response
                || !Uri.TryCreate(request.FindText("url"), UriKind.Absolute, out var url)
                || Operation.Match(request.FindText("method") ?? "", url.AbsolutePath) is not { } operation
                || response.FindNumber("status") is not (>= 100 and < 600 and var status)) return null;
            var start = entry.FindTime("startedDateTime") ?? throw new InvalidDataException("An entry has no startedDateTime");
            var end = entry.Find("time") is { ValueKind: JsonValueKind.Number } time && time.GetDouble() is > 0 and < 1e9 and var duration
                ? start.AddMilliseconds(duration) : start;
            return new(operation, url, (int)status, start, end, request, response);
        }
    }
}

/// <summary>An exchange of a recording.</summary>
/// <param name="Request">The request, to be sent again.</param>
/// <param name="Reference">The exchange as it was.</param>
/// <param name="Problem">Why the request cannot be sent again, as the end of a sentence; null when it can.</param>
internal sealed record RecordedExchange(RecordedRequest Request, ObservedExchange Reference, string? Problem);

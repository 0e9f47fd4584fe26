using System.Collections.Frozen;
using Microsoft.Extensions.Primitives;
using Scopix.Emulator.Proxy.Comparing;

namespace Scopix.Emulator.Proxy.Replay;

/// <summary>The exchanges of an HTTP Archive 1.2, as journals, browsers and proxies write it.</summary>
internal sealed class HarRecording : IDisposable
{
    /// <summary>What stands in a journal for a key or a signature.</summary>
    private const string Removed = "[redacted";

    private const string Unknown = "no contract names them";
    private const string WithoutResponse = "the recording has no response to them";
    private const string NoUnicode = "they have a text that is no Unicode";

    private readonly JsonDocument _document;
    private readonly List<Entry> _entries;

    private HarRecording(JsonDocument document, List<Entry> entries, List<string> problems) =>
        (_document, _entries, Problems) = (document, entries, problems);

    /// <summary>Why requests of the recording cannot be sent again, once for each, as the end of a sentence.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>How many exchanges <see cref="Read"/> returns.</summary>
    public int Count => _entries.Count;

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
            var read = entries.EnumerateArray().Select(Entry.Read).ToList();
            return new(document, MarkConcurrent([.. read.Select(entry => entry.Entry).OfType<Entry>().OrderBy(entry => entry.ReceivedAt)]),
                [.. read.Select(entry => entry.Problem).OfType<string>()]);
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
        try
        {
            return ReadText(entry, folder);
        }
        catch (InvalidOperationException) // System.Text.Json decodes a text when it is read
        {
            return new(new RecordedRequest(entry.Operation, entry.Url.PathAndQuery, []), CreateExchange(entry, account: 0), NoUnicode);
        }
    }

    private static RecordedExchange ReadText(Entry entry, string? folder)
    {
        var (headers, query) = (HarHeaders.Read(entry.Request), entry.Url.Query);
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
        var json = entry.Operation.RequestType == "application/json" ? body?.Bytes.ToMemory() : null;
        return new(request, CreateExchange(entry, hasKey ? 0 : null, json, HarHeaders.Read(entry.Response), ReadContent(entry.Response)),
            problem);
    }

    private static ObservedExchange CreateExchange(Entry entry, int? account, ReadOnlyMemory<byte>? json = null,
        IEnumerable<KeyValuePair<string, StringValues>>? headers = null, ReadOnlyMemory<byte>? body = null) => new()
        {
            ReceivedAt = entry.ReceivedAt,
            AnsweredAt = entry.AnsweredAt,
            Method = entry.Operation.Method,
            Url = entry.Url,
            Account = account,
            RequestJson = json,
            Status = entry.Status,
            ResponseHeaders = (headers ?? []).GroupBy(header => header.Key, StringComparer.OrdinalIgnoreCase)
                .ToFrozenDictionary(header => header.Key, header => header.Last().Value.ToString(), StringComparer.OrdinalIgnoreCase),
            ResponseBody = body,
        };

    private static ReadOnlyMemory<byte>? ReadContent(JsonElement response)
    {
        if (response.Find("content") is not { } content || content.FindText("text") is not { } text) return null;
        if (content.FindText("encoding") != "base64") return Encoding.UTF8.GetBytes(text);
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes.AsMemory(0, length) : (ReadOnlyMemory<byte>?)null;
    }

    /// <summary>Marks the requests that overlapped with one that may have changed something. The entries are in order.</summary>
    private static List<Entry> MarkConcurrent(List<Entry> entries)
    {
        var (lastEnd, lastEndOfChange) = (DateTimeOffset.MinValue, DateTimeOffset.MinValue);
        foreach (var entry in entries)
        {
            if (entry.ReceivedAt < (entry.MayChange ? lastEnd : lastEndOfChange)) entry.IsConcurrent = true;
            if (entry.AnsweredAt > lastEnd) lastEnd = entry.AnsweredAt;
            if (entry.MayChange && entry.AnsweredAt > lastEndOfChange) lastEndOfChange = entry.AnsweredAt;
        }
        var (nextStart, nextStartOfChange) = (DateTimeOffset.MaxValue, DateTimeOffset.MaxValue);
        foreach (var entry in Enumerable.Reverse(entries))
        {
            if ((entry.MayChange ? nextStart : nextStartOfChange) < entry.AnsweredAt) entry.IsConcurrent = true;
            nextStart = entry.ReceivedAt;
            if (entry.MayChange) nextStartOfChange = entry.ReceivedAt;
        }
        return entries;
    }

    private sealed record Entry(
        Operation Operation, Uri Url, int Status, DateTimeOffset ReceivedAt, DateTimeOffset AnsweredAt, JsonElement Request,
        JsonElement Response)
    {
        public bool MayChange => Operation.Method != "GET";

        public bool IsConcurrent { get; set; }

        /// <summary>The entry, or the reason why it cannot be sent again.</summary>
        public static (Entry? Entry, string? Problem) Read(JsonElement entry)
        {
            try
            {
                return ReadText(entry);
            }
            catch (InvalidOperationException) // System.Text.Json decodes a text when it is read
            {
                return (null, NoUnicode);
            }
        }

        private static (Entry?, string?) ReadText(JsonElement entry)
        {
            if (entry.Find("request") is not { } request || !Uri.TryCreate(request.FindText("url"), UriKind.Absolute, out var url)
                || Operation.Match(request.FindText("method") ?? "", url.AbsolutePath) is not { } operation) return (null, Unknown);
            if (entry.Find("response") is not { } response || response.FindNumber("status") is not (>= 100 and < 600 and var status))
                return (null, WithoutResponse);
            var start = entry.FindTime("startedDateTime") ?? throw new InvalidDataException("An entry has no startedDateTime");
            var end = entry.Find("time") is { ValueKind: JsonValueKind.Number } time && time.GetDouble() is > 0 and < 1e9 and var duration
                && start < DateTimeOffset.MaxValue.AddMilliseconds(-duration) ? start.AddMilliseconds(duration) : start;
            return (new(operation, url, (int)status, start, end, request, response), null);
        }
    }
}

/// <summary>An exchange of a recording.</summary>
/// <param name="Request">The request, to be sent again.</param>
/// <param name="Reference">The exchange as it was.</param>
/// <param name="Problem">Why the request cannot be sent again, as the end of a sentence; null when it can.</param>
internal sealed record RecordedExchange(RecordedRequest Request, ObservedExchange Reference, string? Problem);

namespace Scopix.Contracts;

/// <summary>telemetry.log, which needs no key.</summary>
public sealed class TelemetryContract(Target target)
{
    private const string Section = "seed 001, Telemetry";

    private readonly Api _anonymous = target.Anonymous;

    public static TheoryData<string, string, string> Limits => new()
    {
        { "event_type", Text(100), Text(101) },
        { "message", Text(2000), Text(2001) },
        { "session_id", Text(100), Text(101) },
        { "file_name", Text(500), Text(501) },
        { "file_index", "0", "-1" },
        { "file_index", "10000", "10001" },
        { "data", Data(10_000), Data(10_300) },
    };

    [Fact]
    public async Task The_documented_event_is_logged_without_a_key()
    {
        var json = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "examples", "telemetry-request.seed-001.json"));

        var answer = await LogAsync(json);

        Documented(Section).Answers(200, answer);
        Fits("telemetry-answer", answer);
    }

    [Fact]
    public async Task Only_the_type_and_the_message_are_needed()
    {
        var least = await LogAsync("""{"event_type":"upload_retry","message":"scopix-contract"}""");
        var untyped = await LogAsync("""{"message":"scopix-contract"}""");
        var mute = await LogAsync("""{"event_type":"upload_retry"}""");

        Documented(Section).Answers(200, least);
        Documented(Section).Refuses(untyped, 422, "event_type");
        Documented(Section).Refuses(mute, 422, "message");
    }

    [Theory]
    [MemberData(nameof(Limits))]
    public async Task A_field_is_taken_at_the_edge_and_refused_beyond(string field, string edge, string beyond)
    {
        var (taken, refused) = (await LogAsync(With(field, edge)), await LogAsync(With(field, beyond)));

        Documented(Section).Answers(200, taken);
        Documented(Section).Refuses(refused, 422, field);
    }

    private Task<Answer> LogAsync(string json)
    {
        Target.Writes();
        return _anonymous.SendAsync(HttpMethod.Post, "/files/log-upload-event", Api.JsonBody(json));
    }

    private static string With(string field, string value)
    {
        var fields = new Dictionary<string, string>
        {
            ["event_type"] = "\"upload_retry\"",
            ["message"] = "\"scopix-contract\"",
            [field] = value,
        };
        return "{" + string.Join(',', fields.Select(f => $"\"{f.Key}\":{f.Value}")) + "}";
    }

    private static string Text(int length) => $"\"{new string('x', length)}\"";

    /// <summary>An object that is this many bytes long as JSON without spaces; 10 KB is 10,240.</summary>
    private static string Data(int bytes) => $"{{\"a\":\"{new string('x', bytes - 8)}\"}}";
}

namespace Scopix.Contracts;

/// <summary>telemetry.log, which needs no key.</summary>
public sealed class TelemetryContract(Target target)
{
    private const string Section = "seed 001, Telemetry";

    private readonly ApiClient _anonymous = target.Anonymous;

    public static TheoryData<string, string, string> Limits => new()
    {
        { "event_type", CreateText(100), CreateText(101) },
        { "message", CreateText(2000), CreateText(2001) },
        { "session_id", CreateText(100), CreateText(101) },
        { "file_name", CreateText(500), CreateText(501) },
        { "file_index", "0", "-1" },
        { "file_index", "10000", "10001" },
        { "data", CreateData(10_000), CreateData(10_300) },
    };

    [Fact]
    public async Task The_documented_event_is_logged_without_a_key()
    {
        var json = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "examples", "telemetry-request.seed-001.json"));

        var response = await LogEventAsync(json);

        Documented(Section).ExpectStatus(200, response);
        ExpectSchema("telemetry-answer", response);
    }

    [Fact]
    public async Task Only_the_type_and_the_message_are_required()
    {
        var minimal = await LogEventAsync("""{"event_type":"upload_retry","message":"scopix-contract"}""");
        var withoutType = await LogEventAsync("""{"message":"scopix-contract"}""");
        var withoutMessage = await LogEventAsync("""{"event_type":"upload_retry"}""");

        Documented(Section).ExpectStatus(200, minimal);
        Documented(Section).ExpectRefusal(withoutType, 422, "event_type");
        Documented(Section).ExpectRefusal(withoutMessage, 422, "message");
    }

    [Theory]
    [MemberData(nameof(Limits))]
    public async Task A_field_is_accepted_at_its_limit_and_refused_beyond(string field, string edge, string beyond)
    {
        var (accepted, refused) = (await LogEventAsync(CreateBody(field, edge)), await LogEventAsync(CreateBody(field, beyond)));

        Documented(Section).ExpectStatus(200, accepted);
        Documented(Section).ExpectRefusal(refused, 422, field);
    }

    private Task<ApiResponse> LogEventAsync(string json)
    {
        Target.RequireWriteAccess();
        return _anonymous.SendAsync(HttpMethod.Post, "/files/log-upload-event", ApiClient.CreateJsonContent(json));
    }

    private static string CreateBody(string field, string value)
    {
        var fields = new Dictionary<string, string>
        {
            ["event_type"] = "\"upload_retry\"",
            ["message"] = "\"scopix-contract\"",
            [field] = value,
        };
        return "{" + string.Join(',', fields.Select(f => $"\"{f.Key}\":{f.Value}")) + "}";
    }

    private static string CreateText(int length) => $"\"{new string('x', length)}\"";

    /// <summary>An object that has this many bytes as JSON without spaces; 10 KB is 10,240 bytes.</summary>
    private static string CreateData(int bytes) => $"{{\"a\":\"{new string('x', bytes - 8)}\"}}";
}

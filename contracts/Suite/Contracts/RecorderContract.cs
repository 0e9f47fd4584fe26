namespace Scopix.Contracts;

/// <summary>Recordings contain shapes and no secrets, and the schemas are compared with them.</summary>
public sealed class RecorderContract
{
    private const string Key = "scopix_Canary0localdevelopmentkey";
    private const string Signature = "X-Amz-Signature=8f2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f809";

    [Fact]
    public void A_key_is_replaced_before_a_text_is_cut()
    {
        const string key = "scopix_Emulator0localdevelopmentkey";
        var texts = Enumerable.Range(60, 120).Select(length => new string('x', length) + " " + key + " and more of it").ToList();

        var excerpts = texts.SelectMany(text => BodyExcerpt.Create(Encoding.UTF8.GetBytes(text), ""));
        var summaries = texts.Select(text => new Deviation("title", "value", "a title", text, Documented("seed 001")).Summary);

        Assert.All(excerpts.Concat(summaries), text => Assert.DoesNotContain("scopix_", text, StringComparison.Ordinal));
    }

    /// <summary>The names of the headers of each recorded response.</summary>
    private static readonly string[] Headers = ["X-Request-ID", "X-Emulator-Operation", Key];

    private static readonly DateTimeOffset Day = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly string[] Canaries =
    [
        Key, "scopix_", Signature, "X-Amz", "8f2b3c4d", "canary", "Canary", "550e8400", "https:", "s3.example", "Rusty", "30 Elm Street",
        "4242",
    ];

    [Fact]
    public void No_key_signature_id_or_value_gets_into_a_recording()
    {
        var text = GetRecording(
            ("files.get", 200, $$"""
                {"id":"550e8400-e29b-41d4-a716-446655440000","media_type":"image","title":"Rusty canary at 30 Elm Street","size_bytes":4242,
                 "full_url":"https://s3.example/b/k?{{Signature}}","tags":["canary"],"content_category":"{{Key}}",
                 "dimensions":{"{{Key}}":1,"canary{{Key}}":2 },"{{Key}}":1,
                 "550e8400-e29b-41d4-a716-446655440000":{"canary 7":"canary"},"https://s3.example/?{{Signature}}":1,
                 "CanAryCanAryCanAry":1}
                """),
            ("files.list", 422, $$"""
                {"error":{"code":"VALIDATION_ERROR","message":"canary {{Key}}","details":{"field":"canary","issue":"Bearer {{Key}}"} },
                 "request_id":"canary"}
                """),
            ("direct_uploads.create", 201, $$"""
                {"upload_mode":"single_shot","presigned_url":"https://s3.example/?{{Signature}}",
                 "headers":{"x-amz-checksum-sha256":"canary","{{Key}}":"b"} }
                """));

        Assert.All(Canaries, canary => Assert.DoesNotContain(canary, text, StringComparison.Ordinal));
        Assert.Contains("\"media_type\": \"=image\"", text, StringComparison.Ordinal);
        Assert.Contains("\"title\": \"string\"", text, StringComparison.Ordinal);
        Assert.Contains("\"size_bytes\": \"integer\"", text, StringComparison.Ordinal);
        Assert.Contains("(name)", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_names_of_sent_fields_are_recorded()
    {
        using var form = new MultipartFormDataContent { { new StringContent("canary"), "title" }, { new StringContent("canary"), Key } };
        using var json = new StringContent($$"""{"file_ids":["550e8400-e29b-41d4-a716-446655440000"],"{{Key}}":"canary"}""", Encoding.UTF8,
            "application/json");

        var names = RecordedTraffic.GetSentNames($"?search=canary&{Key}=1", form).Concat(RecordedTraffic.GetSentNames("", json)).ToList();

        Assert.Equal(["search", "(name)", "title", "(name)", "file_ids", "(name)"], names);
    }

    [Fact]
    public void The_headers_that_tell_an_emulator_are_recorded_by_name()
    {
        var recording = Recorder.Parse(GetRecording(("files.list", 200, """{"items":[],"total_count":0}""")));

        Assert.Equal(["(name)", "X-Emulator-Operation", "X-Request-ID"], recording.Answers.Single().Headers);
    }

    [Fact]
    public void The_names_of_all_requests_with_a_response_of_one_shape_are_recorded()
    {
        var folder = Directory.CreateTempSubdirectory("scopix-recorded-");
        try
        {
            foreach (var query in (string[])["?limit=1&tags=canary", "?search=canary", $"?tags=canary&{Key}=canary"])
            {
                var recorder = new Recorder(folder.FullName, Day); // the first adds two names in one run, the others add to its file
                recorder.Record(Operation.Find("files.list")!, query, null, 200, "application/json", "{}", Headers);
                recorder.Record(Operation.Find("files.list")!, "?offset=1", null, 200, "application/json", "{}", Headers);
                recorder.Write();
            }
            var text = File.ReadAllText(Directory.GetFiles(folder.FullName).Single());

            Assert.Equal(["(name)", "limit", "offset", "search", "tags"], Recorder.Parse(text).Answers.Single().Sent);
            Assert.All(Canaries, canary => Assert.DoesNotContain(canary, text, StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_shape_is_recorded_once_and_the_number_of_shapes_is_limited()
    {
        var run = Enumerable.Range(0, 30)
            .Select(i => ("files.list", 200, $$"""{"items":[],"total_count":{{i}},"extra_{{(char)('a' + i / 2)}}":1}""")).ToArray();

        var recording = Recorder.Parse(GetRecording(run));

        Assert.Equal(Recorder.MaxShapesPerStatus, recording.Answers.Count);
        Assert.Equal(recording.Answers.Count, recording.Answers.Select(a => a.Body!.ToJsonString()).Distinct().Count());
        Assert.Equal("2026-05-01", recording.RecordedOn);
    }

    [Fact]
    public void Recordings_of_the_documented_examples_agree_with_the_schemas()
    {
        var responses = Operation.All.SelectMany(o => o.Responses.Where(r => r.Value is not null).SelectMany(r => Directory
            .GetFiles(Path.Combine(AppContext.BaseDirectory, "examples"), $"{r.Value}.*.json")
            .Select(file => (o.Id, int.Parse(r.Key, CultureInfo.InvariantCulture), File.ReadAllText(file))))).ToArray();

        var observations = GetObservations(responses);

        Assert.InRange(observations.Count, 100, int.MaxValue);
        Assert.All(observations, o => Assert.True(o.Holds, o.Expectation));
        Assert.All(observations, o => Assert.Equal("2026-05-01", o.Date));
    }

    [Theory]
    [InlineData("files.quota_check", 200, """{"requested":"many"}""", "#/requested: must be of type integer, was string")]
    [InlineData("files.quota_check", 200, """{"requested":1}""", "#/can_proceed: is required, was absent")]
    [InlineData("files.quota_check", 200, "[]", "#: must be of type object, was array")]
    [InlineData("direct_uploads.get", 200, """{"upload_mode":"by_pigeon"}""",
        "#/upload_mode: must be one of the enum's values, was another")]
    [InlineData("files.quota_check", 418, "{}", "files.quota_check 418: the status is documented")]
    public void A_recording_that_disagrees_names_the_location(string operation, int status, string json, string expected)
    {
        var observations = GetObservations((operation, status, json));

        Assert.Contains(observations, o => !o.Holds && o.Expectation.EndsWith(expected, StringComparison.Ordinal));
    }

    private static List<Observation> GetObservations(params (string, int, string)[] responses)
    {
        var folder = Directory.CreateTempSubdirectory("scopix-observed-");
        try
        {
            WriteRecording(folder.FullName, responses);
            return [.. Observations.ReadFolder(folder.FullName)];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string GetRecording(params (string, int, string)[] responses)
    {
        var folder = Directory.CreateTempSubdirectory("scopix-recorded-");
        try
        {
            WriteRecording(folder.FullName, responses);
            return string.Concat(Directory.GetFiles(folder.FullName).Select(File.ReadAllText));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void WriteRecording(string folder, params (string Operation, int Status, string Json)[] responses)
    {
        var recorder = new Recorder(folder, Day);
        foreach (var (operation, status, json) in responses)
            recorder.Record(Operation.All.Single(o => o.Id == operation), "", null, status, "application/json", json, Headers);
        recorder.Write();
    }
}

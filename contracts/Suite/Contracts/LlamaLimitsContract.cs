namespace Scopix.Contracts;

/// <summary>LlamaCloud's limits: requests in a time, sizes, and the life of URLs.</summary>
public sealed class LlamaLimitsContract(Target target)
{
    private const string RateSource = "LlamaCloud's rate limits";

    private readonly ApiClient _api = target.Llama;

    public static TheoryData<string> Ids => LlamaFilesContract.Ids;

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_free_plan_allows_20_requests_in_a_minute(string id)
    {
        var api = await target.GetLlamaWithLimitsAsync();
        await EmulatorControl.FreezeClockAsync(api);
        var operation = Operation.All.Single(o => o.Id == id);
        var path = operation.Path["/api/v1".Length..].Replace("{file_id}", "dfl-" + Samples.UnknownId, StringComparison.Ordinal);
        for (var i = 0; i < 20; i++) Public(RateSource).ExpectStatus(200, await api.GetAsync("/beta/files"));

        var refused = await api.SendAsync(
            new HttpMethod(operation.Method), path, operation.Method == "POST" ? ApiClient.CreateJsonContent("{}") : null);
        await EmulatorControl.AdvanceClockAsync(api, TimeSpan.FromSeconds(61));
        var later = await api.GetAsync("/beta/files");

        Public(RateSource).ExpectLlamaRefusal(refused, 429);
        Public(RateSource).Expect(refused.GetHeader("Retry-After") is null, "Retry-After is not sent");
        Public(RateSource).ExpectStatus(200, later);
    }

    [Fact]
    public async Task A_file_of_more_than_512_MB_is_refused()
    {
        if (Target.IsLive && !Target.IsSlow) Target.Skip("sends 513 MiB; set SCOPIX_CONTRACT_SLOW=1 to allow it");
        using var form = new MultipartFormDataContent { { new StringContent("parse"), "purpose" } };
        form.Add(new ZeroContent(513 << 20), "file", "big.bin");

        var response = await target.CreateAsync(form);

        Public("LlamaCloud's limits: 512 MB for an upload").ExpectLlamaRefusal(response, 413);
    }

    [Fact]
    public async Task A_query_of_more_than_a_megabyte_is_refused()
    {
        var response = await _api.PostAsync("/beta/files/query", new { filter = new { file_name = new string('a', 2 << 20) } });

        Assumed("a limit of ours").ExpectLlamaRefusal(response, 413);
    }

    [Theory]
    [InlineData("/beta/files/{0}/content?expires_at_seconds=120", "url", "expires_at")]
    [InlineData("/beta/files/{0}?expand=download_url", "download_url.url", "download_url.expires_at")]
    [InlineData("/beta/files?file_ids={0}&expand=download_url", "items.download_url.url", "items.download_url.expires_at")]
    public async Task A_URL_serves_the_bytes_until_it_expires(string view, string url, string expiry)
    {
        if (Target.IsLive) Target.Skip("lets minutes pass");
        var api = target.LlamaWithKey($"llx-{Samples.CreateMarker("alone")}");
        await EmulatorControl.PostAsync(api, "clock/freeze", new { });
        var id = await CreateAsync(api);
        var before = (await api.GetAsync($"/beta/files/{id}")).Json.GetTime("last_modified_at");

        var response = await api.GetAsync(string.Format(CultureInfo.InvariantCulture, view, id));
        var shown = url.StartsWith("items.", StringComparison.Ordinal) ? response.Json.GetArray("items")[0] : response.Json;
        var (link, end) = (shown.GetText(WithoutItems(url))!, shown.GetTime(WithoutItems(expiry)));
        await EmulatorControl.AdvanceClockAsync(api, end - before - TimeSpan.FromSeconds(10));
        var early = await api.GetAsync(link);
        await EmulatorControl.AdvanceClockAsync(api, TimeSpan.FromSeconds(15));
        var late = await api.GetAsync(link);

        Documented("seed 003, PresignedURL").ExpectStatus(200, early);
        Documented("seed 003, PresignedURL").Expect(early.Bytes.SequenceEqual<byte>([1, 2, 3]), $"the URL serves the bytes, was {early}");
        Documented("seed 003, PresignedURL").ExpectStatus(403, late);
    }

    private static string WithoutItems(string path) => path.Replace("items.", "", StringComparison.Ordinal);

    private static async Task<string?> CreateAsync(ApiClient api)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("parse"), "purpose" }, { new ByteArrayContent([1, 2, 3]), "file", "a.txt" },
        };
        return (await api.SendAsync(HttpMethod.Post, "/beta/files", form)).Json.GetText("id");
    }

    /// <summary>Many zeros, which are never in memory.</summary>
    private sealed class ZeroContent(int length) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            for (var sent = 0; sent < length; sent += 1 << 20) await stream.WriteAsync(new byte[1 << 20]);
        }

        protected override bool TryComputeLength(out long computed)
        {
            computed = length;
            return true;
        }
    }
}

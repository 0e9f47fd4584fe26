namespace Scopix.Contracts.Runner;

/// <summary>Uploads files to LlamaCloud, and checks its refusals.</summary>
internal static class LlamaFiles
{
    public const string SeedSource = "seed 003, Files";
    public const string SdkSource = "LlamaCloud's API reference and SDKs (npm @llamaindex/llama-cloud 2.16.0)";
    public const string TroubleshootingSource = "LlamaCloud's troubleshooting page";

    /// <summary>Uploads a form with a sample; returns any response.</summary>
    public static async Task<ApiResponse> CreateAsync(this Target target, SampleFile? sample, params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent { HeaderEncodingSelector = (_, _) => Encoding.UTF8 };
        foreach (var (name, value) in fields) form.Add(new StringContent(value), name);
        if (sample is not null) form.Add(new ByteArrayContent(sample.Bytes), "file", sample.Name);
        return await target.CreateAsync(form);
    }

    /// <summary>Uploads a body without changes; returns any response.</summary>
    public static async Task<ApiResponse> CreateAsync(this Target target, HttpContent body)
    {
        var api = target.Llama;
        Target.RequireWriteAccess();
        var response = await api.SendAsync(HttpMethod.Post, "/beta/files", body);
        return response;
    }

    /// <summary>Uploads a file, which must succeed.</summary>
    public static async Task<JsonElement> CreateSuccessfullyAsync(
        this Target target, SampleFile sample, params (string Name, string Value)[] fields)
    {
        var response = await target.CreateAsync(sample, [.. fields, ("purpose", "user_data")]);
        Documented(SeedSource).ExpectStatus(200, response);
        return response.Json;
    }

    /// <summary>Expects a refusal with this status and, if given, this text.</summary>
    public static void ExpectLlamaRefusal(this Claim claim, ApiResponse response, int status, string? detail = null)
    {
        claim.ExpectStatus(status, response);
        if (response.Status != status) return;
        ExpectSchema(status == 422 ? "llama-validation-error" : "llama-error", response);
        if (detail is not null) claim.ExpectEqual(detail, response.Json.GetText("detail"), "detail");
    }
}

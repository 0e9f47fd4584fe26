namespace Scopix.Contracts;

/// <summary>Ways to upload to LlamaCloud, and what its refusals look like.</summary>
internal static class LlamaFiles
{
    public const string Seed = "seed 003, Files";
    public const string Sdk = "LlamaCloud's API reference and SDKs (npm @llamaindex/llama-cloud 2.16.0)";
    public const string Troubleshooting = "LlamaCloud's troubleshooting page";

    /// <summary>Uploads a form with a sample in it, whatever becomes of it.</summary>
    public static async Task<Answer> CreateAsync(this Target target, Sample? sample, params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent { HeaderEncodingSelector = (_, _) => Encoding.UTF8 };
        foreach (var (name, value) in fields) form.Add(new StringContent(value), name);
        if (sample is not null) form.Add(new ByteArrayContent(sample.Bytes), "file", sample.Name);
        return await target.CreateAsync(form);
    }

    /// <summary>Uploads a body as it is.</summary>
    public static async Task<Answer> CreateAsync(this Target target, HttpContent body)
    {
        var api = target.Llama;
        Target.Writes();
        var answer = await api.SendAsync(HttpMethod.Post, "/beta/files", body);
        return answer;
    }

    /// <summary>Uploads a file that must be taken.</summary>
    public static async Task<JsonElement> CreatedAsync(this Target target, Sample sample, params (string Name, string Value)[] fields)
    {
        var answer = await target.CreateAsync(sample, [.. fields, ("purpose", "user_data")]);
        Documented(Seed).Answers(200, answer);
        return answer.Json;
    }

    /// <summary>The answer is a refusal with this status, and maybe this text.</summary>
    public static void RefusesLlama(this Claim claim, Answer answer, int status, string? detail = null)
    {
        claim.Answers(status, answer);
        if (answer.Status != status) return;
        Fits(status == 422 ? "llama-validation-error" : "llama-error", answer);
        if (detail is not null) claim.Equal(detail, answer.Json.Text("detail"), "detail");
    }
}

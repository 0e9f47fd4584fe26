namespace Scopix.Contracts.Runner;

/// <summary>
/// What a test does to a tenant of the emulator apart from the API, through the routes below <c>/_emulator</c>: moves its clock,
/// holds and ends its stages. Use it with a tenant of the test's own (<see cref="Target.IsolatedTenant"/>).
/// </summary>
public static class EmulatorControl
{
    /// <summary>Lets time pass: moves the emulator's clock; really waits on a live target, if SCOPIX_CONTRACT_SLOW allows it.</summary>
    public static async Task AdvanceClockAsync(ApiClient api, TimeSpan time)
    {
        if (!Target.IsLive)
        {
            await PostAsync(api, "clock/advance", new { seconds = time.TotalSeconds });
            return;
        }

        if (!Target.IsSlow) Target.Skip($"waits {time.TotalSeconds} seconds; set SCOPIX_CONTRACT_SLOW=1 to allow it");
        await Task.Delay(time, TestContext.Current.CancellationToken);
    }

    /// <summary>Stops the tenant's clock, so that no stage ends.</summary>
    public static Task FreezeClockAsync(ApiClient api) => PostAsync(api, "clock/freeze", new { });

    /// <summary>Controls a stage of a file; <paramref name="action"/> is <c>hold</c>, <c>complete</c> or <c>fail</c>.</summary>
    public static Task ControlStageAsync(ApiClient api, string? fileId, string stage, string action) =>
        PostAsync(api, $"files/{fileId}/stages/{stage}", new { action });

    /// <summary>Restores a deleted file; the API has no operation for it.</summary>
    public static Task<ApiResponse> RestoreFileAsync(ApiClient api, string fileId) =>
        api.SendAsync(HttpMethod.Post, $"/../../_emulator/files/{fileId}/restore");

    /// <summary>Posts JSON to a route below <c>/_emulator</c>, which must accept it.</summary>
    public static async Task PostAsync(ApiClient api, string path, object body)
    {
        var content = ApiClient.CreateJsonContent(JsonSerializer.Serialize(body));
        var response = await api.SendAsync(HttpMethod.Post, $"/../../_emulator/{path}", content);
        Assert.True(response.Status is 200 or 201, $"{path}: {response}");
    }
}

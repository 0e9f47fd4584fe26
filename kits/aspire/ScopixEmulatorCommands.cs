using System.Net.Http.Headers;
using System.Net.Http.Json;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>The commands of an emulator in Aspire's dashboard: requests to its control API for the tenant of its key.</summary>
internal static class ScopixEmulatorCommands
{
    private static readonly string[] Datasets = ["demo", "inspection", "real-estate", "documents", "empty", "edge", "scale"];

    private static readonly string[] Bundles =
        ["flaky-network", "quota-exhausted", "rate-limited", "slow-ai", "storage-down", "stuck-uploads"];

    public static IResourceBuilder<T> WithEmulatorCommands<T>(this IResourceBuilder<T> builder) where T : IScopixEmulatorResource => builder
        .WithControlCommand("reset", "Reset", HttpMethod.Post, "/_emulator/reset", null, new()
        {
            Description = "Deletes the files and all other data of the key.",
            ConfirmationMessage = "Delete all data of this key?",
            IconName = "Delete",
        })
        .WithControlCommand("seed", "Load a dataset", HttpMethod.Post, "/_emulator/seed",
            arguments => new Dictionary<string, object?> { ["dataset"] = arguments.GetString("dataset") },
            new()
            {
                Description = "Fills the key's tenant, which must be empty: reset it before.",
                IconName = "DatabaseArrowDown",
                Arguments = [CreateChoice("dataset", "Dataset", Datasets)],
            })
        .WithControlCommand("advance-clock", "Advance the clock", HttpMethod.Post, "/_emulator/clock/advance",
            arguments => new Dictionary<string, object?> { ["seconds"] = arguments.GetDouble("seconds") },
            new()
            {
                Description = "Finishes what is processing, and lets URLs, uploads and keys expire.",
                IconName = "FastForward",
                Arguments = [new() { Name = "seconds", Label = "Seconds", InputType = InputType.Number, Required = true, Value = "3600" }],
            })
        .WithControlCommand("freeze-clock", "Freeze the clock", HttpMethod.Post, "/_emulator/clock/freeze", null,
            new() { Description = "Nothing finishes or expires until the clock is advanced or resumed.", IconName = "Pause" })
        .WithControlCommand("resume-clock", "Resume the clock", HttpMethod.Post, "/_emulator/clock/resume", null,
            new() { Description = "Lets the clock run from the time that it shows.", IconName = "Play" })
        .WithControlCommand("add-faults", "Add faults", HttpMethod.Post, "/_emulator/faults",
            arguments => new Dictionary<string, object?> { ["bundle"] = arguments.GetString("bundle") },
            new()
            {
                Description = "Makes requests, storage or processing fail from now on.",
                IconName = "PlugDisconnected",
                Arguments = [CreateChoice("bundle", "What fails", Bundles)],
            })
        .WithControlCommand("remove-faults", "Remove faults", HttpMethod.Delete, "/_emulator/faults", null,
            new() { Description = "Removes all faults of the key.", IconName = "PlugConnected" });

    private static IResourceBuilder<T> WithControlCommand<T>(this IResourceBuilder<T> builder, string name, string displayName,
        HttpMethod method, string path, Func<InteractionInputCollection, Dictionary<string, object?>>? createBody,
        HttpCommandOptions options)
        where T : IScopixEmulatorResource
    {
        var resource = builder.Resource;
        options.Method = method;
        options.PrepareRequest = async context =>
        {
            var request = context.Request;
            request.Headers.Authorization =
                new AuthenticationHeaderValue("Bearer", await resource.ApiKeyExpression.GetValueAsync(context.CancellationToken));
            if (resource.ControlTokenParameter is { } token)
                request.Headers.Add("X-Emulator-Token", await token.GetValueAsync(context.CancellationToken));
            if (createBody is not null) request.Content = JsonContent.Create(createBody(context.Arguments));
        };
        options.GetCommandResult = async context =>
        {
            var body = await context.Response.Content.ReadAsStringAsync(context.CancellationToken);
            return context.Response.IsSuccessStatusCode
                ? CommandResults.Success(displayName, body, CommandResultFormat.Json)
                : CommandResults.Failure($"{(int)context.Response.StatusCode}: {body}");
        };
        return builder.WithHttpCommand(path, displayName, ScopixEmulatorResource.EndpointName, name, options);
    }

    private static InteractionInput CreateChoice(string name, string label, string[] values) => new()
    {
        Name = name,
        Label = label,
        InputType = InputType.Choice,
        Required = true,
        Value = values[0],
        Options = [.. values.Select(value => KeyValuePair.Create(value, value))],
    };
}

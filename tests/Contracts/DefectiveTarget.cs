using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Scopix.Emulator.Tests.Contracts;

/// <summary>An emulator whose responses to some operations are wrong.</summary>
internal sealed class DefectiveTarget : IAsyncDisposable
{
    private readonly ScopixEmulator _emulator;

    private DefectiveTarget(ScopixEmulator emulator) => _emulator = emulator;

    /// <summary>The address the emulator listens on.</summary>
    public Uri Address => _emulator.BaseAddress;

    /// <summary>Starts an emulator with these defects on a free port.</summary>
    public static async Task<DefectiveTarget> StartAsync(params Defect[] defects) => new(await ScopixEmulator.StartAsync(
        new EmulatorOptions { Port = 0, Previews = false },
        host => host.ConfigureServices(services => services.AddSingleton<IStartupFilter>(new DefectFilter(defects)))));

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();

    private sealed class DefectFilter(Defect[] defects) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(ApplyAsync);
            next(app);
        };

        private async Task ApplyAsync(HttpContext http, RequestDelegate next)
        {
            var (original, buffer) = (http.Response.Body, new MemoryStream());
            http.Response.Body = buffer;
            await next(http);
            http.Response.Body = original;
            var operation = http.Response.Headers["X-Emulator-Operation"].ToString();
            foreach (var defect in defects.Where(defect => defect.Operation == operation || defect.Operation == "*"))
                if (http.Response.StatusCode == defect.AtStatus) buffer = Apply(http, defect, buffer);
            if (http.Response.ContentLength is not null) http.Response.ContentLength = buffer.Length;
            buffer.Position = 0;
            await buffer.CopyToAsync(original);
        }

        private static MemoryStream Apply(HttpContext http, Defect defect, MemoryStream buffer)
        {
            if (defect.Status is { } status) http.Response.StatusCode = status;
            if (defect.Damage is null) return buffer;
            buffer.Position = 0;
            var body = JsonNode.Parse(buffer)!.AsObject();
            defect.Damage(body);
            return new MemoryStream(System.Text.Encoding.UTF8.GetBytes(body.ToJsonString()));
        }
    }
}

/// <summary>Something that is wrong with the responses of an operation.</summary>
/// <param name="Operation">The id of the operation; <c>*</c> for all.</param>
/// <param name="AtStatus">The status of the responses that it damages.</param>
/// <param name="Status">The status that is sent instead; null leaves it.</param>
/// <param name="Damage">Changes the body; null leaves it.</param>
internal sealed record Defect(string Operation, int AtStatus, int? Status = null, Action<JsonObject>? Damage = null);

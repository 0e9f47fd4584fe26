using System.Globalization;

namespace Scopix.Emulator.Tool.Survive;

/// <summary>One run of the command with tenants of its own, one for Scopix and one for LlamaCloud.</summary>
internal sealed class SurviveRun
{
    private readonly ScopixEmulator _emulator;

    /// <param name="emulator">The emulator that the command uses.</param>
    /// <param name="number">The number of the run, from which its keys are made.</param>
    public SurviveRun(ScopixEmulator emulator, int number)
    {
        _emulator = emulator;
        var digits = number.ToString("D8", CultureInfo.InvariantCulture);
        (Scopix, LlamaCloud) = (emulator.GetTenant($"scopix_{digits}-survive-experiment"),
            emulator.GetTenant($"llx-survive-{digits}-experiment"));
    }

    public Tenant Scopix { get; }

    public Tenant LlamaCloud { get; }

    public Tenant GetTenant(bool isLlama) => isLlama ? LlamaCloud : Scopix;

    /// <summary>Runs the command. Its output is without keys.</summary>
    public async Task<CommandResult> RunAsync(string[] command, TimeSpan limit, CancellationToken cancel)
    {
        var address = _emulator.BaseAddress.AbsoluteUri.TrimEnd('/');
        var result = await ChildCommand.RunAsync(command, new Dictionary<string, string>
        {
            ["SCOPIX_BASE_URL"] = address + "/api/v2",
            ["SCOPIX_API_KEY"] = Scopix.ApiKey,
            ["LLAMA_CLOUD_BASE_URL"] = address,
            ["LLAMA_CLOUD_API_KEY"] = LlamaCloud.ApiKey,
        }, limit, cancel);
        return result with { Output = Redact(result.Output) };
    }

    /// <summary>Deletes what the run has left behind.</summary>
    public async Task ClearAsync()
    {
        await Scopix.ResetAsync();
        await LlamaCloud.ResetAsync();
    }

    private string Redact(string text)
    {
        foreach (var form in (string[])[.. KeyForms.List(Scopix.ApiKey), .. KeyForms.List(LlamaCloud.ApiKey)])
            text = text.Replace(form, "(key)", StringComparison.OrdinalIgnoreCase);
        return Contracts.Checks.Redaction.RedactText(text);
    }
}

namespace Scopix.Emulator.Proxy;

/// <summary>
/// Records the shapes of a live service's responses. Those of an emulator are refused, since evidence cannot be made with one.
/// </summary>
internal sealed class ProxyRecording
{
    private readonly Recorder _recorder;

    public ProxyRecording(string folder)
    {
        Directory.CreateDirectory(folder);
        _recorder = new Recorder(folder, TimeProvider.System.GetUtcNow());
    }

    /// <summary>Whether a response came from an emulator.</summary>
    public bool IsRefused { get; private set; }

    public void Record(ObservedExchange exchange, IReadOnlyList<Judgement> judgements)
    {
        if (exchange.ResponseHeaders.Keys.Any(name => name.StartsWith("X-Emulator-", StringComparison.OrdinalIgnoreCase))) IsRefused = true;
        if (IsRefused || Operation.Match(exchange.Method, exchange.Url.AbsolutePath) is not { } operation) return;
        if (exchange.Status >= 500) return; // says nothing about the contract
        _recorder.Record(operation, exchange, judgements);
    }

    public void Write()
    {
        if (!IsRefused) _recorder.Write();
    }
}

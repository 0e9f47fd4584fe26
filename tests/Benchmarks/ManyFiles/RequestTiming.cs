namespace Scopix.ManyFiles;

/// <summary>
/// The durations of one kind of request in milliseconds, measured by the client, and the emulator's mean processor time, which other
/// programs on the machine do not affect.
/// </summary>
internal sealed record RequestTiming(
    string Name, int Count, double MedianMilliseconds, double P99Milliseconds, double ProcessorMilliseconds, long TotalCount);

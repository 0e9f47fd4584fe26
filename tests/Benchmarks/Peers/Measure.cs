namespace Scopix.Benchmarks.Peers;

/// <summary>A measured quantity: a column of the table.</summary>
internal enum Measure { Start, Memory, AnonymousMemory, Record, List, Search, Upload, Put1, Get1, Put64, Get64 }

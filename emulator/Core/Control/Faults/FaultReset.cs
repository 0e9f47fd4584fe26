using System.Diagnostics;
using Scopix.Emulator.Control.Faults;

namespace Scopix.Emulator;

/// <summary>
/// When a <see cref="Fault"/> closes the connection: before any work is done, or after it. In JSON it is <c>"before"</c> or
/// <c>"after"</c>; <c>true</c> means after, and <c>false</c> that the connection stays open.
/// </summary>
[JsonConverter(typeof(FaultResetJsonConverter))]
[DebuggerDisplay("{ToString(),nq}")]
public readonly record struct FaultReset
{
    private readonly Kind _kind;

    private FaultReset(Kind kind) => _kind = kind;

    /// <summary>The connection is closed when the request has arrived, and nothing is done.</summary>
    public static FaultReset Before { get; } = new(Kind.Before);

    /// <summary>The work is done, and the connection is closed without a response.</summary>
    public static FaultReset After { get; } = new(Kind.After);

    internal bool IsBefore => _kind == Kind.Before;

    internal bool IsAfter => _kind is Kind.After or Kind.True;

    internal bool IsSet => _kind != Kind.False;

    /// <summary>True is <see cref="After"/>; with false the connection stays open.</summary>
    public static implicit operator FaultReset(bool isReset) => FromBoolean(isReset);

    /// <summary>True is <see cref="After"/>; with false the connection stays open.</summary>
    public static FaultReset FromBoolean(bool isReset) => new(isReset ? Kind.True : Kind.False);

    /// <summary>What JSON has: <c>before</c>, <c>after</c>, <c>true</c> or <c>false</c>.</summary>
    public override string ToString() => _kind switch
    {
        Kind.Before => "before",
        Kind.After => "after",
        Kind.True => "true",
        _ => "false",
    };

    /// <summary>True and after mean the same, but a fault is shown as it was sent.</summary>
    private enum Kind
    {
        False,
        True,
        Before,
        After,
    }
}

using FluentAssertions;

namespace Scopix.Emulator.Tests;

/// <summary>
/// Compares bytes in one pass. FluentAssertions' <c>Equal</c> compares element by element and takes seconds for a few megabytes.
/// </summary>
internal static class ByteAssertions
{
    public static void ShouldEqualBytes(this byte[] actual, byte[] expected) =>
        (actual.Length, SameBytes: actual.AsSpan().CommonPrefixLength(expected)).Should().Be((expected.Length, expected.Length));
}

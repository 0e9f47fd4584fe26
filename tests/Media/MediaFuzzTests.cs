using FluentAssertions;
using Scopix.Media;
using Xunit;

namespace Scopix.Emulator.Tests.Media;

public class MediaFuzzTests
{
    private const int RoundsPerFile = 2_000;

    [Fact]
    public void No_bytes_at_all_make_the_inspector_throw_anything_but_a_refusal()
    {
        var failures = new List<string>();
        foreach (var name in MediaFixtures.Names.Where(name => !name.StartsWith("hostile/", StringComparison.Ordinal)))
        {
            var chance = new Random(42);
            var original = MediaFixtures.Bytes(name);
            for (var round = 0; round < RoundsPerFile; round++)
                if (FindFailure(Mutate(original, chance)) is { } failure) failures.Add($"{name}, round {round}: {failure}");
        }

        failures.Should().BeEmpty();
    }

    private static string? FindFailure(byte[] bytes)
    {
        try
        {
            MediaFixtures.Inspect(bytes, "upload.md");
            return null;
        }
        catch (RefusedMediaException)
        {
            return null;
        }
        catch (Exception e)
        {
            return e.ToString();
        }
    }

    /// <summary>Most headers are in the first bytes, so half of the changes are made there; one file in four is also truncated.</summary>
    private static byte[] Mutate(byte[] original, Random chance)
    {
        var length = chance.Next(4) == 0 ? chance.Next(original.Length + 1) : original.Length;
        var bytes = original[..length];
        for (var blow = chance.Next(1, 9); blow > 0 && length > 0; blow--)
        {
            var at = chance.Next(chance.Next(2) == 0 ? length : Math.Min(length, 256));
            bytes[at] = chance.Next(3) switch { 0 => 0xFF, 1 => 0, _ => (byte)chance.Next(256) };
        }

        return bytes;
    }
}

using FluentAssertions;
using Scopix.Media;
using Xunit;

namespace Scopix.Emulator.Tests.Media;

public class MediaFuzzTests
{
    private const int RoundsPerFile = 2_000;

    [Fact]
    public void The_inspector_throws_only_refusals_whatever_the_bytes()
    {
        var failures = new List<string>();
        foreach (var name in MediaFixtures.Names.Where(name => !name.StartsWith("hostile/", StringComparison.Ordinal)))
        {
            var random = new Random(42);
            var original = MediaFixtures.ReadBytes(name);
            for (var iteration = 0; iteration < RoundsPerFile; iteration++)
                if (FindFailure(Mutate(original, random)) is { } failure) failures.Add($"{name}, round {iteration}: {failure}");
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
    private static byte[] Mutate(byte[] original, Random random)
    {
        var length = random.Next(4) == 0 ? random.Next(original.Length + 1) : original.Length;
        var bytes = original[..length];
        for (var kind = random.Next(1, 9); kind > 0 && length > 0; kind--)
        {
            var at = random.Next(random.Next(2) == 0 ? length : Math.Min(length, 256));
            bytes[at] = random.Next(3) switch { 0 => 0xFF, 1 => 0, _ => (byte)random.Next(256) };
        }

        return bytes;
    }
}

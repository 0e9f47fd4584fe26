using System.Security.Cryptography;
using System.Text;
using Scopix.Fixtures;
using Scopix.Fixtures.Vocabulary;
using Xunit;

namespace Scopix.Emulator.Tests.Fixtures;

/// <summary>Hashes for which outcomes are created.</summary>
internal static class OutcomeInputs
{
    public const int HashesPerCategory = 200;

    public static TheoryData<string> CategoryNames => [.. Categories.Names];

    public static string Hash(int number) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"fixture {number}")));

    public static IEnumerable<AiOutcome> CreateOutcomes(string mediaType, string category) =>
        Enumerable.Range(0, HashesPerCategory).Select(n => AiOutcomes.Create(Hash(n), 42, mediaType, category));
}

using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Scopix.Emulator.Http;

namespace Scopix.Emulator.Control.Snapshots;

/// <summary>The names that snapshots have.</summary>
internal static partial class SnapshotName
{
    /// <summary>What stands for the present state in a comparison.</summary>
    public const string Now = "now";

    /// <summary>The name, or a 422.</summary>
    public static string Validate(string name, string place = "body")
    {
        if (!NameRegex().IsMatch(name)) throw ApiError.Invalid("name", "must be 1 to 64 characters of A-Z a-z 0-9 _ . -", place);
        return name == Now ? throw ApiError.Invalid("name", "must not be now: that is the present state", place) : name;
    }

    /// <summary>The folder of a name; one of its own also where file names know no case.</summary>
    public static string ToFolderName(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(name)))[..32];

    [GeneratedRegex(@"\A[A-Za-z0-9_.-]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex NameRegex();
}

using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Scopix.Emulator.Control.Snapshots;

internal static partial class SnapshotName
{
    public const string Now = "now";

    /// <exception cref="ApiError">422: the name is invalid, or <c>now</c>.</exception>
    public static string Validate(string name, string place = "body")
    {
        if (!NameRegex().IsMatch(name)) throw ApiError.Invalid("name", "must be 1 to 64 characters of A-Z a-z 0-9 _ . -", place);
        return name == Now ? throw ApiError.Invalid("name", "must not be now: that is the present state", place) : name;
    }

    /// <summary>A hash, since file names may ignore case.</summary>
    public static string ToFolderName(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(name)))[..32];

    [GeneratedRegex(@"\A[A-Za-z0-9_.-]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex NameRegex();
}

namespace Scopix.Contracts.Checks;

/// <summary>One place at which a value does not fit its schema.</summary>
/// <param name="Path">From the body's root, e.g. <c>items[0].title</c>; empty for the body itself.</param>
/// <param name="Kind">What is wrong: <c>type</c>, <c>value</c>, <c>presence</c>, <c>form</c>, <c>size</c> or <c>union</c>.</param>
/// <param name="Expected">What the schema asks for, e.g. <c>integer or null</c>.</param>
/// <param name="Got">What was there instead; a long value is cut.</param>
/// <param name="Evidence">How we know what the schema asks for.</param>
public sealed record Violation(string Path, string Kind, string Expected, string Got, Claim Evidence)
{
    /// <summary>As <see cref="Got"/>, but without a value of the body: its type, or the word of an enum.</summary>
    public string GotKind { get; init; } = Got;

    /// <summary>The path without the numbers of items, e.g. <c>items[].title</c>.</summary>
    public string Place => RemoveIndexes(Path);

    /// <summary>A path without the numbers of items.</summary>
    public static string RemoveIndexes(string path)
    {
        var place = new StringBuilder(path.Length);
        var inside = false;
        foreach (var character in path)
        {
            if (character == ']') inside = false;
            if (!inside) place.Append(character);
            if (character == '[') inside = true;
        }
        return place.ToString();
    }
}

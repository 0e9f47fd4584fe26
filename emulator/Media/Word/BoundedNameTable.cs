using System.Xml;

namespace Scopix.Media.Word;

/// <summary>The names of an XML part, each kept once, all together at most a million characters.</summary>
internal sealed class BoundedNameTable : NameTable
{
    private const int MaxCharacters = 1_000_000;
    private int _characters;

    /// <exception cref="UnreadableDocumentException">There are too many.</exception>
    public override string Add(char[] key, int start, int len) => Get(key, start, len) ?? CountCharacters(base.Add(key, start, len));

    /// <exception cref="UnreadableDocumentException">There are too many.</exception>
    public override string Add(string key) => Get(key) ?? CountCharacters(base.Add(key));

    private string CountCharacters(string name) => (_characters += name.Length) <= MaxCharacters
        ? name
        : throw UnreadableDocumentException.CreateTooLarge("The document's XML has more names than are allowed.");
}

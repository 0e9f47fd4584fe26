using System.Xml;

namespace Scopix.Emulator.Media.Word;

/// <summary>The names of an XML part, each kept once, all together at most a million characters.</summary>
internal sealed class BoundedNames : NameTable
{
    private const int Most = 1_000_000;
    private int _characters;

    /// <exception cref="UnreadableDocumentException">There are too many.</exception>
    public override string Add(char[] key, int start, int len) => Get(key, start, len) ?? Counted(base.Add(key, start, len));

    /// <exception cref="UnreadableDocumentException">There are too many.</exception>
    public override string Add(string key) => Get(key) ?? Counted(base.Add(key));

    private string Counted(string name) => (_characters += name.Length) <= Most
        ? name
        : throw UnreadableDocumentException.TooLarge("The document's XML has more names than are allowed.");
}

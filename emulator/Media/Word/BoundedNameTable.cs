namespace Scopix.Media.Word;

/// <summary>The names of an XML part, at most a million characters in total.</summary>
/// <exception cref="UnreadableDocumentException">There are more.</exception>
internal sealed class BoundedNameTable : NameTable
{
    private const int MaxCharacters = 1_000_000;
    private int _characters;

    public override string Add(char[] key, int start, int len) => Get(key, start, len) ?? CountCharacters(base.Add(key, start, len));

    public override string Add(string key) => Get(key) ?? CountCharacters(base.Add(key));

    private string CountCharacters(string name) => (_characters += name.Length) <= MaxCharacters
        ? name
        : throw UnreadableDocumentException.CreateTooLarge("The document's XML has more names than are allowed.");
}

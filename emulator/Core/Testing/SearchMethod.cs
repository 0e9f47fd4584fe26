namespace Scopix.Emulator;

/// <summary>How <c>files.search</c> finds chunks.</summary>
public enum SearchMethod
{
    /// <summary>By stemmed words, their rarity, and a list of synonyms.</summary>
    Lexical,

    /// <summary>By meaning: the cosine of vectors that the model all-MiniLM-L6-v2 makes, in the program scopix-semantic.</summary>
    Semantic,
}

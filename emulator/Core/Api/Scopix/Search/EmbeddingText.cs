namespace Scopix.Emulator.Api.Scopix.Search;

/// <summary>A text of a file that needs a vector.</summary>
internal abstract record EmbeddingText
{
    /// <summary>The text that the model reads.</summary>
    public abstract string Text { get; }

    /// <summary>Saves the vector, unless the file has another text by now.</summary>
    public abstract void Save(Transaction transaction, float[] vector);
}

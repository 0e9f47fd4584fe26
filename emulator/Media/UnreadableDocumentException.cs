namespace Scopix.Media;

/// <summary>Why a document has no text for us.</summary>
internal enum UnreadableReason
{
    /// <summary>Its bytes do not make sense.</summary>
    Broken,

    /// <summary>It opens with a password only, or is encrypted in a way we do not know.</summary>
    Encrypted,

    /// <summary>It has pages but no text: a scan, or drawings.</summary>
    NoText,

    /// <summary>Reading it would take more than the limits allow (a bomb, or a giant).</summary>
    TooLarge,
}

/// <summary>The only exception that <see cref="DocumentReader"/> throws for a document's content.</summary>
/// <param name="reason">Which of the four.</param>
/// <param name="message">One sentence for a person.</param>
internal sealed class UnreadableDocumentException(UnreadableReason reason, string message) : Exception(message)
{
    /// <summary>Which of the four.</summary>
    public UnreadableReason Reason { get; } = reason;

    /// <summary>How many pages it has, where that is known all the same.</summary>
    public int? PageCount { get; init; }

    internal UnreadableDocumentException WithPageCount(int? pages) => new(Reason, Message) { PageCount = pages };

    internal static UnreadableDocumentException CreateBroken(string what) => new(UnreadableReason.Broken, what);

    internal static UnreadableDocumentException CreateTooLarge(string what) => new(UnreadableReason.TooLarge, what);
}

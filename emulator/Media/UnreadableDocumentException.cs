namespace Scopix.Media;

internal enum UnreadableReason
{
    Broken,

    /// <summary>It needs a password, or the encryption is not supported.</summary>
    Encrypted,

    /// <summary>It has pages but no text: a scan, or drawings.</summary>
    NoText,

    /// <summary>Reading it would exceed the limits.</summary>
    TooLarge,
}

/// <summary>The only exception that <see cref="DocumentReader"/> throws for a document's content. The message is one sentence for a
/// person.</summary>
internal sealed class UnreadableDocumentException(UnreadableReason reason, string message) : Exception(message)
{
    public UnreadableReason Reason { get; } = reason;

    public int? PageCount { get; init; }

    internal UnreadableDocumentException WithPageCount(int? pages) => new(Reason, Message) { PageCount = pages };

    internal static UnreadableDocumentException CreateBroken(string what) => new(UnreadableReason.Broken, what);

    internal static UnreadableDocumentException CreateTooLarge(string what) => new(UnreadableReason.TooLarge, what);
}
